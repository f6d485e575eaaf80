import { priceE8 } from '../money/units.ts';
import { RuleCalendar } from './rule-calendar.ts';
import type { RuleRow, RuleValues, TickStep } from './rule-row.ts';

const CENT = 1_000_000;
const DOLLAR = 100_000_000;

const US_EQUITY = { assetClass: 'EQUITY', instrumentId: null } as const;
/** From this day on every NMS stock was under Rules 610 and 611. */
const REG_NMS_FROM = '2007-08-20';
const PHASES = '250 stocks of a pilot were under it from 2007-07-09 on, all others from 2007-08-20 (Release 34-55160).';
const OLDEST = '1990-01-01';

const step = (fromE8: number, tickE8: number): TickStep => ({ fromPriceE8: priceE8(fromE8), tickE8: priceE8(tickE8) });
const CENTS_AND_FINER = [step(0, CENT / 100), step(DOLLAR, CENT)];
const HALF_CENTS_AND_FINER = [step(0, CENT / 100), step(DOLLAR, CENT / 2)];

const row = (key: string, from: string | null, said: RuleValues & { source: string; note?: string }): RuleRow => ({
  ...US_EQUITY,
  key,
  from,
  note: '',
  ...said,
});

/**
 * The rows that an installation begins with. Rules that are adopted without a date that stands, and one that is proposed, have no date: a firm
 * gives them the day that it chooses. Currencies and coins have none of these rules.
 */
export const DEFAULT_RULE_ROWS: readonly RuleRow[] = [
  row('order-protection', REG_NMS_FROM, {
    rule: 'ORDER_PROTECTION',
    values: { inForce: true },
    source: 'Regulation NMS Rule 611, 17 CFR 242.611',
    note: PHASES,
  }),
  row('order-protection-rescinded', null, {
    rule: 'ORDER_PROTECTION',
    values: { inForce: false },
    source: 'S7-2026-20',
    note: 'The rescission was proposed on 2026-06-11 and is not adopted.',
  }),
  row('lock-and-cross', REG_NMS_FROM, {
    rule: 'LOCK_AND_CROSS',
    values: { inForce: true },
    source: 'Regulation NMS Rule 610(e), 17 CFR 242.610(e); paragraph (d) before the amendments of 2024',
    note: PHASES,
  }),
  row('access-fee-cap', REG_NMS_FROM, {
    rule: 'ACCESS_FEE_CAP',
    values: { perShareE8: priceE8(300_000), belowDollarPpm: 3_000 },
    source: 'Regulation NMS Rule 610(c), 17 CFR 242.610(c), before the amendments of 2024',
    note: PHASES,
  }),
  row('access-fee-cap-2024', null, {
    rule: 'ACCESS_FEE_CAP',
    values: { perShareE8: priceE8(100_000), belowDollarPpm: 1_000 },
    source: 'Regulation NMS Rule 610(c), 17 CFR 242.610(c), as amended in 2024 (S7-30-22)',
    note: 'Adopted; the compliance date has been moved more than once.',
  }),
  row('fees-at-execution', '2026-02-02', {
    rule: 'FEE_VOLUME_MONTH',
    values: { month: 'PRIOR' },
    source: 'Regulation NMS Rule 610(d), 17 CFR 242.610(d), as amended in 2024 (S7-30-22)',
    note: 'What a trade costs must be known when it is made, so its tier goes by a month that is over.',
  }),
  row('ticks-decimal', '2001-04-09', {
    rule: 'TICK_BANDS',
    values: { tiers: [{ upToSpreadE8: null, steps: [step(0, CENT)] }] },
    source: 'rules of the exchanges after decimal pricing',
    note: 'From the day on which every listed stock was priced in cents.',
  }),
  row('ticks', '2006-01-31', {
    rule: 'TICK_BANDS',
    values: { tiers: [{ upToSpreadE8: null, steps: CENTS_AND_FINER }] },
    source: 'Regulation NMS Rule 612, 17 CFR 242.612(a) and (b), before the amendments of 2024',
  }),
  row('ticks-2024', null, {
    rule: 'TICK_BANDS',
    values: {
      tiers: [
        { upToSpreadE8: priceE8(1.5 * CENT), steps: HALF_CENTS_AND_FINER },
        { upToSpreadE8: null, steps: CENTS_AND_FINER },
      ],
    },
    source: 'Regulation NMS Rule 612, 17 CFR 242.612, as amended in 2024 (S7-30-22)',
    note: 'Adopted; the compliance date has been moved more than once. By the time-weighted average quoted spread of each stock.',
  }),
  row('round-lots', OLDEST, {
    rule: 'ROUND_LOTS',
    values: { tiers: [{ upToPriceE8: null, units: 100 }] },
    source: 'rules of the listing exchanges',
  }),
  row('round-lots-by-price', '2025-11-03', {
    rule: 'ROUND_LOTS',
    values: {
      tiers: [
        { upToPriceE8: priceE8(250 * DOLLAR), units: 100 },
        { upToPriceE8: priceE8(1_000 * DOLLAR), units: 40 },
        { upToPriceE8: priceE8(10_000 * DOLLAR), units: 10 },
        { upToPriceE8: null, units: 1 },
      ],
    },
    source: 'Regulation NMS Rule 600(b)(93), 17 CFR 242.600',
    note: 'By the average closing price on the listing exchange in the evaluation period before.',
  }),
  row('short-sale-test', '2011-02-28', {
    rule: 'SHORT_SALE_TEST',
    values: { inForce: true },
    source: 'Regulation SHO Rule 201, 17 CFR 242.201',
    note: 'It binds a stock from a fall of 10 % in a day to the end of the next day.',
  }),
];

/** The same rows to ask. */
export const DEFAULT_RULE_CALENDAR = new RuleCalendar(DEFAULT_RULE_ROWS, 'default');
