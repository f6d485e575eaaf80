import { tickAt, US_EQUITY_TICK_BANDS } from '@fairlead/core/instrument/tick';
import { price } from '@fairlead/core/money/units';
import { feePerUnitRoundedUpE8 } from '@fairlead/core/venue/fees';
import { US_EQUITY_VENUES } from '@fairlead/core/venue/us-equity-catalogue';
import type { Check, Section } from './check.ts';

const SCALE = { priceDecimals: 4, quantityDecimals: 0 };

/** The dearest access fee of the catalogue's protected quotes. */
export function accessFee(): Section {
  return {
    title: 'The cap on access fees',
    source: 'Regulation NMS Rule 610(c), 17 CFR 242.610(c), before the amendments of 2024',
    formula: 'at most $0.003 a share from $1.00, at most 0.3 % of the price below',
    inputs: 'the take fees of every protected quote in the default catalogue',
    note: null,
    absent: null,
    checks: [
      {
        name: 'dearest at $10.00, $',
        expected: 0.003,
        got: dearest(100_000),
        relation: 'at most',
        tolerance: 0,
        decimals: 4,
      },
      {
        name: 'dearest at $0.50, $',
        expected: 0.0015,
        got: dearest(5_000),
        relation: 'at most',
        tolerance: 0,
        decimals: 4,
      },
    ],
  };
}

/** The dearest take fee a share in dollars at a price in 10^-4 dollars. */
function dearest(at: number): number {
  const fees = US_EQUITY_VENUES.filter((venue) => venue.protectedQuote).map((venue) =>
    feePerUnitRoundedUpE8(venue.fees, 'TAKE', { price: price(at), scale: SCALE }),
  );
  return Math.max(...fees) / 1e8;
}

/** Prices and the smallest step there, both in 10^-4 dollars. */
const TICKS = [
  [1, 1],
  [9_999, 1],
  [10_000, 100],
  [2_500_000, 100],
] as const;

/** The smallest price step at and around a dollar. */
export function ticks(): Section {
  return {
    title: 'The smallest price steps',
    source: 'Regulation NMS Rule 612, 17 CFR 242.612(a) and (b), before the amendments of 2024',
    formula: '$0.01 from $1.00, $0.0001 below',
    inputs: 'prices at the ends of both bands',
    note: null,
    absent: null,
    checks: TICKS.map(([at, step]): Check => {
      const got = tickAt({ tickBands: US_EQUITY_TICK_BANDS }, price(at)) / 10_000;
      return {
        name: `step at $${(at / 10_000).toFixed(4)}, $`,
        expected: step / 10_000,
        got,
        tolerance: 0,
        decimals: 4,
      };
    }),
  };
}
