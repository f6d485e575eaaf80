import type { NbboState } from '../nbbo.ts';
import type { LastSale, SaleCondition, StatusChange, TradingStatus } from '../venue-news.ts';
import type { ShownMarket } from './shown-market.ts';

/** A market and since when it is shown, in whole microseconds since 1970. */
export interface MarketChange extends ShownMarket {
  readonly atUs: number;
}

/** The scales of an instrument's prices and sizes, 0 to 8 decimals each. A row keeps them, so that it stays readable whatever becomes of the instrument. */
export interface HistoryScale {
  readonly priceDecimals: number;
  readonly quantityDecimals: number;
}

/** What is known of one instrument's market from a time on, within one minute: the first change is what stood then, the others are in the order of their times. */
export interface HistoryMinute {
  /** Microseconds since 1970. */
  readonly fromUs: number;
  readonly scale: HistoryScale;
  readonly changes: readonly MarketChange[];
  /** What was printed, in the order in which it was heard of. Empty too where nobody prints, as in rows from before there were prints. */
  readonly lastSales: readonly LastSale[];
  /** The first is what stood then, the others are in the order of their times. Empty where the listing venue has never said. */
  readonly statuses: readonly StatusChange[];
}

/** Why nothing is known of a time before a row: the router was not there, or stood still, or what it had was never written. */
export const UNKNOWN_BECAUSE = ['ROUTER_DOWN', 'ROUTER_STALLED', 'NOT_WRITTEN'] as const;
export type UnknownBecause = (typeof UNKNOWN_BECAUSE)[number];

/** A row's minutes, in microseconds: rows end with them. */
export const MINUTE_US = 60_000_000;

/** The beginning of the minute (UTC) that a time in microseconds since 1970 lies in. */
export function minuteOf(atUs: number): number {
  return Math.floor(atUs / MINUTE_US) * MINUTE_US;
}

/**
 * The form of the bytes. A row is a head and then sections, each with its kind, its length in bytes, and so many bytes:
 *
 *   head     version · price decimals · quantity decimals · from, microseconds since 1970
 *   section  kind · length · content
 *
 * A reader goes past kinds that it does not know. A section of which there is nothing is left out, but for the markets. The version changes only where
 * what is there already is written otherwise, and a reader refuses those that it does not know.
 */
export const HISTORY_VERSION = 1;
export const SECTION_KINDS = { MARKETS: 1, LAST_SALES: 2, TRADING_STATUS: 3, SALE_PLACES: 4 } as const;

/**
 * A change of the market is the microseconds since the one before (or since the head's time), a byte that says which fields follow, and these: each
 * price and size as its difference from the one before, 0 where the side is not there. What stands for the first is a market that shows nothing.
 */
export const FIELD_BITS = { BID: 1, BID_SIZE: 2, ASK: 4, ASK_SIZE: 8, ODD_BID: 16, ODD_ASK: 32, STATE: 64 } as const;
/** In the byte of the state: its code, and whether the sides are believed. */
export const BELIEF_BITS = { BID: 8, ASK: 16 } as const;

/** What each state is written as. Codes are only ever added. */
export const STATE_CODES = {
  STALE: 0,
  NORMAL: 1,
  LOCKED: 2,
  CROSSED: 3,
  ONE_SIDED: 4,
  HALTED: 5,
} as const satisfies Record<NbboState, number>;

/** A last sale is the microseconds since the one before (or since the head's time), its condition, the difference of its price, and its quantity. */
export const SALE_CODES = { REGULAR: 0, OPEN: 1, CLOSE: 2 } as const satisfies Record<SaleCondition, number>;
/** Where each last sale was printed, a byte each in their order; the section is left out where that is known of none, as in rows from before it was kept. */
export const PLACE_CODES = { NOT_KNOWN: 0, ON_EXCHANGE: 1, ELSEWHERE: 2 } as const;
/** A status is the microseconds since the one before (or since the head's time) and its code. Codes are only ever added. */
export const TRADING_CODES = { TRADING: 0, HALTED: 1, PRE_OPEN: 2, CLOSED: 3 } as const satisfies Record<
  TradingStatus,
  number
>;

/** The market before the first change. */
export const NOTHING_SHOWN: ShownMarket = {
  state: 'STALE',
  bid: null,
  ask: null,
  oddBid: null,
  oddAsk: null,
  isBidBelieved: false,
  isAskBelieved: false,
};
