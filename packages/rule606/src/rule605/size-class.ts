/** One share or one dollar in 10^-8. */
const ONE_E8 = 100_000_000n;
/** Dollars of a price times a quantity, each in 10^-8. */
const ONE_E16 = 10n ** 16n;

/** The lower bounds of field 6, in dollars of notional (Exhibit A of the plan; the SEC's specification of the summary). */
export const ORDER_SIZES = [0, 250, 1_000, 5_000, 10_000, 20_000, 50_000, 200_000] as const;
export type OrderSize = (typeof ORDER_SIZES)[number];

/** The summary's code for every order below $200,000. */
export const ALL_BELOW_200000 = 199_999;

/** The classes of field 5. */
export const LOT_CLASSES = ['FRACTIONAL', 'ODD', 'ROUND'] as const;
export type LotClass = (typeof LOT_CLASSES)[number];

/** The class of a notional in 10^-16 dollars: the largest lower bound that it reaches. */
export function orderSizeOf(notionalE16: bigint): OrderSize {
  let size: OrderSize = 0;
  for (const bound of ORDER_SIZES) {
    if (notionalE16 >= BigInt(bound) * ONE_E16) size = bound;
  }
  return size;
}

/** The class of a quantity in 10^-8 shares: less than a share, less than the stock's round lot, or that and more. */
export function lotClassOf(quantityE8: bigint, roundLotShares: number): LotClass {
  if (quantityE8 < ONE_E8) return 'FRACTIONAL';
  return quantityE8 < BigInt(roundLotShares) * ONE_E8 ? 'ODD' : 'ROUND';
}
