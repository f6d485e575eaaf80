import type { Price, Quantity } from '../money/units.ts';

/** What kind of trade a print is: OPEN and CLOSE are those of a venue's auctions. */
export const SALE_CONDITIONS = ['REGULAR', 'OPEN', 'CLOSE'] as const;
export type SaleCondition = (typeof SALE_CONDITIONS)[number];

/** A trade that a venue has printed, at the instrument's scales, and when it was heard of in microseconds since 1970. */
export interface LastSale {
  readonly atUs: number;
  readonly price: Price;
  readonly quantity: Quantity;
  readonly condition: SaleCondition;
  /** Whether an exchange printed it, or a venue that is none; absent where that is not known. */
  readonly isOnExchange?: boolean;
}

/** Whether an instrument trades, by the word of the venue that lists it. */
export const TRADING_STATUSES = ['PRE_OPEN', 'TRADING', 'HALTED', 'CLOSED'] as const;
export type TradingStatus = (typeof TRADING_STATUSES)[number];

/** What was said of an instrument's trading, and when it was heard of in microseconds since 1970. */
export interface StatusChange {
  readonly atUs: number;
  readonly status: TradingStatus;
}
