import { describe, expect, it } from 'vitest';
import { CoveredItemsRepository } from '../repositories/covered-items-repository.ts';
import { at, CLOSES, coveredRuns, ms, QUIET } from '../testing/covered-runs.ts';
import { query } from '../testing/query.ts';

const us = (iso: string) => ms(iso) * 1_000;
const NBBO = { nbbo_state: 'NORMAL', nbbo_bid: '190.00', nbbo_ask: '190.10', arrival_mid: '190.05' } as const;
/** At the bid, and at the offer. */
const RESTS = { quantity: '100', limit_price: '190.00' };
const TAKES = { quantity: '100', limit_price: '190.10', ...NBBO };
const fill = (seconds: number, quantity: string) => ({ at: at(seconds), quantity, price: '190.10', fee: '0' });
const sent = (...fills: readonly ReturnType<typeof fill>[]) => [{ venueId: 'XNAS', sentAt: at(10), fills }];

describe('an order that was replaced', () => {
  it('is a canceled order, and a new one of what is open from its replacement on', async () => {
    await using set = await coveredRuns();
    await set.market([QUIET]);
    await set.order({
      receivedAt: at(10),
      order: { ...TAKES, state: 'FILLED', updated_at_us: us(at(1_810.05)) },
      terms: [
        { at: at(10), ...RESTS },
        { at: at(1_810), ...TAKES },
      ],
      parts: sent(fill(1_810.05, '100')),
    });
    const { run, rows, filled } = await set.fill();
    expect(await set.linesOf(run)).toEqual(['LNNNN 100 ROUND 10000 +10', 'LYNNN 100 ROUND 10000 +1810']);
    expect([filled.covered, filled.items]).toEqual([2, 2]);
    expect(rows).toMatchObject([
      { type: 'LYNNN', figures: { CvrdOrderCnt: '1', CvrdOrderCnclQty: '0', CvrdOrderExctdAwayQty: '100' } },
      { type: 'LNNNN', figures: { CvrdOrderCnt: '1', CvrdOrderCnclQty: '100', CvrdOrderExctdAwayQty: '0' } },
    ]);
    // Fifty milliseconds, not half an hour.
    expect(rows[0]?.figures).toMatchObject({ CvrdOrderQtyto1sec: '100', CvrdOrderQtyOthr: '0' });
  });

  it('counts of each of its terms what was open under them, what they executed, and what was canceled of them', async () => {
    await using set = await coveredRuns();
    await set.market([QUIET, { at: at(60), bid: 189.9, ask: 190 }]);
    const [rests, more] = [
      { ...RESTS, limit_price: '189.90', quantity: '300' },
      { ...TAKES, quantity: '500' },
    ];
    await set.order({
      receivedAt: at(10),
      order: { ...more, updated_at_us: us(at(300)) },
      terms: [
        { at: at(10), ...rests },
        { at: at(100), ...more, nbbo_bid: '189.90', nbbo_ask: '190.00' },
      ],
      parts: sent(fill(70, '120'), fill(101, '200')),
    });
    const { run, rows } = await set.fill();
    expect(await set.linesOf(run)).toEqual(['LNNNN 300 ROUND 50000 +60', 'LYNNN 380 ROUND 50000 +100']);
    const counts = rows.map(({ type, figures }) => [
      ...[type, figures.CvrdOrderQty, figures.CvrdOrderExctdAwayQty, figures.CvrdOrderCnclQty],
    ]);
    expect(counts).toEqual([
      ['LYNNN', '380', '200', '180'],
      ['LNNNN', '300', '120', '180'],
    ]);
  });

  it('is typed by the recorded market where the journal has none of its replacement', async () => {
    await using set = await coveredRuns();
    await set.market([QUIET, { at: at(60), bid: 189.9, ask: 190 }]);
    await set.order({
      receivedAt: at(10),
      order: { quantity: '110', limit_price: '190.00' },
      terms: [
        { at: at(10), quantity: '100', limit_price: '189.85' },
        { at: at(100), quantity: '110', limit_price: '190.00' },
      ],
    });
    const { run } = await set.fill();
    expect(await set.linesOf(run)).toEqual(['LYNNN 110 ROUND 20000 +100', 'NEVER_EXECUTABLE 100']);
  });

  it('is no new order where nothing is left open, and no other where it was replaced after what is told', async () => {
    await using set = await coveredRuns();
    await set.market([QUIET]);
    await set.order({
      receivedAt: at(10),
      order: { quantity: '40', state: 'FILLED', updated_at_us: us(at(30)) },
      terms: [
        { at: at(10), quantity: '100', limit_price: '190.10' },
        { at: at(30), quantity: '40', limit_price: '190.10', ...NBBO },
      ],
      parts: sent(fill(11, '40')),
    });
    const later = '2026-12-20T15:00:00.000Z';
    await set.order({
      receivedAt: at(20),
      order: { quantity: '900', updated_at_us: us(later) },
      terms: [
        { at: at(20), quantity: '130', limit_price: '190.10' },
        { at: later, quantity: '900', limit_price: '190.10', ...NBBO },
      ],
    });
    const { run, rows } = await set.fill();
    expect(await set.linesOf(run)).toEqual(['LYNNN 100 ROUND 10000 +10', 'LYNNN 130 ROUND 20000 +20']);
    expect(rows).toMatchObject([
      { size: 10_000, figures: { CvrdOrderExctdAwayQty: '40', CvrdOrderCnclQty: '60' } },
      { size: 20_000, figures: { CvrdOrderCnclQty: '0' } },
    ]);
  });

  it('is a stop order until it is triggered, and none any more after', async () => {
    await using set = await coveredRuns();
    await set.market([QUIET]);
    const stop = { order_type: 'STOP_LIMIT', stop_price: '190.10', limit_price: '190.10' } as const;
    const limit = { limit_price: '190.10' };
    await set.order({
      receivedAt: at(10),
      order: { ...stop, quantity: '130', released_at_us: us(at(40)), nbbo_state: 'NORMAL' },
      terms: [
        { at: at(10), quantity: '110', ...limit },
        { at: at(30), quantity: '120', ...limit, ...NBBO },
        { at: at(50), quantity: '130', ...limit, ...NBBO },
      ],
    });
    const { run } = await set.fill();
    expect(await set.linesOf(run)).toEqual([
      'LYNNN 130 ROUND 20000 +50',
      'LYNNY 120 ROUND 20000 +40',
      'STOP_NEVER_TRIGGERED 110',
    ]);
  });

  it('shows each of its terms among the orders of a figure, page by page', async () => {
    await using set = await coveredRuns();
    await set.market([QUIET]);
    const id = await set.order({
      receivedAt: at(10),
      order: { quantity: '100', updated_at_us: us(CLOSES) - 1 },
      terms: [10, 20, 30].map((seconds) => ({ at: at(seconds), ...TAKES })),
    });
    const { run, rows } = await set.fill();
    expect(rows).toMatchObject([{ type: 'LYNNN', figures: { CvrdOrderCnt: '3' } }]);
    const items = new CoveredItemsRepository(set.pool);
    const cell = { cell: 'DETAIL', symbol: 'AAPL', lot: 'ROUND', size: 10_000, type: 'LYNNN' } as const;
    const first = await items.page(run, cell, { after: null, limit: 2 });
    const rest = await items.page(run, cell, { after: first[1] ?? null, limit: 2 });
    expect([...first, ...rest].map(({ source_id, terms }) => [source_id, terms])).toEqual(
      [1, 2, 3].map((n) => [id, n]),
    );
    expect(await query(set.url, 'select count(*)::int as n from order_terms')).toEqual([{ n: 3 }]);
  });
});
