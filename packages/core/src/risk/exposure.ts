import { notionalRoundedE8 } from '../money/amount.ts';
import { formatScaled } from '../money/scaled.ts';
import type { MoneyE8, Price, Quantity } from '../money/units.ts';
import type { Rejection } from '../order/reject-code.ts';
import type { Side } from '../order/request.ts';
import { toDollarsE8 } from './dollars.ts';
import { figuresText } from './refusal-figures.ts';

/** What orders that were entered come to, in 10^-8 of a US dollar: what may still be executed, at the worst price it may have, and what was today. */
export interface Exposure {
  readonly buyOpenE8: bigint;
  readonly buyExecutedE8: bigint;
  readonly sellOpenE8: bigint;
  readonly sellExecutedE8: bigint;
}

/** Bounds over many orders, in 10^-8 of a US dollar; null is none. */
export interface StandingLimits {
  readonly maxGrossE8: bigint | null;
  readonly maxNetE8: bigint | null;
  readonly creditE8: bigint | null;
  readonly maxOrdersPerSecond: number | null;
}

/** What stands for somebody, and what may. */
export interface Standing {
  readonly use: Exposure;
  readonly limits: StandingLimits;
}

/** What stands already for the client of an order and for the firm. */
export interface ExposureView {
  readonly client: Standing;
  readonly firm: Standing;
}

/** Nothing was entered. */
export const NO_EXPOSURE: Exposure = { buyOpenE8: 0n, buyExecutedE8: 0n, sellOpenE8: 0n, sellExecutedE8: 0n };

/** Everything that was entered, whichever way. */
export function grossE8({ buyOpenE8, buyExecutedE8, sellOpenE8, sellExecutedE8 }: Exposure): bigint {
  return buyOpenE8 + buyExecutedE8 + sellOpenE8 + sellExecutedE8;
}

/** Buys less sales; negative where more is sold. */
export function netE8({ buyOpenE8, buyExecutedE8, sellOpenE8, sellExecutedE8 }: Exposure): bigint {
  return buyOpenE8 + buyExecutedE8 - sellOpenE8 - sellExecutedE8;
}

/** What a client comes to owe if all that it buys is executed and nothing more of what it sells. */
export function creditUseE8({ buyOpenE8, buyExecutedE8, sellExecutedE8 }: Exposure): bigint {
  return buyOpenE8 + buyExecutedE8 - sellExecutedE8;
}

/** Two exposures together. */
export function plus(a: Exposure, b: Exposure): Exposure {
  return {
    buyOpenE8: a.buyOpenE8 + b.buyOpenE8,
    buyExecutedE8: a.buyExecutedE8 + b.buyExecutedE8,
    sellOpenE8: a.sellOpenE8 + b.sellOpenE8,
    sellExecutedE8: a.sellExecutedE8 + b.sellExecutedE8,
  };
}

/** One exposure without another. */
export function minus(a: Exposure, b: Exposure): Exposure {
  return {
    buyOpenE8: a.buyOpenE8 - b.buyOpenE8,
    buyExecutedE8: a.buyExecutedE8 - b.buyExecutedE8,
    sellOpenE8: a.sellOpenE8 - b.sellOpenE8,
    sellExecutedE8: a.sellExecutedE8 - b.sellExecutedE8,
  };
}

/** What an order comes to when it is entered, all of it open. */
export function enteredExposure(
  order: { readonly side: Side; readonly quantity: Quantity },
  worstPrice: Price,
  instrument: { readonly priceDecimals: number; readonly quantityDecimals: number; readonly currency: string },
): Exposure {
  const notional: MoneyE8 = notionalRoundedE8(worstPrice, order.quantity, instrument);
  return sided(order.side, toDollarsE8(notional, instrument.currency), 0n);
}

/** What is open and what was executed, of one side. */
export function sided(side: Side, openE8: bigint, executedE8: bigint): Exposure {
  return side === 'BUY'
    ? { buyOpenE8: openE8, buyExecutedE8: executedE8, sellOpenE8: 0n, sellExecutedE8: 0n }
    : { buyOpenE8: 0n, buyExecutedE8: 0n, sellOpenE8: openE8, sellExecutedE8: executedE8 };
}

/**
 * What more exposure would break: gross and net of the client, then of the firm, and the client's credit; null where nothing. By what is entered, not
 * what is filled (SEC Rule 15c3-5(c)(1)(i)). What brings the net nearer to zero passes whatever the net is, and so does a sale whatever is owed.
 */
export function exposureFault({ client, firm }: ExposureView, more: Exposure): Rejection | null {
  return ofStanding('client', client, more) ?? ofStanding('firm', firm, more);
}

/**
 * What is over a limit as it is, for a wave of an order of this side: its order was counted when it was entered, and is held to the limits of now. A
 * net that the wave brings nearer to zero, and credit that it frees, are no reason to refuse it.
 */
export function heldToNow({ client, firm }: ExposureView, side: Side): Rejection | null {
  const isBuy = side === 'BUY';
  return (
    over('client', client, { isFurther: netE8(client.use) > 0n === isBuy, takesCredit: isBuy }) ??
    over('firm', firm, { isFurther: netE8(firm.use) > 0n === isBuy, takesCredit: isBuy })
  );
}

function ofStanding(whose: 'client' | 'firm', standing: Standing, more: Exposure): Rejection | null {
  const { use } = standing;
  const after = plus(use, more);
  const isFurther = absolute(netE8(after)) > absolute(netE8(use));
  return over(whose, standing, { after, isFurther, takesCredit: creditUseE8(after) > creditUseE8(use) });
}

/** What is over: of what stands after the order, or of what stands as it is, for a wave. */
function over(
  whose: 'client' | 'firm',
  { use, limits }: Standing,
  { after, isFurther, takesCredit }: { after?: Exposure; isFurther: boolean; takesCredit: boolean },
): Rejection | null {
  const stands = after ?? use;
  const refuse = (code: StandingCode, what: string, count: (exposure: Exposure) => bigint, limit: bigint | null) =>
    refusal(code, { what: `The ${whose}, ${what}`, use: count(use), after: after && count(after), limit });
  if (isOver(grossE8(stands), limits.maxGrossE8))
    return refuse('GROSS_EXPOSURE_OVER_LIMIT', 'gross', grossE8, limits.maxGrossE8);
  if (isFurther && isOver(absolute(netE8(stands)), limits.maxNetE8))
    return refuse('NET_EXPOSURE_OVER_LIMIT', 'net', netE8, limits.maxNetE8);
  const isOwed = takesCredit && isOver(creditUseE8(stands), limits.creditE8);
  return isOwed ? refuse('CREDIT_OVER_LIMIT', 'credit', creditUseE8, limits.creditE8) : null;
}

function isOver(use: bigint, limit: bigint | null): boolean {
  return limit !== null && use > limit;
}

type StandingCode = 'GROSS_EXPOSURE_OVER_LIMIT' | 'NET_EXPOSURE_OVER_LIMIT' | 'CREDIT_OVER_LIMIT';

function refusal(
  code: StandingCode,
  { what, use, after, limit }: { what: string; use: bigint; after: bigint | undefined; limit: bigint | null },
): Rejection {
  const money = (valueE8: bigint) => formatScaled(valueE8, 8);
  const asked = after === undefined ? {} : { asked: money(after - use) };
  const figures = { what, inUse: money(use), ...asked, limit: money(limit ?? 0n), unit: 'US dollars' };
  return { code, path: 'quantity', detail: figuresText(figures) };
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
