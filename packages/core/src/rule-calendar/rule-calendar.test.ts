import { describe, expect, it } from 'vitest';
import { NO_MARKET_RULES } from '../instrument/market-rules.ts';
import { priceE8 } from '../money/units.ts';
import { DEFAULT_RULE_CALENDAR, DEFAULT_RULE_ROWS } from './default-rules.ts';
import { RuleCalendar, ruleRowsText } from './rule-calendar.ts';
import { type RuleRow, type RuleValues, ruleRowsFault } from './rule-row.ts';

const STOCK = { instrumentId: 'AAPL', assetClass: 'EQUITY', priceDecimals: 4 } as const;
const DOLLAR = 100_000_000;
const CAP_30_MILS = { perShareE8: 300_000, belowDollarPpm: 3_000 };

/** The shipped rows with one of them changed, and others after them. */
const calendarWith = (key: string, changes: { from: string | null; instrumentId?: string }, ...more: RuleRow[]) =>
  new RuleCalendar(
    [...DEFAULT_RULE_ROWS.map((row) => (row.key === key ? { ...row, ...changes } : row)), ...more],
    'test',
  );

const rowOf = (key: string, from: string | null, said: RuleValues, instrumentId: string | null = null): RuleRow => ({
  key,
  from,
  assetClass: 'EQUITY',
  instrumentId,
  source: '',
  note: '',
  ...said,
});
const protection = (key: string, from: string | null, inForce: boolean, instrumentId: string | null = null) =>
  rowOf(key, from, { rule: 'ORDER_PROTECTION', values: { inForce } }, instrumentId);

describe('the rules that an installation begins with', () => {
  it.each([
    ['before Regulation NMS', '2007-08-19', [false, false, null, 'RUNNING', false]],
    ['under Regulation NMS', '2007-08-20', [true, true, CAP_30_MILS, 'RUNNING', false]],
    ['before the price test', '2011-02-27', [true, true, CAP_30_MILS, 'RUNNING', false]],
    ['under the price test', '2018-01-02', [true, true, CAP_30_MILS, 'RUNNING', true]],
    ['before fees must be known', '2026-02-01', [true, true, CAP_30_MILS, 'RUNNING', true]],
    ['since fees must be known', '2026-02-02', [true, true, CAP_30_MILS, 'PRIOR', true]],
    ['years later, with nothing dated anew', '2031-01-01', [true, true, CAP_30_MILS, 'PRIOR', true]],
  ])('are, for US equities %s, those in force', (_, date, expected) => {
    const rules = DEFAULT_RULE_CALENDAR.rulesOn(date, STOCK);
    const { orderProtection, lockAndCross, accessFeeCap, feeVolumeMonth } = rules;
    const test = DEFAULT_RULE_CALENDAR.hasShortSaleTest(date, STOCK);
    expect([orderProtection, lockAndCross, accessFeeCap, feeVolumeMonth, test]).toEqual(expected);
  });

  it('are none for currencies and coins', () => {
    for (const assetClass of ['FX', 'CRYPTO'] as const) {
      const rules = DEFAULT_RULE_CALENDAR.rulesOn('2026-11-29', { instrumentId: 'any', assetClass });
      expect(rules).toEqual({ ...NO_MARKET_RULES, calendar: 'default' });
    }
  });

  it('have no fault, and name a source each', () => {
    expect(ruleRowsFault(DEFAULT_RULE_ROWS)).toBeNull();
    expect(DEFAULT_RULE_ROWS.every((row) => row.source !== '')).toBe(true);
  });

  it('hold the amendments of 2024 and the rescission without a date, which a firm gives them', () => {
    const undated = DEFAULT_RULE_ROWS.filter((row) => row.from === null).map((row) => row.key);
    expect(undated).toEqual(['order-protection-rescinded', 'access-fee-cap-2024', 'ticks-2024']);
    const [day, before] = ['2027-11-01', '2027-10-31'];
    const rescinded = calendarWith('order-protection-rescinded', { from: day });
    expect([before, day].map((on) => rescinded.rulesOn(on, STOCK).orderProtection)).toEqual([true, false]);
    const cheaper = calendarWith('access-fee-cap-2024', { from: day });
    const caps = [before, day].map((on) => cheaper.rulesOn(on, STOCK).accessFeeCap?.perShareE8);
    expect(caps).toEqual([300_000, 100_000]);
  });

  it.each([
    ['2025-11-02', 250.01, 100],
    ['2025-11-03', 12, 100],
    ['2025-11-03', 250, 100],
    ['2025-11-03', 250.01, 40],
    ['2026-05-01', 1_000, 40],
    ['2026-05-01', 1_000.01, 10],
    ['2026-05-01', 10_000, 10],
    ['2026-05-01', 10_000.01, 1],
    ['2026-05-01', 700_000, 1],
    ['2018-01-02', 10_000.01, 100],
  ])('give on %s a stock that closed at $%s on average a round lot of %i', (date, dollars, shares) => {
    const close = priceE8(Math.round(dollars * DOLLAR));
    expect(DEFAULT_RULE_CALENDAR.roundLotOn(date, STOCK, close)).toBe(shares);
  });

  it('give a stock whose average close is not known the lot of the lowest tier', () => {
    expect(DEFAULT_RULE_CALENDAR.roundLotOn('2026-05-01', STOCK, null)).toBe(100);
  });
});

describe('the ticks of a day', () => {
  const at = (calendar: RuleCalendar, date: string, spreadCents: number | null, priceDecimals = 4) =>
    calendar
      .tickBandsOn(date, { ...STOCK, priceDecimals }, spreadCents === null ? null : priceE8(spreadCents * 1_000_000))
      ?.map(({ fromPrice, tick }) => [fromPrice, tick]);
  const amended = calendarWith('ticks-2024', { from: '2027-11-01' });

  it.each([
    ['no rule before decimal prices', '2001-04-08', null, undefined],
    ['cents at every price', '2001-04-09', null, [[0, 100]]],
    [
      'a finer tick below a dollar',
      '2006-01-31',
      null,
      [
        [0, 1],
        [10_000, 100],
      ],
    ],
    [
      'the same while the amendment has not come',
      '2027-10-31',
      1,
      [
        [0, 1],
        [10_000, 100],
      ],
    ],
    [
      'half a cent for a narrow spread',
      '2027-11-01',
      1.5,
      [
        [0, 1],
        [10_000, 50],
      ],
    ],
    [
      'a cent for a wider one',
      '2027-11-01',
      1.6,
      [
        [0, 1],
        [10_000, 100],
      ],
    ],
    [
      'a cent where the spread is not known',
      '2027-11-01',
      null,
      [
        [0, 1],
        [10_000, 100],
      ],
    ],
  ])('are %s', (_, date, spreadCents, bands) => {
    expect(at(amended, date, spreadCents)).toEqual(bands);
  });

  it('are whole units of the instrument’s own scale', () => {
    expect(at(amended, '2027-11-01', 1, 2)).toEqual([
      [0, 1],
      [100, 1],
    ]);
    expect(at(amended, '2027-11-01', 1, 6)).toEqual([
      [0, 100],
      [1_000_000, 5_000],
    ]);
  });
});

describe('a rule calendar', () => {
  const on = (date: string, rows: readonly RuleRow[], instrumentId = 'AAPL') =>
    new RuleCalendar(rows, 'test').rulesOn(date, { ...STOCK, instrumentId }).orderProtection;

  it('takes the row that came into force last, in whatever order they stand', () => {
    const rows = [
      protection('b', '2020-01-01', true),
      protection('c', '2022-01-01', false),
      protection('a', '2010-01-01', false),
    ];
    for (const order of [rows, rows.toReversed()])
      expect(['2009-12-31', '2010-01-01', '2021-12-31', '2022-01-01'].map((date) => on(date, order))).toEqual([
        false,
        false,
        true,
        false,
      ]);
  });

  it('lets a row about one instrument go before those about all, and concern no other', () => {
    const rows = [protection('all', '2020-01-01', true), protection('one', '2015-01-01', false, 'AAPL')];
    expect([on('2021-01-01', rows), on('2021-01-01', rows, 'IBM')]).toEqual([false, true]);
    expect([on('2014-01-01', rows), on('2016-01-01', rows, 'IBM')]).toEqual([false, false]);
  });

  it('says which row holds', () => {
    expect(DEFAULT_RULE_CALENDAR.rowOn('ROUND_LOTS', '2026-01-01', STOCK)?.key).toBe('round-lots-by-price');
    expect(DEFAULT_RULE_CALENDAR.rowOn('ROUND_LOTS', '1989-12-31', STOCK)).toBeNull();
  });

  it('has one text for equal rows, and another for any that differ in what they say', () => {
    const text = ruleRowsText(DEFAULT_RULE_ROWS);
    expect(ruleRowsText(DEFAULT_RULE_ROWS.toReversed())).toBe(text);
    expect(ruleRowsText(DEFAULT_RULE_ROWS.map((row) => ({ ...row, note: 'other words' })))).toBe(text);
    expect(ruleRowsText(calendarWith('ticks-2024', { from: '2027-11-01' }).rows)).not.toBe(text);
    expect(ruleRowsText(calendarWith('ticks-2024', { from: null, instrumentId: 'AAPL' }).rows)).not.toBe(text);
  });

  const step = (from: number, tick: number) => ({ fromPriceE8: priceE8(from), tickE8: priceE8(tick) });
  const ticks = (...steps: ReturnType<typeof step>[]) =>
    rowOf('x', null, { rule: 'TICK_BANDS', values: { tiers: [{ upToSpreadE8: null, steps }] } });
  const lots = (...tiers: { upToPriceE8: ReturnType<typeof priceE8> | null; units: number }[]) =>
    rowOf('x', null, { rule: 'ROUND_LOTS', values: { tiers } });
  const cap = (perShare: number, belowDollarPpm: number) =>
    rowOf('x', null, { rule: 'ACCESS_FEE_CAP', values: { perShareE8: priceE8(perShare), belowDollarPpm } });

  const monthOf = (instrumentId: string) =>
    rowOf('x', null, { rule: 'FEE_VOLUME_MONTH', values: { month: 'RUNNING' } }, instrumentId);

  it.each<[string, RuleRow[], string]>([
    ['a key twice', [protection('x', null, true), protection('x', null, false)], 'KEY_TWICE'],
    ['no tick at the lowest prices', [ticks(step(DOLLAR, 1))], 'STEPS_OUT_OF_ORDER'],
    ['ticks out of order', [ticks(step(0, 1), step(DOLLAR, 2), step(DOLLAR, 3))], 'STEPS_OUT_OF_ORDER'],
    ['no ticks at all', [ticks()], 'STEPS_OUT_OF_ORDER'],
    ['a tick of nothing', [ticks(step(0, 0))], 'NOT_POSITIVE'],
    ['no lot for high prices', [lots({ upToPriceE8: priceE8(DOLLAR), units: 100 })], 'TIERS_OUT_OF_ORDER'],
    [
      'two tiers for every price',
      [lots({ upToPriceE8: null, units: 1 }, { upToPriceE8: null, units: 2 })],
      'TIERS_OUT_OF_ORDER',
    ],
    ['no tier', [lots()], 'TIERS_OUT_OF_ORDER'],
    ['a lot of nothing', [lots({ upToPriceE8: null, units: 0 })], 'NOT_POSITIVE'],
    ['a cap of nothing', [cap(0, 3_000)], 'NOT_POSITIVE'],
    ['a cap of nothing below a dollar', [cap(300_000, 0)], 'NOT_POSITIVE'],
    ['a month of fees of one instrument', [monthOf('AAPL')], 'NOT_OF_ONE_INSTRUMENT'],
  ])('does not take %s', (_, rows, code) => {
    expect(ruleRowsFault(rows)).toEqual({ key: 'x', code });
    expect(() => new RuleCalendar(rows, 'test')).toThrow(code);
  });
});
