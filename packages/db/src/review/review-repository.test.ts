import type { ReviewFact } from '@fairlead/rule606/review/comparison';
import type { ReviewMeasure } from '@fairlead/rule606/review/measure';
import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { PaymentTermsRepository } from '../repositories/payment-terms-repository.ts';
import { storeImported } from '../testing/imported-rows.ts';
import { personWriter } from '../testing/person-writer.ts';
import { query } from '../testing/query.ts';
import { type ReportedOrder, storeReported } from '../testing/reported-orders.ts';
import { testDatabase } from '../testing/test-database.ts';
import { ReviewRepository } from './review-repository.ts';

const Q4 = { from: '2026-10-01', to: '2027-01-01', simulated: false };
const DAY = '2026-11-03T15:00:00.000Z';

async function setUp() {
  const db = await testDatabase();
  await query(db.url, "select ensure_projection_partitions('2026-09-15Z', 5)");
  const pool = createPool(db.url, { max: 2, onError: () => undefined });
  return {
    ...{ url: db.url, pool },
    read: (changes: Partial<typeof Q4> = {}) => new ReviewRepository(pool).facts({ ...Q4, ...changes }),
    /** Stores an order of 100 to buy at 190.00 to 190.10 that one venue took, with its executions at a midpoint of 190.05. */
    order: async (order: ReportedOrder) => {
      const id = await storeReported(db.url, {
        ...order,
        order: { quantity: '100', limit_price: '190.1', classification: 'MARKETABLE_LIMIT', ...order.order },
      });
      const market = 'nbbo_bid = 190, nbbo_ask = 190.1, mid = 190.05, latency_us = 2500';
      await query(db.url, `update executions set ${market} where order_pk = $1`, [id]);
      await query(db.url, "update child_orders set state = 'FILLED', filled_quantity = 100 where order_pk = $1", [id]);
      return id;
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

const sent = (venueId: string, price: string, fee = '0') => [
  { venueId, sentAt: DAY, fills: [{ at: DAY, quantity: '100', price, fee }] },
];
/** The mean of what a venue did by a measure in a group, as the sums tell it. */
const means = (facts: readonly ReviewFact[], measure: ReviewMeasure, level: ReviewFact['level'] = 'SIZE') =>
  Object.fromEntries(
    facts
      .filter((fact) => fact.measure === measure && fact.level === level)
      .map(({ venueId, orderType, of, sums }) => [
        `${venueId} ${orderType} ${of}`,
        Number((sums.wx / sums.w).toFixed(6)),
      ]),
  );

it('has an execution in the quarter of its trade, and measures none whose market is that of a later moment', async () => {
  await using set = await setUp();
  const [made, learned] = ['2026-12-31T20:00:00.000Z', '2027-01-02T15:00:00.000Z'];
  const id = await set.order({
    receivedAt: made,
    parts: [
      { venueId: 'XNAS', sentAt: made, fills: [{ at: learned, quantity: '100', price: '190', fee: '0' }] },
      { venueId: 'ARCX', sentAt: made, fills: [{ at: made, quantity: '100', price: '190', fee: '0' }] },
    ],
  });
  const toldLate = 'update executions set venue_time = $2, latency_us = null where order_pk = $1 and executed_at > $2';
  await query(set.url, toldLate, [id, made]);
  const { facts, venues } = await set.read();
  expect(venues.map(({ venueId, executions }) => [venueId, executions])).toEqual([
    ['ARCX', 1],
    ['XNAS', 1],
  ]);
  expect(Object.keys(means(facts, 'COST'))).toEqual(['ARCX MARKETABLE_LIMIT 10000']);
  expect((await set.read({ from: '2027-01-01', to: '2027-04-01' })).venues).toEqual([]);
});

it('measures what each venue did against the market of its executions, by type and size, and by type and security', async () => {
  await using set = await setUp();
  const id = await set.order({ receivedAt: DAY, parts: sent('XNAS', '190.06', '0.3') });
  await set.order({ receivedAt: DAY, order: { side: 'SELL' }, parts: sent('ARCX', '190.06') });
  await set.order({
    receivedAt: DAY,
    order: { instrument_id: 'MSFT', quantity: '10000' },
    parts: sent('XNAS', '190.1'),
  });
  await query(
    set.url,
    `insert into execution_markouts (execution_id, horizon, mid, bps)
    select id, '1m', 190, 2.5 from executions where order_pk = $1`,
    [id],
  );
  const { facts, venues } = await set.read();
  // 100 shares bought a cent over the midpoint of 190.05 with a fee of 0.003 a share: 0.013 of 190.05.
  const bps = (dollars: number) => Number(((dollars / 190.05) * 10_000).toFixed(6));
  expect(means(facts, 'COST')).toEqual({
    'XNAS MARKETABLE_LIMIT 10000': bps(0.013),
    'ARCX MARKETABLE_LIMIT 10000': bps(-0.01),
    'XNAS MARKETABLE_LIMIT 200000': bps(0.05),
  });
  expect(means(facts, 'EFFECTIVE_SPREAD', 'SECURITY')).toEqual({
    'XNAS MARKETABLE_LIMIT AAPL': bps(0.02),
    'ARCX MARKETABLE_LIMIT AAPL': bps(-0.02),
    'XNAS MARKETABLE_LIMIT MSFT': bps(0.1),
  });
  expect(means(facts, 'IMPROVEMENT', 'SECURITY')).toEqual({
    'XNAS MARKETABLE_LIMIT AAPL': bps(0.04),
    'ARCX MARKETABLE_LIMIT AAPL': bps(0.06),
    'XNAS MARKETABLE_LIMIT MSFT': 0,
  });
  expect(means(facts, 'MARKOUT')).toEqual({ 'XNAS MARKETABLE_LIMIT 10000': 2.5 });
  expect(means(facts, 'TIME')['XNAS MARKETABLE_LIMIT 10000']).toBe(2.5);
  expect(means(facts, 'FILL')['XNAS MARKETABLE_LIMIT 10000']).toBe(100);
  expect(venues).toMatchObject([
    { venueId: 'ARCX', executions: 1, shares: '100', notionalUsd: '19006' },
    { venueId: 'XNAS', executions: 2, shares: '200', notionalUsd: '38016' },
  ]);
});

it('weighs what is a part of a price by its notional, and keeps the sums of which variances are made', async () => {
  await using set = await setUp();
  const fills = (quantity: string, price: string) => ({ at: DAY, quantity, price, fee: '0' });
  await set.order({
    receivedAt: DAY,
    parts: [{ venueId: 'XNAS', sentAt: DAY, fills: [fills('10', '190.05'), fills('90', '190.1')] }],
  });
  const { facts } = await set.read();
  const cost = facts.find(({ measure, level }) => measure === 'COST' && level === 'SIZE');
  const [w1, w2, x] = [1_900.5, 17_104.5, Math.round((0.05 / 190.05) * 1e12) / 1e8];
  expect(cost?.sums.n).toBe(2);
  expect(cost?.sums.w).toBeCloseTo(w1 + w2, 6);
  expect(cost?.sums.wx).toBeCloseTo(w2 * x, 4);
  expect(cost?.sums.w2).toBeCloseTo(w1 ** 2 + w2 ** 2, 2);
  expect(cost?.sums.w2x).toBeCloseTo(w2 ** 2 * x, 1);
  expect(cost?.sums.w2x2).toBeCloseTo((w2 * x) ** 2, 0);
});

it('is of the quarter in New York, of real orders or of simulated ones, and of stocks', async () => {
  await using set = await setUp();
  const at = (time: string, order: ReportedOrder['order'] = {}) =>
    set.order({
      receivedAt: time,
      order,
      parts: [{ venueId: 'XNAS', sentAt: time, fills: [{ at: time, quantity: '100', fee: '0' }] }],
    });
  await at('2026-10-01T03:59:59.999Z');
  await at('2026-10-01T04:00:00.000Z');
  await at('2027-01-01T04:59:59.999Z');
  await at('2027-01-01T05:00:00.000Z');
  await at(DAY, { simulated: true });
  await at(DAY, { instrument_id: 'BTC/USD' });
  expect((await set.read()).venues).toMatchObject([{ executions: 2 }]);
  expect((await set.read({ simulated: true })).venues).toMatchObject([{ executions: 1 }]);
});

it('compares imported executions beside our own, as far as their firm says what the market was', async () => {
  await using set = await setUp();
  const executed = [{ at: DAY, quantity: '100', amounts: ['0.5', '0.25', '0', '0'] }];
  await storeImported(set.url, 'COMPLETE', [
    {
      receivedAt: DAY,
      symbol: 'ZZZ',
      routes: [
        { venue: 'Wholesaler', sentAt: DAY, executed },
        { venue: 'Ours', mic: 'XNAS', sentAt: DAY, executed },
      ],
    },
  ]);
  await query(set.url, 'update imported_executions set nbbo_bid = 9.99, nbbo_ask = 10.03, mid_1min = 10.02');
  const { facts, venues } = await set.read();
  // At 10 a cent below the midpoint of 10.01, with 0.25 dollars of fees for 1,001 dollars.
  expect(means(facts, 'COST', 'SECURITY')).toEqual({
    'Wholesaler MARKET ZZZ': Number((((0.25 - 1) / 1_001) * 10_000).toFixed(6)),
    'XNAS MARKET ZZZ': Number((((0.25 - 1) / 1_001) * 10_000).toFixed(6)),
  });
  // A buyer's market that rises has not moved against him.
  expect(means(facts, 'MARKOUT', 'SECURITY')['Wholesaler MARKET ZZZ']).toBeCloseTo((-0.01 / 10.01) * 10_000, 5);
  expect(venues.map(({ venueId }) => venueId)).toEqual(['Wholesaler', 'XNAS']);
  expect((await set.read({ simulated: true })).venues).toEqual([]);
});

it('sets what decisions expected a venue to cost beside what was paid there', async () => {
  await using set = await setUp();
  await set.order({ receivedAt: DAY, parts: sent('XNAS', '190.06', '0.2') });
  await set.order({ receivedAt: DAY, order: { simulated: true }, parts: sent('ARCX', '190.06') });
  // Expected were 190.25 and 0.3 dollars of fees for 100 shares, at a midpoint of 190.245 on arrival.
  const [{ venueId, parts, expectedBps, paidBps } = { expectedBps: 0, paidBps: 0 }, ...more] = (await set.read())
    .expectations;
  expect([venueId, parts, more]).toEqual(['XNAS', 1, []]);
  expect(expectedBps).toBeCloseTo(((0.005 + 0.003) / 190.245) * 10_000, 8);
  expect(paidBps).toBeCloseTo(((-0.185 + 0.002) / 190.245) * 10_000, 8);
});

it('tells what was done in the quarter about where orders go', async () => {
  await using set = await setUp();
  await query(set.url, 'delete from venue_fee_tiers');
  await query(set.url, 'delete from venue_fee_schedules');
  const terms = {
    pfof_market: '0',
    pfof_marketable_limit: '0',
    pfof_non_marketable_limit: '0',
    pfof_other: '0',
    profit_sharing_rate: '0',
  };
  const said = { ...terms, venue_id: 'XNAS', profit_sharing: '', material_aspects: 'x', source: 'an agreement' };
  const repository = new PaymentTermsRepository(set.pool);
  await repository.set({ ...said, effective_from: '2026-10-01' }, personWriter('anna'));
  await repository.set({ ...said, effective_from: '2027-01-01' }, personWriter('anna'));
  await query(
    set.url,
    `insert into halts (id, venue_id, reason, cancel_all, actor, created_at, released_at, released_by, release_reason, shard, position)
    values (gen_random_uuid(), 'ARCX', 'fades', false, 'bob', '2026-11-03T02:00:00Z', '2026-11-04T15:00:00Z', 'eve', 'fixed', 0, 1)`,
  );
  expect((await set.read()).acts).toEqual([
    { day: '2026-10-01', what: 'PAYMENT_TERMS', subject: 'XNAS', by: expect.any(String), reason: 'an agreement' },
    { day: '2026-11-02', what: 'VENUE_STOPPED', subject: 'ARCX', by: 'bob', reason: 'fades' },
    { day: '2026-11-04', what: 'VENUE_RELEASED', subject: 'ARCX', by: 'eve', reason: 'fixed' },
  ]);
});
