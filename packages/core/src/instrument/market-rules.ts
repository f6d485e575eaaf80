import type { PriceE8 } from '../money/units.ts';

/** The most that a venue may charge for access to its protected quote (Regulation NMS Rule 610(c), 17 CFR 242.610(c)). */
export interface AccessFeeCap {
  /** Per share in 10^-8 of the currency, at 1.00 and over. */
  readonly perShareE8: PriceE8;
  /** Parts per million of the price, below 1.00. */
  readonly belowDollarPpm: number;
}

/** Whose month's volume decides the tier of a fee: the calendar month before, so that a fee is known when it is charged, or the running one. */
export const FEE_VOLUME_MONTHS = ['PRIOR', 'RUNNING'] as const;
export type FeeVolumeMonth = (typeof FEE_VOLUME_MONTHS)[number];

/** The rules of the market in force for one instrument on one day, and the rule calendar that says so. */
export interface MarketRules {
  /** The version of the rule calendar; empty where none was asked. */
  readonly calendar: string;
  /** No trade-through of a protected quote (Rule 611). */
  readonly orderProtection: boolean;
  /** Nothing rests that would lock or cross a protected quote (Rule 610(e)). */
  readonly lockAndCross: boolean;
  /** Null where nothing caps what access costs. */
  readonly accessFeeCap: AccessFeeCap | null;
  readonly feeVolumeMonth: FeeVolumeMonth;
}

/** A market without such rules: currencies and coins, and any instrument that no rule is asked for. */
export const NO_MARKET_RULES: MarketRules = {
  calendar: '',
  orderProtection: false,
  lockAndCross: false,
  accessFeeCap: null,
  feeVolumeMonth: 'RUNNING',
};
