import type { Benchmark, BenchmarkGap } from '@fairlead/core/analytics/benchmark';
import { expect, it } from 'vitest';
import type { TcaRow } from '@/rows/tca-figures';
import { bpsText, gapsOf, measuredWords, shownRows, TCA_ROWS_MAX, tcaRowWords } from './tca-words';

type Missing = Partial<Record<Benchmark, Partial<Record<BenchmarkGap, number>>>>;

/** Fifteen orders that executed, of which so many have no benchmark. */
function row(missing: Missing, changes: Partial<TcaRow> = {}): TcaRow {
  const against = (benchmark: Benchmark) => {
    const gaps = missing[benchmark] ?? {};
    const orders = 15 - Object.values(gaps).reduce((sum, count) => sum + count, 0);
    return { orders, cost: '1', cost_bps: '0.5', missing: gaps };
  };
  return {
    ...{ key: null, currency: 'USD', unit: 'SHARES', orders: 20, filled_orders: 15 },
    ...{ filled_quantity: '100', notional: '20000', fees: '1' },
    benchmarks: { ARRIVAL: against('ARRIVAL'), INTERVAL_VWAP: against('INTERVAL_VWAP'), CLOSE: against('CLOSE') },
    ...changes,
  };
}

it('says by benchmark and reason what could not be measured in any of the rows', () => {
  const rows = [row({}), row({ CLOSE: { NO_CLOSE: 2, NOT_KNOWN: 1 } }), row({ ARRIVAL: { NO_MARKET: 1 } })];
  expect(gapsOf(rows)).toEqual([
    { cost: 'ARRIVAL', gap: 'NO_MARKET' },
    { cost: 'CLOSE', gap: 'NOT_KNOWN' },
    { cost: 'CLOSE', gap: 'NO_CLOSE' },
  ]);
  const left = { orders: 3, cost: '0', cost_bps: null, missing: { NOT_ENDED: 2 } };
  expect(gapsOf([row({}, { left_orders: 5, opportunity: left, shortfall: { ...left, orders: 18 } })])).toEqual([
    { cost: 'OPPORTUNITY', gap: 'NOT_ENDED' },
  ]);
  expect(gapsOf([row({})])).toEqual([]);
});

it('says of how many of the orders that executed a cost is known', () => {
  const some = row({ CLOSE: { NO_CLOSE: 3 } });
  expect([measuredWords(some, 'CLOSE'), measuredWords(some, 'ARRIVAL')]).toEqual(['12\u00a0of\u00a015', '15']);
  const cost = { orders: 18, cost: '0', cost_bps: null, missing: { NOT_ENDED: 2 } };
  const left = row({}, { left_orders: 5, opportunity: { ...cost, orders: 3 }, shortfall: cost });
  expect([measuredWords(left, 'OPPORTUNITY'), measuredWords(left, 'SHORTFALL')]).toEqual([
    '3\u00a0of\u00a05',
    '18\u00a0of\u00a020',
  ]);
});

it('names a row by its market, or by what it is told apart by', () => {
  expect(tcaRowWords(null, row({}))).toBe('Stocks in USD');
  expect(tcaRowWords('SIZE', row({}, { key: '50000' }))).toBe('50,000 to 200,000');
  expect(tcaRowWords('SOURCE', row({}, { key: 'LOOK_THROUGH' }))).toBe('Routed by another firm');
  expect(tcaRowWords('OBJECTIVE', row({}))).toBe('not known');
});

it('shows all rows in their order, and of too many those with the largest value', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, at) => row({}, { key: `S${at}`, notional: String(at) }));
  expect(shownRows(rows(TCA_ROWS_MAX))[0]?.key).toBe('S0');
  const shown = shownRows(rows(TCA_ROWS_MAX + 1));
  expect([shown.length, shown[0]?.key, shown.at(-1)?.key]).toEqual([TCA_ROWS_MAX, `S${TCA_ROWS_MAX}`, 'S1']);
});

it('says basis points with their sign, rounded exactly', () => {
  expect(['28.955', '-0.1749', '-0.001', '0'].map(bpsText)).toEqual(['+28.96', '\u22120.17', '0.00', '0.00']);
});
