import { describe, expect, it } from 'vitest';
import {
  type CoveredCell,
  type CoveredItem,
  CoveredItemsRepository,
} from '../repositories/covered-items-repository.ts';
import { IndexMembersRepository, SP500 } from '../repositories/index-members-repository.ts';
import { at, coveredRuns, iso, ms, OPENS, QUIET } from '../testing/covered-runs.ts';
import type { MarketStep } from '../testing/market-rows.ts';
import { query } from '../testing/query.ts';

const fill = (seconds: number, price: string, quantity = '100') => ({ at: at(seconds), quantity, price, fee: '0' });
const sent = (seconds: number, ...fills: readonly ReturnType<typeof fill>[]) => [
  { venueId: 'XNAS', sentAt: at(seconds), fills },
];

describe('the clock of an order of ours', () => {
  it('starts when the recorded market comes to a limit that rests', async () => {
    await using set = await coveredRuns();
    await set.market([QUIET, { at: at(90), bid: 189.9, ask: 190 }, { at: at(200), bid: 189.4, ask: 189.5 }]);
    await set.order({ receivedAt: at(10), order: { limit_price: '189.90', quantity: '110' } });
    await set.order({ receivedAt: at(10), order: { limit_price: '189.40', quantity: '120' } });
    await set.order({ receivedAt: at(10), order: { limit_price: '189.39', quantity: '130' } });
    // Canceled before the market came to it.
    const early = { limit_price: '189.90', quantity: '140', updated_at_us: ms(at(80)) * 1_000 };
    await set.order({ receivedAt: at(10), order: early });
    const { run } = await set.fill();
    expect(await set.linesOf(run)).toEqual([
      'LNNNN 110 ROUND 20000 +90',
      'LNNNN 120 ROUND 20000 +200',
      'NEVER_EXECUTABLE 130',
      'NEVER_EXECUTABLE 140',
    ]);
  });

  it('starts at the open, of what was received before it, and on a later day where it lasts that long', async () => {
    await using set = await coveredRuns();
    await set.market([QUIET], { from: '2026-11-03T14:00:00.000Z' });
    const before = { received_bid: '190.00', received_ask: '190.10', released_at_us: ms(OPENS) * 1_000 };
    await set.order({ receivedAt: '2026-11-03T14:10:00.000Z', order: { ...before, quantity: '110' } });
    // The weekend lies between, and the month has changed.
    await set.order({ receivedAt: '2026-10-30T20:30:00.000Z', order: { ...before, quantity: '120' } });
    const { run } = await set.fill();
    expect(await set.linesOf(run)).toEqual(['LYNNN 110 ROUND 20000 +0', 'MARKET_UNKNOWN 120']);
    await set.market([{ ...QUIET, at: '2026-11-02T14:30:00.000Z' }], {
      ...{ from: '2026-11-02T14:30:00.000Z', until: '2026-11-02T21:00:00.000Z' },
    });
    const { run: again } = await set.fill();
    expect(await set.linesOf(again)).toEqual(['LYNNN 110 ROUND 20000 +0', 'LYNNN 120 ROUND 20000 +-86400']);
  });

  it('starts at the first NBBO after a halt', async () => {
    await using set = await coveredRuns();
    const halt: MarketStep = { at: at(60), bid: 190, ask: 190.1, state: 'HALTED' };
    await set.market([QUIET, halt, { at: at(360), bid: 191, ask: 191.2 }]);
    const halted = { nbbo_state: 'HALTED', order_type: 'MARKET', limit_price: null } as const;
    await set.order({ receivedAt: at(100), order: { ...halted, quantity: '110' } });
    await set.order({
      receivedAt: at(100),
      order: { ...halted, order_type: 'LIMIT', limit_price: '191.10', quantity: '120' },
    });
    const { run } = await set.fill();
    expect(await set.linesOf(run)).toEqual(['LNYNN 120 ROUND 20000 +360', 'MXXNN 110 ROUND 20000 +360']);
  });

  it('is not known where the market was not recorded before the order could be executed', async () => {
    await using set = await coveredRuns();
    await set.market([QUIET], { until: at(60) });
    await set.market([{ at: at(120), bid: 189.8, ask: 189.9 }], { from: at(120) });
    await set.order({ receivedAt: at(10), order: { limit_price: '189.90', quantity: '110' } });
    // What can be executed at once needs no later market; of its later spread nothing is known.
    await set.order({ receivedAt: at(59), order: { quantity: '120' }, parts: sent(59, fill(59, '190.10', '120')) });
    const { run, rows } = await set.fill();
    expect(await set.linesOf(run)).toEqual(['LYNNN 120 ROUND 20000 +59', 'MARKET_UNKNOWN 110']);
    // In the gap there is no spread of a second later, and a minute later there is one: 2 x (190.10 - 189.85).
    expect(rows[0]?.figures).toMatchObject({ AvgRealSprd50millisec: '0.1', AvgRealSprd5min: '0.5' });
    for (const name of ['AvgRealSprd1sec', 'AvgRealSprd15sec', 'AvgRealSprd1min'])
      expect(rows[0]?.figures).not.toHaveProperty(name);
  });

  it('runs until the venue executed it, be it learned of an hour later or after the month', async () => {
    await using set = await coveredRuns();
    await set.market([QUIET, { at: at(60), bid: 191, ask: 191.2 }]);
    const learned = (madeSeconds: number, learnedAt: string) => ({
      ...{ at: learnedAt, quantity: '50', price: '190.10', fee: '0' },
      execution: { venue_time_us: ms(at(madeSeconds)) * 1_000, latency_us: (ms(learnedAt) - ms(at(10))) * 1_000 },
    });
    const fills = [learned(10.5, at(3_600)), learned(12, '2027-01-15T15:00:00.000Z')];
    await query(set.url, "select ensure_projection_partitions('2027-01-15Z', 1)");
    await set.order({
      receivedAt: at(10),
      order: { state: 'FILLED', updated_at_us: ms('2027-01-15T15:00:00.000Z') * 1_000 },
      parts: [{ venueId: 'XNAS', sentAt: at(10), fills }],
    });
    const { rows } = await set.fill();
    // A minute later the midpoint was 191.10: 2 x (190.10 - 191.10).
    expect(rows[0]?.figures).toMatchObject({
      ...{ CvrdOrderQtyto1sec: '50', CvrdOrderQtyto10sec: '50', AvgRealSprd1min: '-2' },
    });
  });

  it('starts at the trigger of a stop order', async () => {
    await using set = await coveredRuns();
    await set.market([QUIET]);
    const stop = { order_type: 'STOP', limit_price: null, stop_price: '190.10' } as const;
    await set.order({ receivedAt: at(10), order: { ...stop, quantity: '110', released_at_us: ms(at(40)) * 1_000 } });
    await set.order({ receivedAt: at(10), order: { ...stop, quantity: '120', waves: 0 } });
    await set.order({ receivedAt: at(10), order: { ...stop, quantity: '130', waves: 1 } });
    const { run } = await set.fill();
    expect(await set.linesOf(run)).toEqual([
      'MXXNY 110 ROUND 20000 +40',
      'MXXNY 130 ROUND 20000 +10',
      'STOP_NEVER_TRIGGERED 120',
    ]);
  });
});

it('leaves out what is not held or all or none, and takes a peg to the midpoint for a limit at it', async () => {
  await using set = await coveredRuns();
  await set.market([QUIET]);
  await set.order({ receivedAt: at(10), order: { held: false, quantity: '110' } });
  await set.order({ receivedAt: at(10), order: { time_in_force: 'FOK', quantity: '120' } });
  const peg = { order_type: 'MIDPOINT_PEG', limit_price: null } as const;
  await set.order({ receivedAt: at(10), order: { ...peg, quantity: '130' } });
  await set.order({ receivedAt: at(10), order: { ...peg, limit_price: '190.01', quantity: '140' } });
  await set.order({ receivedAt: at(10), order: { state: 'REJECTED', reject_code: 'PRICE_COLLAR' } });
  const { run } = await set.fill();
  expect(await set.linesOf(run)).toEqual([
    'ALL_OR_NONE 120',
    'LNNNN 140 ROUND 20000 +10',
    'LNYNN 130 ROUND 20000 +10',
    'NOT_HELD 110',
  ]);
});

it('counts the shares that were printed at its limit or better from when it could be executed until its end', async () => {
  await using set = await coveredRuns();
  const print = (seconds: number, price: number, quantity: number) => ({ at: at(seconds), price, quantity });
  const close = { ...print(50, 190, 1_000), condition: 'CLOSE' as const };
  const prints = [print(9, 190, 1), print(20, 190.05, 10), print(30, 190.06, 100), close, print(400, 190, 10_000)];
  await set.market([QUIET], { prints });
  const ended = { limit_price: '190.05', updated_at_us: ms(at(300)) * 1_000 };
  await set.order({ receivedAt: at(10), order: ended });
  const { rows } = await set.fill();
  expect(rows).toMatchObject([{ type: 'LNYNN', figures: { CvrdOrderCnt: '1', RegExctdOrderQty: '10' } }]);
  expect(rows[0]?.figures).not.toHaveProperty('RegExctdOrderOnXchngQty');
});

it('tells the part of them that exchanges printed, where it was kept of each who did', async () => {
  await using set = await coveredRuns();
  const print = (seconds: number, shares: number) => ({ at: at(seconds), price: 190, quantity: shares });
  const prints = [
    { ...print(20, 10), isOnExchange: true },
    { ...print(21, 5), isOnExchange: false },
    // Above the limit of the order, so that it says nothing of the part.
    { ...print(22, 7), price: 190.06 },
  ];
  await set.market([QUIET], { prints: [...prints, { ...print(400, 1_000), isOnExchange: true }] });
  const ended = { limit_price: '190.05', updated_at_us: ms(at(300)) * 1_000 };
  await set.order({ receivedAt: at(10), order: ended });
  const { rows } = await set.fill();
  expect(rows).toMatchObject([{ figures: { RegExctdOrderQty: '15', RegExctdOrderOnXchngQty: '10' } }]);
});

it('tells of orders by the month in which their clock starts, with what they come to in the week after it, and of nothing later', async () => {
  await using set = await coveredRuns();
  const months = ['2026-10', '2026-11', '2026-12'];
  await query(set.url, "select ensure_projection_partitions('2026-11-15Z', 3)");
  // The last minute of a session of October, and of one of November that ends early.
  const [october, november] = ['2026-10-30T19:59:00.000Z', '2026-11-27T17:59:00.000Z'];
  for (const from of [october, november]) {
    await set.market([{ at: from, bid: 190, ask: 190.1 }], { from, until: iso(ms(from) + 60_000) });
  }
  const lasts = { state: 'FILLED', updated_at_us: ms('2026-12-08T15:00:00Z') * 1_000 } as const;
  const fill = (at: string, quantity: string) => ({ at, quantity, price: '190.10', fee: '0' });
  // The week after November ends with the seventh of December in New York.
  const fills = [fill(november, '60'), fill('2026-12-07T20:59:59.000Z', '30'), fill('2026-12-08T15:00:00.000Z', '30')];
  await set.order({ receivedAt: october, order: { quantity: '110' } });
  await set.order({
    ...{ receivedAt: november, order: { ...lasts, quantity: '120' } },
    parts: [{ venueId: 'XNAS', sentAt: november, fills }],
  });
  const told = await Promise.all(months.map((month) => set.fill({ month })));
  expect(await Promise.all(told.map(({ run }) => set.linesOf(run, october)))).toEqual([
    ['LYNNN 110 ROUND 20000 +0'],
    [`LYNNN 120 ROUND 20000 +${(ms(november) - ms(october)) / 1_000}`],
    [],
  ]);
  const executed = { CvrdOrderExctdAwayQty: '90', CvrdOrderCnclQty: '0', AvgRealSprd5min: '0.1' };
  expect(told[1]?.rows).toMatchObject([{ figures: executed }]);
});

it('shows which orders a row of either report is made of, page by page, and why others are left out', async () => {
  await using set = await coveredRuns();
  await new IndexMembersRepository(set.pool).load(SP500, [{ asOf: '2026-11-01', symbols: ['AAPL'] }]);
  await set.market([QUIET]);
  await set.market([QUIET], { instrumentId: 'MSFT' });
  const keys: string[] = [];
  for (const seconds of [1, 2, 3, 4, 5]) keys.push(await set.order({ receivedAt: at(seconds) }));
  const large = await set.order({ receivedAt: at(6), order: { quantity: '2000' } });
  await set.order({ receivedAt: at(7), order: { instrument_id: 'MSFT' } });
  const refused = await set.order({ receivedAt: at(8), order: { held: false } });
  const { run, filled } = await set.fill();
  expect(filled).toMatchObject({ memberList: '2026-11-01', covered: 7, items: 8 });
  const items = new CoveredItemsRepository(set.pool);
  const pagesOf = async (cell: CoveredCell) => {
    const found: string[] = [];
    for (let after: CoveredItem | null = null; ; ) {
      const page: CoveredItem[] = await items.page(run, cell, { after, limit: 2 });
      found.push(...page.map(({ source_id }) => source_id));
      after = page.at(-1) ?? null;
      if (page.length < 2) return found;
    }
  };
  const row = { symbol: 'AAPL', lot: 'ROUND', type: 'LYNNN' } as const;
  expect(await pagesOf({ cell: 'DETAIL', ...row, size: 10_000 })).toEqual(keys);
  expect(await pagesOf({ cell: 'DETAIL', ...row, lot: 'ODD', size: 10_000 })).toEqual([]);
  expect(await pagesOf({ cell: 'DETAIL', ...row, size: 200_000 })).toEqual([large]);
  expect(await pagesOf({ cell: 'SUMMARY', sp500: true, type: 'ML', size: 199_999 })).toEqual(keys);
  expect(await pagesOf({ cell: 'SUMMARY', sp500: true, type: 'ML', size: 200_000 })).toEqual([large]);
  expect(await pagesOf({ cell: 'LEFT_OUT', reason: 'NOT_HELD' })).toEqual([refused]);
});
