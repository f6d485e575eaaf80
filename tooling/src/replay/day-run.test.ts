import { price, quantity } from '@fairlead/core/money/units';
import type { OrderRequest } from '@fairlead/core/order/request';
import { describe, expect, it } from 'vitest';
import type { Decide, WaveInput } from './child-order.ts';
import { runDay } from './day-run.ts';
import { type QuoteRow, toTape } from './quote-tape.ts';
import { dayOfFile, OPEN_MS } from './recorded-day.ts';
import type { RecordedTrade } from './trade-tape.ts';

const day = dayOfFile('quotes_XXX_2018-01-02.csv.gz');
const XNYS = 0;
/** XNYS answers after 420 µs, so an order at the beginning of a millisecond arrives within it. */
const at = (ms: number) => day.midnightUs + (OPEN_MS + ms) * 1_000;

const quoteAt = (ms: number, ask: number, askSize: number): QuoteRow => ({
  timeMs: OPEN_MS + ms,
  row: XNYS,
  bid: ask - 1_000,
  bidSize: 100,
  ask,
  askSize,
  changed: 1,
});

const buy = (count: number, changes: Partial<OrderRequest> = {}): OrderRequest => ({
  orderId: 'order-1',
  instrumentId: 'XXX',
  side: 'BUY',
  quantity: String(count),
  orderType: 'MARKET',
  limitPrice: null,
  stopPrice: null,
  timeInForce: 'DAY',
  routingObjective: 'BEST_PRICE',
  routingMode: 'SWEEP',
  sourcing: 'ANY',
  venuePreferences: [],
  excludeVenues: [],
  maxVenueSplit: null,
  account: null,
  customerId: null,
  held: true,
  directedVenue: null,
  capacity: 'AGENCY',
  locateId: null,
  tag: null,
  urgency: null,
  constraints: null,
  manualAllocations: [],
  said: [],
  ...changes,
});

/** Sends everything to XNYS at the worst price that the order allows. */
const toNewYork: Decide = ({ quantity: count, worstPrice }) => ({
  children: [{ venueId: 'XNYS', quantity: count, limitPrice: worstPrice, kind: 'IOC' }],
  unallocated: 0,
});
const postAt =
  (limit: number): Decide =>
  ({ quantity: count }) => ({
    children: [{ venueId: 'XNYS', quantity: count, limitPrice: price(limit), kind: 'POST' }],
    unallocated: 0,
  });

function run(
  rows: readonly QuoteRow[],
  request: OrderRequest,
  how: { decide?: Decide; atMs?: number; trades?: readonly RecordedTrade[] } = {},
) {
  const waves: WaveInput[] = [];
  const { decide = toNewYork, atMs = 5, trades = [] } = how;
  const tally = runDay({
    day,
    tape: toTape(rows, day.midnightUs),
    trades,
    orders: [{ atUs: at(atMs), request }],
    arrivals: [{ bid: price(1_000_000), ask: price(1_001_000) }],
    objective: null,
    decide: (input) => {
      waves.push(input);
      return decide(input);
    },
    nowMs: () => 0,
  });
  return { tally, waves };
}

describe('an order in the recorded day', () => {
  it('fills against what is displayed when its child arrives', () => {
    const { tally, waves } = run([quoteAt(0, 1_001_000, 200)], buy(100));
    expect([tally.filled, waves.length, tally.faults]).toEqual([100, 1, 0]);
  });

  it('misses a quote that goes away meanwhile, and is routed again on the market as it is then', () => {
    const rows = [quoteAt(0, 1_001_000, 200), quoteAt(6, 1_002_000, 300)];
    const late = run(rows, buy(100, { orderType: 'LIMIT', limitPrice: '100.1' }), { atMs: 5.9 });
    expect([late.tally.filled, late.waves.length]).toEqual([0, 8]);
    expect(late.waves[1]?.view.nbbo.ask?.price).toBe(1_002_000);
    const market = run(rows, buy(100), { atMs: 5.9 });
    expect([market.tally.filled, market.waves.length]).toEqual([100, 1]);
  });

  it('routes the rest of a DAY order again, and that of an IOC order never', () => {
    const rows = [quoteAt(0, 1_001_000, 200), quoteAt(6, 1_001_000, 200)];
    const { tally, waves } = run(rows, buy(300), { atMs: 5.9 });
    expect([tally.filled, waves.map((wave) => wave.quantity)]).toEqual([200, [300, 100, 100, 100, 100, 100, 100, 100]]);
    const ioc = run(rows, buy(300, { timeInForce: 'IOC', orderType: 'LIMIT', limitPrice: '100.2' }));
    expect([ioc.tally.filled, ioc.waves.length]).toEqual([200, 1]);
  });

  it('measures against the tape’s NBBO at arrival and charges the venue’s fee', () => {
    const { tally } = run([quoteAt(0, 1_001_000, 200)], buy(100));
    expect(tally.feesE8).toBe(30_000_000n);
    expect(tally.quality.improvement).toBe(0n);
  });

  it('is refused by the gate like any other', () => {
    const { tally } = run([quoteAt(0, 1_001_000, 200)], buy(100, { side: 'SELL_SHORT' }));
    expect([...tally.rejected]).toEqual([['SHORT_SALE_NEEDS_LOCATE', 1]]);
    expect([tally.orders, tally.ordered]).toEqual([1, 0]);
  });

  it('rests where it is posted, meets quotes and prints, and is still there at the close', () => {
    const rows = [quoteAt(0, 1_001_000, 200), quoteAt(50, 1_000_000, 40), quoteAt(60, 1_001_000, 200)];
    const trades = [
      { timeMs: OPEN_MS + 70, row: XNYS, price: 999_900, size: 25 },
      { timeMs: OPEN_MS + 80, row: XNYS, price: 1_000_000, size: 500 },
      { timeMs: OPEN_MS + 30_000_000, row: XNYS, price: 990_000, size: 500 },
    ];
    const { tally, waves } = run(rows, buy(100), { decide: postAt(1_000_000), trades });
    expect([tally.filled, tally.ordered, waves.length]).toEqual([65, 100, 1]);
    // The rebate of the schedule, not the fee.
    expect(tally.feesE8).toBeLessThan(0n);
  });

  it('counts a router that breaks the rules', () => {
    const beyond: Decide = ({ quantity: count }) => ({
      children: [{ venueId: 'XNYS', quantity: quantity(count * 2), limitPrice: price(9_000_000), kind: 'IOC' }],
      unallocated: 0,
    });
    const { tally } = run([quoteAt(0, 1_001_000, 900)], buy(100, { timeInForce: 'IOC' }), { decide: beyond });
    expect(tally.faults).toBeGreaterThanOrEqual(4);
  });
});
