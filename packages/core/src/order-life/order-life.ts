import type { Scale } from '../money/amount.ts';
import { type MoneyE8, moneyE8, type Price, type Quantity } from '../money/units.ts';
import { isChildEnded } from '../order/child-state.ts';
import { isOrderEnded, type OrderState } from '../order/order-state.ts';
import type { RoutingMode, ValidOrder } from '../order/request.ts';
import { isResting } from '../routing/order-kind.ts';
import type { ChildLife } from './child-life.ts';
import { mostOf } from './child-replace.ts';
import type { BookedExecution, Receipt, StartTerms } from './order-event.ts';

/** One wave as it stands: what was expected of it, and the sums over the executions of its children. Quantities are at the instrument's scale. */
export interface WaveLife {
  readonly decisionId: string;
  readonly wave: number;
  /** In basis points of the arrival mid; null where it sent nothing to take. */
  readonly expectedCostBps: number | null;
  readonly placed: number;
  readonly filled: number;
  readonly notionalE8: MoneyE8;
  readonly feesE8: MoneyE8;
}

/** An execution that the caller made itself of an order that was only routed. */
export interface ElsewhereExecution extends BookedExecution {
  readonly venueId: string;
}

/**
 * Where an order stands: a fold of its events, and nothing else. Immutable. `filled + working + residual` is the ordered quantity; the residual is
 * negative only where venues have filled more than was to be had, and that much is the excess.
 */
export interface OrderLife {
  /** As it was asked for, with its latest quantity and limit. */
  readonly order: ValidOrder;
  readonly scale: Scale;
  readonly start: StartTerms;
  /** When an order that waited became executable; null where it did not wait, or still does. */
  readonly releasedAtUs: number | null;
  readonly state: OrderState;
  /** Why it ended, where that has a code. */
  readonly code: string | null;
  readonly children: readonly ChildLife[];
  readonly waves: readonly WaveLife[];
  readonly elsewhere: readonly ElsewhereExecution[];
  readonly filled: number;
  readonly working: number;
  readonly residual: number;
  /** Sum of price × quantity over the executions, in 10^-8 of the currency. */
  readonly notionalE8: MoneyE8;
  /** Sum of fees over the executions; negative is received. */
  readonly feesE8: MoneyE8;
  /**
   * Waves that do not count against the bound on waves: those of before its market last opened, resumed or had it planned again, or it was last replaced, and
   * those that were never sent.
   */
  readonly wavesUncounted: number;
  /** The mode of the latest wave: the order's own, or what the routing rules made of it. */
  readonly routedMode: RoutingMode;
  readonly goesOn: boolean;
  /** What rested in the hope of the spread has had its time: from here on the order takes. */
  readonly hasRested: boolean;
  /** Somebody has asked for its end, or its day has ended: nothing more is sent. */
  readonly endAsked: 'CALLER' | 'DAY' | null;
  /** The journal has refused a step of it: nothing new is sent. */
  readonly isBroken: boolean;
  /** A venue has canceled what nobody here asked to: a person looks before anything more is sent. */
  readonly waitsForPerson: boolean;
  /** Plans in a row that were too old when they were durable. */
  readonly plansTooOld: number;
  /** Venues that have filled what they had given back: their word on the end of a child is asked for twice. */
  readonly lateVenues: readonly string[];
  /** What rests of the waves up to this one is asked back: its limit is not the order's any more. */
  readonly recalledWaves: number;
  /** How many events it is made of. */
  readonly version: number;
}

/** An order of which nothing has happened yet. `start` is the market in which it arrived. */
export function newLife(order: ValidOrder, scale: Scale, start: StartTerms): OrderLife {
  return {
    order,
    scale,
    start,
    releasedAtUs: null,
    state: 'RECEIVED',
    code: null,
    children: [],
    waves: [],
    elsewhere: [],
    filled: 0,
    working: 0,
    residual: order.quantity,
    notionalE8: moneyE8(0n),
    feesE8: moneyE8(0n),
    wavesUncounted: 0,
    routedMode: order.routingMode,
    goesOn: false,
    hasRested: false,
    endAsked: null,
    isBroken: false,
    waitsForPerson: false,
    plansTooOld: 0,
    lateVenues: [],
    recalledWaves: 0,
    version: 0,
  };
}

/** An order as its receipt finds it, before anything has happened to it. */
export function lifeOf({ order, arrival }: Receipt, scale: Scale): OrderLife {
  return newLife(order, scale, { nbbo: arrival, worstPrice: null });
}

/**
 * A life with some of its fields changed. Its fields are written out: V8 takes ten times longer for a spread of so many in a chain of copies, which a
 * fold is.
 */
export function changedLife(life: OrderLife, changes: Partial<OrderLife>): OrderLife {
  const copy: OrderLife = {
    order: life.order,
    scale: life.scale,
    start: life.start,
    releasedAtUs: life.releasedAtUs,
    state: life.state,
    code: life.code,
    children: life.children,
    waves: life.waves,
    elsewhere: life.elsewhere,
    filled: life.filled,
    working: life.working,
    residual: life.residual,
    notionalE8: life.notionalE8,
    feesE8: life.feesE8,
    wavesUncounted: life.wavesUncounted,
    routedMode: life.routedMode,
    goesOn: life.goesOn,
    hasRested: life.hasRested,
    endAsked: life.endAsked,
    isBroken: life.isBroken,
    waitsForPerson: life.waitsForPerson,
    plansTooOld: life.plansTooOld,
    lateVenues: life.lateVenues,
    recalledWaves: life.recalledWaves,
    version: life.version,
  };
  return Object.assign(copy, changes);
}

export function childOf(life: OrderLife, childId: string): ChildLife | undefined {
  return life.children.find((child) => child.id === childId);
}

/** Nothing more is expected of it but late words of venues. */
export function isEnded(life: OrderLife): boolean {
  return isOrderEnded(life.state);
}

/** True while the order is durable and undecided: its stop price is not reached, or its market not open yet. */
export function isWaiting(life: OrderLife): boolean {
  return life.state === 'RECEIVED' && life.waves.length === 0 && life.releasedAtUs === null;
}

/** How much more is executed or out than was ordered, at the instrument's scale. */
export function excessOf(life: OrderLife): number {
  return Math.max(0, -life.residual);
}

/** True while a child that was sent to take is not ended, or the fate of any child is unknown. */
export function isWaveOpen(life: OrderLife): boolean {
  return life.children.some(
    (child) => !isChildEnded(child.state) && (!isResting(child.kind) || child.state === 'UNKNOWN'),
  );
}

/** Where taking children have been meant to go, each once, in the order of their making: SEQUENTIAL and MANUAL go nowhere twice. */
export function triedVenues(life: OrderLife): string[] {
  const tried = new Set<string>();
  for (const child of life.children) {
    if (!isResting(child.kind) && child.code !== 'PLAN_TOO_OLD') tried.add(child.venueId);
  }
  return [...tried];
}

/** A venue has refused a part that was to rest in the hope of the spread: to ask again would be refused again. */
export function isRestRefused(life: OrderLife): boolean {
  return life.children.some(
    ({ restMs, state, code }) => restMs !== null && state === 'REJECTED' && code !== 'NOT_SENT',
  );
}

/** What each venue has of the order, executed or out: what counts against the caps of routing rules. An ended child counts what it has executed. */
export function usedByVenue(life: OrderLife): Map<string, number> {
  const used = new Map<string, number>();
  for (const child of life.children) {
    const count = isChildEnded(child.state) ? child.filled : Math.max(child.filled, mostOf(child));
    used.set(child.venueId, (used.get(child.venueId) ?? 0) + count);
  }
  return used;
}

/** Average executed price in 10^-8 per unit, rounded down; null before the first execution. */
export function averagePriceE8(life: OrderLife): bigint | null {
  if (life.filled === 0) return null;
  return (life.notionalE8 * 10n ** BigInt(life.scale.quantityDecimals)) / BigInt(life.filled);
}

/** The terms that replace an order's: what the fold takes from ORDER_REPLACED. */
export function withTerms(order: ValidOrder, quantity: Quantity, limitPrice: Price | null): ValidOrder {
  return order.quantity === quantity && order.limitPrice === limitPrice ? order : { ...order, quantity, limitPrice };
}
