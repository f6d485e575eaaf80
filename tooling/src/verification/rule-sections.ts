import type { Instrument } from '@fairlead/core/instrument/instrument';
import { tickAt } from '@fairlead/core/instrument/tick';
import { type PriceE8, price, priceE8 } from '@fairlead/core/money/units';
import { DEFAULT_RULE_CALENDAR, DEFAULT_RULE_ROWS } from '@fairlead/core/rule-calendar/default-rules';
import { RuleCalendar } from '@fairlead/core/rule-calendar/rule-calendar';
import { chargeableFees } from '@fairlead/core/venue/access-fee-cap';
import { feePerUnitRoundedUpE8 } from '@fairlead/core/venue/fees';
import { US_EQUITY_VENUES } from '@fairlead/core/venue/us-equity-catalogue';
import type { Check, Section } from './check.ts';

const SCALE = { priceDecimals: 4, quantityDecimals: 0 };
const STOCK = { instrumentId: 'any', assetClass: 'EQUITY', ...SCALE } as const;
const TODAY = '2026-11-29';
/** A day that a firm might choose for the rules that are adopted and have no date that stands. */
const CHOSEN = '2027-11-01';
const CENT_E8 = 1_000_000;
const DOLLAR_E8 = 100_000_000;

/** The shipped rules, with a date for those that have none. */
const AMENDED = new RuleCalendar(
  DEFAULT_RULE_ROWS.map((row) => (row.key.endsWith('-2024') ? { ...row, from: CHOSEN } : row)),
  'amended',
);

/** The dearest access fee of the catalogue's protected quotes, under the cap of the day. */
export function accessFee(): Section {
  const most = (name: string, at: number, { date, expected }: { date: string; expected: number }): Check => ({
    name,
    expected,
    got: dearest(at, date),
    relation: 'at most',
    tolerance: 0,
    decimals: 4,
  });
  return {
    title: 'The cap on access fees',
    source: 'Regulation NMS Rule 610(c), 17 CFR 242.610(c), before and after the amendments of 2024',
    formula:
      'at most $0.003 a share from $1.00, at most 0.3 % of the price below; $0.001 and 0.1 % from the day that the firm gives the amendment',
    inputs: `the take fees of every protected quote in the default catalogue, on ${TODAY} and, with the amendment dated ${CHOSEN}, on that day`,
    note: 'The catalogue asks 30 mils; from the day of the amendment what it asks is cut to the cap.',
    absent: null,
    checks: [
      most('dearest at $10.00, $', 100_000, { date: TODAY, expected: 0.003 }),
      most('dearest at $0.50, $', 5_000, { date: TODAY, expected: 0.0015 }),
      most('dearest at $10.00 under the amendment, $', 100_000, { date: CHOSEN, expected: 0.001 }),
      most('dearest at $0.50 under the amendment, $', 5_000, { date: CHOSEN, expected: 0.0005 }),
    ],
  };
}

/** The dearest take fee a share in dollars at a price in 10^-4 dollars. */
function dearest(at: number, date: string): number {
  const rules = AMENDED.rulesOn(date, STOCK);
  const fees = US_EQUITY_VENUES.filter((venue) => venue.protectedQuote).map((venue) =>
    feePerUnitRoundedUpE8(chargeableFees(venue, rules), 'TAKE', { price: price(at), scale: SCALE }),
  );
  return Math.max(...fees) / DOLLAR_E8;
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
    source: 'Regulation NMS Rule 612, 17 CFR 242.612, before and after the amendments of 2024',
    formula:
      '$0.01 from $1.00, $0.0001 below; from the day that the firm gives the amendment $0.005 where the quoted spread is $0.015 or less on average',
    inputs: `prices at the ends of both bands on 2018-01-02; then two average spreads with the amendment dated ${CHOSEN}`,
    note: null,
    absent: null,
    checks: [
      ...TICKS.map(([at, step]) =>
        stepCheck(
          `step at $${(at / 10_000).toFixed(4)}, $`,
          step,
          DEFAULT_RULE_CALENDAR.tickBandsOn('2018-01-02', STOCK, null),
          at,
        ),
      ),
      stepCheck('step at $50.00, spread of $0.0150, $', 50, spreadBands(1.5 * CENT_E8), 500_000),
      stepCheck('step at $50.00, spread of $0.0151, $', 100, spreadBands(1.51 * CENT_E8), 500_000),
    ],
  };
}

function spreadBands(spreadE8: number) {
  return AMENDED.tickBandsOn(CHOSEN, STOCK, priceE8(spreadE8));
}

function stepCheck(name: string, step: number, tickBands: Instrument['tickBands'] | null, at: number): Check {
  const got = tickAt({ tickBands: tickBands ?? [] }, price(at)) / 10_000;
  return { name, expected: step / 10_000, got, tolerance: 0, decimals: 4 };
}

/** Average closing prices in dollars, and the round lot there. */
const LOTS = [
  [250, 100],
  [250.01, 40],
  [1_000, 40],
  [1_000.01, 10],
  [10_000, 10],
  [10_000.01, 1],
] as const;

/** The round lot by price, and the one of every stock before. */
export function roundLots(): Section {
  const lot = (date: string, dollars: number) =>
    DEFAULT_RULE_CALENDAR.roundLotOn(date, STOCK, e8(dollars)) ?? Number.NaN;
  const check = (name: string, expected: number, got: number): Check => ({
    name,
    expected,
    got,
    tolerance: 0,
    decimals: 0,
  });
  return {
    title: 'Round lots',
    source: 'Regulation NMS Rule 600(b)(93), 17 CFR 242.600, in force since 3 November 2025',
    formula:
      '100 shares up to an average close of $250.00, 40 up to $1,000.00, 10 up to $10,000.00, 1 above; 100 before',
    inputs: 'average closing prices at the ends of each tier, on the first day and on the last trading day before',
    note: null,
    absent: null,
    checks: [
      ...LOTS.map(([dollars, shares]) => check(`shares at $${dollars.toFixed(2)}`, shares, lot('2025-11-03', dollars))),
      check('shares at $10000.01 before', 100, lot('2025-10-31', 10_000.01)),
    ],
  };
}

function e8(dollars: number): PriceE8 {
  return priceE8(Math.round(dollars * DOLLAR_E8));
}
