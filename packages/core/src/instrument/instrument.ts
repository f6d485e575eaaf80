import type { Price, Quantity } from '../money/units.ts';
import type { MarketRules } from './market-rules.ts';

/** What kind of thing is traded; settings that differ by kind hang on this. */
export const ASSET_CLASSES = ['EQUITY', 'FX', 'CRYPTO'] as const;
export type AssetClass = (typeof ASSET_CLASSES)[number];

/** Whether the instrument may be traded now. RESTRICTED is the firm's own list, HALTED the market's. */
export const INSTRUMENT_STATUSES = ['ACTIVE', 'HALTED', 'RESTRICTED'] as const;
export type InstrumentStatus = (typeof INSTRUMENT_STATUSES)[number];

/** One tick size, valid from a price upwards. */
export interface TickBand {
  readonly fromPrice: Price;
  readonly tick: Price;
}

/** One instrument with the scales that give its prices and quantities a meaning. */
export interface Instrument {
  readonly instrumentId: string;
  readonly name: string;
  readonly assetClass: AssetClass;
  readonly currency: string;
  /** 0 to 8. */
  readonly priceDecimals: number;
  /** 0 to 8; 0 is whole units. */
  readonly quantityDecimals: number;
  /** The lot in which displayed sizes count as protected. */
  readonly roundLot: Quantity;
  /** Ascending by fromPrice; the first is from 0. */
  readonly tickBands: readonly TickBand[];
  /** The venue that lists it, or null where there is none. */
  readonly primaryVenueId: string | null;
  readonly status: InstrumentStatus;
  /** The rules of its market that are in force. */
  readonly rules: MarketRules;
  /** The price test of Rule 201 is on: a short sale may not execute at the national best bid or below. */
  readonly shortSaleRestricted: boolean;
  /** Units traded on an average day; the scale of market impact. */
  readonly averageDailyVolume: Quantity;
  /** Standard deviation of daily returns in basis points; the scale of delay and impact. */
  readonly dailyVolatilityBps: number;
}
