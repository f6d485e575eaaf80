import { dollars, type Figure, percent, shares } from '../figure/figure.ts';
import { PRIOR_MONTHS } from './period.ts';

/** What the exemptions of Rule 606(b)(4) and (5) are decided by: all of the six months before. Shares and dollars are 10^-8. */
export interface ExemptionFacts {
  /** Shares of not held orders in NMS stocks that the firm got from all of its customers. */
  readonly notHeldSharesE8: bigint;
  /** Shares of all of their orders in NMS stocks. */
  readonly allSharesE8: bigint;
  /** What the customer traded of not held orders in NMS stocks. */
  readonly customerTradedUsdE8: bigint;
}

/** Both exemptions with the figures that they are decided by. */
export interface Exemptions {
  readonly firm: {
    readonly isExempt: boolean;
    readonly notHeldShr: string;
    readonly allShr: string;
    readonly notHeldPct: Figure;
  };
  readonly customer: { readonly isExempt: boolean; readonly tradedUsd: string; readonly averageUsd: string };
}

const E8 = 100_000_000n;
/** Less than five percent of shares, one in twenty: 606(b)(4). */
const FIRM_ONE_IN = 20n;
/** Less than this a month on average: 606(b)(5). */
const CUSTOMER_USD_E8 = 1_000_000n * E8;

/**
 * Whether a firm owes no (b)(3) reports at all, and whether it owes none to one customer. Decided by the exact figures: 4.996 percent is printed as
 * 5.00 and is less. A firm that got no order claims no exemption.
 */
export function exemptionsOf({ notHeldSharesE8, allSharesE8, customerTradedUsdE8 }: ExemptionFacts): Exemptions {
  const months = BigInt(PRIOR_MONTHS);
  return {
    firm: {
      isExempt: notHeldSharesE8 * FIRM_ONE_IN < allSharesE8,
      notHeldShr: shares(notHeldSharesE8),
      allShr: shares(allSharesE8),
      notHeldPct: percent(notHeldSharesE8, allSharesE8),
    },
    customer: {
      isExempt: customerTradedUsdE8 < CUSTOMER_USD_E8 * months,
      tradedUsd: dollars(customerTradedUsdE8),
      averageUsd: dollars(customerTradedUsdE8, months),
    },
  };
}
