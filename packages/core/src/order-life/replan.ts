import type { Nbbo } from '../market/nbbo.ts';
import { type Price, type Quantity, quantity } from '../money/units.ts';
import { sideSign } from '../order/side.ts';
import type { Slice } from '../routing/route-plan.ts';
import { type ChildLife, reservedOf } from './child-life.ts';
import { isReplaceable } from './next-step.ts';
import { isEnded, isWaveOpen, type OrderLife } from './order-life.ts';

const NONE: readonly ChildLife[] = [];

/**
 * What rests of an order and may be planned again: all of it works by known terms, with nothing on its way, and all of the order is out. Empty for an order
 * that may not be: one that is ending, stopped or in doubt, that names its venues itself (MANUAL), or goes to one after the other (SEQUENTIAL). What is
 * pegged follows the market by itself.
 */
export function restsToReplan(life: OrderLife): readonly ChildLife[] {
  if (life.working === 0 || life.residual !== 0 || isEnded(life) || life.endAsked !== null) return NONE;
  if (life.isBroken || life.waitsForPerson || life.plansTooOld > 0 || isWaveOpen(life)) return NONE;
  if (life.routedMode === 'MANUAL' || life.routedMode === 'SEQUENTIAL') return NONE;
  const open = life.children.filter((child) => reservedOf(child) > 0);
  return open.every((child) => child.kind === 'POST' && isReplaceable(child)) ? open : NONE;
}

/**
 * True where a plan for what rests may be another than when it was sent: the far side's best price, odd lots included, is within the order's limit, or what
 * rests for a while is not at the near side any more. A look at two prices: most orders rest, and most markets do not reach them.
 */
export function mayBeBetter(life: OrderLife, rests: readonly ChildLife[], nbbo: Nbbo): boolean {
  const isBuy = life.order.side === 'BUY';
  const near = (isBuy ? nbbo.bid : nbbo.ask)?.price ?? null;
  const waiting = rests.filter((child) => child.restMs !== null);
  if (waiting.length > 0) return nbbo.state === 'NORMAL' && waiting.some(({ limitPrice }) => limitPrice !== near);
  const { worstPrice } = life.start;
  const reaches = (quote: { readonly price: Price } | null) =>
    quote !== null && (worstPrice === null || (quote.price - worstPrice) * sideSign(life.order.side) <= 0);
  return reaches(isBuy ? nbbo.ask : nbbo.bid) || reaches(isBuy ? nbbo.oddAsk : nbbo.oddBid);
}

/** All that is left of what rests, at the instrument's scale. */
export function restingQuantity(rests: readonly ChildLife[]): Quantity {
  return quantity(rests.reduce((sum, child) => sum + reservedOf(child), 0));
}

/** How much a plan takes at shown prices now, at the instrument's scale. What it asks blind at the midpoint is a hope. */
export function takenBy(slices: readonly Pick<Slice, 'kind' | 'quantity'>[]): Quantity {
  const taking = slices.filter(({ kind }) => kind === 'IOC' || kind === 'ISO' || kind === 'FOK');
  return quantity(taking.reduce((sum, slice) => sum + slice.quantity, 0));
}

/** The children that keep the rest of their place, or are asked back, where so much of what rests is wanted: the newest that has more, else whole ones from the newest on. */
export function toGiveBack(
  rests: readonly ChildLife[],
  count: Quantity,
  canReplace: (child: ChildLife) => boolean,
): { readonly shrunk: ChildLife | null; readonly whole: readonly ChildLife[] } {
  const shrunk = rests.findLast((child) => reservedOf(child) > count && canReplace(child)) ?? null;
  const whole: ChildLife[] = [];
  let left: number = shrunk === null ? count : 0;
  for (const child of rests.toReversed()) {
    if (left <= 0) break;
    whole.push(child);
    left -= reservedOf(child);
  }
  return { shrunk, whole };
}
