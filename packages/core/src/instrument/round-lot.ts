import { type Price, type Quantity, quantity } from '../money/units.ts';

/** The scale of the average closing prices here. */
export const ROUND_LOT_PRICE_DECIMALS = 4;

/** The day from which round lots depend on price; before it every NMS stock had 100. A dated setting, as ISO text. */
const ROUND_LOT_TIERS_FROM = '2025-11-03';

/** Up to which average closing price, at four decimals, a round lot has how many shares. */
const TIERS: readonly (readonly [upToPrice: number, shares: number])[] = [
  [2_500_000, 100],
  [10_000_000, 40],
  [100_000_000, 10],
];
const HIGHEST = 1;
const BEFORE = 100;

/**
 * The round lot of an NMS stock on an ISO date, by its average closing price on the listing exchange in the evaluation period before, at four
 * decimals: up to $250.00 a share 100, to $1,000.00 40, to $10,000.00 10, above that 1.
 * Source: Regulation NMS Rule 600(b)(93) (17 CFR 242.600), in force since the first business day of November 2025.
 */
export function roundLotOn(date: string, averageClose: Price): Quantity {
  if (date < ROUND_LOT_TIERS_FROM) return quantity(BEFORE);
  const tier = TIERS.find(([upToPrice]) => averageClose <= upToPrice);
  return quantity(tier?.[1] ?? HIGHEST);
}
