import { type Scale, toPriceE8 } from '../money/amount.ts';
import { type Price, type PriceE8, priceE8 } from '../money/units.ts';

/** How an execution met the book: removed liquidity, provided it, or crossed at the midpoint. */
export type LiquidityFlag = 'TAKE' | 'MAKE' | 'MIDPOINT';

/** A venue's fee schedule, in force from a date. Fees are paid when positive and received (rebates) when negative. */
export interface FeeSchedule {
  /** ISO date from which it holds. */
  readonly effectiveFrom: string;
  /** Per share in 10^-8 dollars, at $1.00 and over. */
  readonly takePerUnitE8: PriceE8;
  readonly makePerUnitE8: PriceE8;
  readonly midpointPerUnitE8: PriceE8;
  /** Below $1.00: parts per million of the price. */
  readonly subDollarTakePpm: number;
  readonly subDollarMakePpm: number;
}

const ONE_DOLLAR_E8 = 100_000_000;
const PPM = 1_000_000;

/**
 * The fee per unit in 10^-8 of the currency at this execution price: per share from $1.00, a share of the price below,
 * rounded up (against us) to the next 10^-8. Rule 610(c) caps the access fee at $0.003 a share, or 0.3 % below $1.00.
 */
export function feePerUnitRoundedUpE8(
  fees: FeeSchedule,
  flag: LiquidityFlag,
  at: { price: Price; scale: Scale },
): PriceE8 {
  const atE8 = toPriceE8(at.price, at.scale);
  if (atE8 >= ONE_DOLLAR_E8) return perUnit(fees, flag);
  const ppm = flag === 'MAKE' ? fees.subDollarMakePpm : fees.subDollarTakePpm;
  return priceE8(Math.ceil((atE8 * ppm) / PPM));
}

function perUnit(fees: FeeSchedule, flag: LiquidityFlag): PriceE8 {
  switch (flag) {
    case 'TAKE':
      return fees.takePerUnitE8;
    case 'MAKE':
      return fees.makePerUnitE8;
    case 'MIDPOINT':
      return fees.midpointPerUnitE8;
  }
}
