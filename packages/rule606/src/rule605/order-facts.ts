import type { Side } from '@fairlead/core/order/request';

/** How long after an execution the midpoint is read again for the realised spread (17 CFR 242.605(a)(1)(i)(O)-(X)). */
export const HORIZONS = [
  { horizon: '50ms', afterUs: 50_000 },
  { horizon: '1s', afterUs: 1_000_000 },
  { horizon: '15s', afterUs: 15_000_000 },
  { horizon: '1m', afterUs: 60_000_000 },
  { horizon: '5m', afterUs: 300_000_000 },
] as const;
export type Horizon = (typeof HORIZONS)[number]['horizon'];

/** What a client may ask for that can take an order out of the report. */
export const SPECIAL_HANDLINGS = [
  'OPENING_AUCTION',
  'CLOSING_AUCTION',
  'NOT_HELD',
  'ALL_OR_NONE',
  'TICK_CONDITIONED',
  'UNUSUAL_SETTLEMENT',
  'PRICE_UNRELATED_TO_MARKET',
  // Release 34-105136 of 2026-04-01.
  'OTC_MARKET_MAKING',
  'INACTIVE_STOCK',
  // Of an imported order: none of the types that the report knows.
  'OTHER_ORDER_TYPE',
] as const;
export type SpecialHandling = (typeof SPECIAL_HANDLINGS)[number];

/** The national best bid and offer of the processor (SIP), in 10^-8 dollars a share. It may be crossed. */
export interface Nbbo {
  readonly bidE8: bigint;
  readonly offerE8: bigint;
}

/** The best price of an odd lot on a side, in 10^-8 dollars a share; null where none was displayed, UNKNOWN where nobody knows whether one was. */
export type OddLotPrice = bigint | 'UNKNOWN' | null;

/** What was displayed when the clock of an order started; sizes in 10^-8 shares, null where not known. */
export interface DisplayedQuote extends Nbbo {
  readonly bidSizeE8: bigint | null;
  readonly offerSizeE8: bigint | null;
  readonly oddLotBidE8: OddLotPrice;
  readonly oddLotOfferE8: OddLotPrice;
}

/** A quote with the time, in microseconds since 1970, from which it is in force; null where no NBBO is shown, UNKNOWN where nobody knows whether one is. */
export interface QuoteAt {
  readonly atUs: number;
  readonly isRegularHours: boolean;
  readonly quote: DisplayedQuote | 'UNKNOWN' | null;
}

/** The NBBO so long after an execution: SESSION_OVER where the session has ended by then, null where it is not known. */
export type LaterNbbo = Nbbo | 'SESSION_OVER' | null;

/** One execution of an order. */
export interface ExecutionFacts {
  /** Microseconds since 1970. */
  readonly atUs: number;
  /** In 10^-8 dollars a share. */
  readonly priceE8: bigint;
  /** In 10^-8 shares. */
  readonly quantityE8: bigint;
  /** Whether another venue than the reporting entity executed it. */
  readonly isAway: boolean;
  readonly isRegularHours: boolean;
  readonly after: Readonly<Record<Horizon, LaterNbbo>>;
  /** The last NBBO of the session in which it was executed; null where it is not known. */
  readonly finalNbbo: Nbbo | null;
}

/** An order with everything that the report asks of it. */
export interface OrderFacts {
  readonly symbol: string;
  readonly side: Side;
  /** In 10^-8 dollars a share; null is a market order. */
  readonly limitE8: bigint | null;
  readonly isStop: boolean;
  readonly isImmediateOrCancel: boolean;
  readonly handling: readonly SpecialHandling[];
  /** In 10^-8 shares, as ordered. */
  readonly quantityE8: bigint;
  /** In 10^-8 shares, canceled before they were executed. */
  readonly canceledE8: bigint;
  /** The round lot of the stock on that day, in whole shares. */
  readonly roundLotShares: number;
  readonly executions: readonly ExecutionFacts[];
  /** Regular-way shares printed, while the order was in force, at prices that could have filled it; in 10^-8 shares, null where not known. */
  readonly couldHaveFilledE8: bigint | null;
  /** The part of them that was printed on exchanges. */
  readonly couldHaveFilledOnExchangeE8: bigint | null;
}
