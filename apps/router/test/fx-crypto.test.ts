import { price, quantity } from '@fairlead/core/money/units';
import { CRYPTO_VENUES } from '@fairlead/core/venue/crypto-catalogue';
import { executionFeeE8 } from '@fairlead/core/venue/fees';
import { FX_VENUES } from '@fairlead/core/venue/fx-catalogue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningStack } from './running-stack.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await RunningStack.start();
}, 60_000);
afterAll(() => stack[Symbol.asyncDispose]());

type Row = Record<string, unknown>;
const LPS = FX_VENUES.map(({ venueId }) => venueId);
const EXCHANGES = CRYPTO_VENUES.map(({ venueId }) => venueId);
const euros = (orderId: string, more: object = {}) => ({
  order_id: orderId,
  instrument_id: 'EURUSD',
  side: 'BUY',
  quantity: 1_000_000,
  order_type: 'MARKET',
  ...more,
});
const coins = (orderId: string, more: object = {}) => ({
  order_id: orderId,
  instrument_id: 'BTC/USD',
  side: 'BUY',
  quantity: '1.23456789',
  order_type: 'MARKET',
  ...more,
});
const book = async (instrumentId: string) => {
  const answer = await stack.call('GET', `/book?instrument_id=${encodeURIComponent(instrumentId)}`);
  return answer?.body as { nbbo: Row; venues: (Row & { bids: Row[]; asks: Row[] })[] };
};
const rows = (value: unknown) => (value ?? []) as Row[];
const executionOf = (answer: Awaited<ReturnType<RunningStack['call']>>) => (answer?.body.execution ?? {}) as Row;
const venueIds = (value: unknown) => rows(value).map((row) => String(row.venue_id));

/** Waits until a condition holds that the sockets bring about; the test's own time limit ends it. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds()));
}

describe('an order in a currency pair', () => {
  it('is decided over liquidity providers alone, and executed by them at their own prices', async () => {
    const answer = await stack.call('POST', '/orders?wait=done', euros('fx-1', { quantity: 3_000_000 }));
    expect(answer?.status).toBe(200);
    expect(venueIds(answer?.body.alternatives).sort()).toEqual(LPS);
    expect(answer?.body.errors).toEqual([]);
    const execution = executionOf(answer);
    expect(execution.state).toBe('FILLED');
    for (const child of rows(execution.children)) {
      expect(LPS).toContain(child.venue_id);
      expect(['IOC', 'FOK']).toContain(child.order_kind);
    }
    expect(rows(execution.fills).reduce((sum, fill) => sum + Number(fill.quantity), 0)).toBe(3_000_000);
  });

  it('costs each provider’s commission on the value, and its ticket charge once for a child order', async () => {
    const fees = new Map(FX_VENUES.map((venue) => [venue.venueId, venue.fees]));
    const seen = new Set<unknown>();
    // A provider may refuse at its last look, so it is asked again until both have dealt.
    for (let count = 1; !seen.has('LP2') || !seen.has('LP4'); count++) {
      const manual_allocations = [
        { venue_id: 'LP2', quantity: 200_000 },
        { venue_id: 'LP4', quantity: 300_000 },
      ];
      const order = euros(`fx-fees-${count}`, { quantity: 500_000, routing_mode: 'MANUAL', manual_allocations });
      const charged = new Set<unknown>();
      for (const fill of rows(executionOf(await stack.call('POST', '/orders?wait=done', order)).fills)) {
        const schedule = fees.get(String(fill.venue_id));
        if (schedule === undefined) throw new Error('a provider expected');
        const expected = executionFeeE8(schedule, 'TAKE', {
          price: price(Math.round(Number(fill.price) * 100_000)),
          quantity: quantity(Number(fill.quantity)),
          scale: { priceDecimals: 5, quantityDecimals: 0 },
          isFirst: !charged.has(fill.child_id),
        });
        expect(Math.round(Number(fill.fee) * 100_000_000)).toBe(Number(expected));
        charged.add(fill.child_id);
        seen.add(fill.venue_id);
      }
    }
  });

  it('is made again from its record to the same bytes', async () => {
    const answer = await stack.call('POST', '/route', euros('fx-replay', { routing_mode: 'split' }));
    const replay = await stack.call('POST', `/decisions/${answer?.body.decision_id}/replay`);
    expect(replay?.body).toMatchObject({ same: true, record_intact: true });
  });

  it('does not go to a venue that does not trade it', async () => {
    const answer = await stack.call('POST', '/route', euros('fx-stock', { directed_venue: 'XNYS' }));
    expect(answer?.body).toMatchObject({ routing_decisions: [], unallocated_code: 'NO_ELIGIBLE_VENUE' });
    expect(venueIds(answer?.body.alternatives).sort()).toEqual(LPS);
  });
});

describe('an order in a coin', () => {
  it('walks the books of the exchanges with all eight decimals, best prices first', async () => {
    const answer = await stack.call('POST', '/orders?wait=done', coins('coin-1'));
    expect(venueIds(answer?.body.alternatives).sort()).toEqual(EXCHANGES);
    const execution = executionOf(answer);
    expect(execution).toMatchObject({ state: 'FILLED', filled_quantity: 1.23456789 });
    for (const fill of rows(execution.fills)) expect(EXCHANGES).toContain(fill.venue_id);
  });

  it('takes more than the best price shows from one exchange, level by level', async () => {
    const prices = new Set<unknown>();
    // The book may move on while the order is on its way, so it is sent again until it finds the levels that it was sent for.
    for (let count = 1; prices.size < 2; count++) {
      prices.clear();
      const cx1 = (await book('BTC/USD')).venues.find((venue) => venue.venue_id === 'CX1');
      const wanted = (Number(cx1?.asks[0]?.size) + 0.5).toFixed(8);
      const order = coins(`coin-deep-${count}`, { quantity: wanted, directed_venue: 'CX1', time_in_force: 'IOC' });
      const answer = await stack.call('POST', '/orders?wait=done', order);
      expect(rows(answer?.body.routing_decisions)[0]?.venue_id).toBe('CX1');
      for (const fill of rows(executionOf(answer).fills)) prices.add(fill.price);
    }
  });

  it('may not be finer than the coin, nor smaller than an exchange takes', async () => {
    const fine = await stack.call('POST', '/orders', coins('coin-fine', { quantity: '0.123456789' }));
    expect(fine?.body.code).toBe('QUANTITY_TOO_PRECISE');
    const small = await stack.call('POST', '/route', coins('coin-small', { quantity: '0.00001' }));
    const codes = rows(small?.body.alternatives).map((row) => row.code);
    expect([rows(small?.body.routing_decisions).length, new Set(codes)]).toEqual([0, new Set(['VENUE_MINIMUM'])]);
  });

  it('has shares that add up to the whole below one unit too', async () => {
    const answer = await stack.call('POST', '/route', coins('coin-part', { quantity: '0.00123457' }));
    const parts = rows(answer?.body.routing_decisions).map((row) =>
      Math.round(Number(row.allocation_percentage) * 1e6),
    );
    const left = Math.round((Number(answer?.body.unallocated_quantity) / 0.00123457) * 1e6);
    expect(parts.length).toBeGreaterThan(0);
    expect(parts.reduce((sum, part) => sum + part, left)).toBe(1_000_000);
  });

  it('rests in a book away from the market, and is canceled there', async () => {
    await stack.call('POST', '/orders', coins('coin-rest', { order_type: 'LIMIT', limit_price: 95_000.01 }));
    const state = async () => (await stack.call('GET', '/coin-rest/execution'))?.body;
    await until(async () => (await state())?.state === 'WORKING');
    expect(await state()).toMatchObject({ working_quantity: 1.23456789 });
    await stack.call('DELETE', '/coin-rest');
    await until(async () => (await state())?.state === 'CANCELED');
    expect(await state()).toMatchObject({ filled_quantity: 0, working_quantity: 0 });
  });
});

describe('the market of an instrument', () => {
  it('shows fifteen levels a side for coins, and one for currencies', async () => {
    const levels = async () =>
      (await book('BTC/USD')).venues.map(({ venue_id, bids, asks }) => [venue_id, bids.length, asks.length]);
    const all = EXCHANGES.map((venueId) => [venueId, 15, 15]);
    // A level that somebody has just taken comes back.
    await until(async () => JSON.stringify(await levels()) === JSON.stringify(all));
    const pair = await book('EURUSD');
    expect(pair.venues.map(({ venue_id, bids, asks }) => [venue_id, bids.length, asks.length])).toEqual(
      LPS.map((venueId) => [venueId, 1, 1]),
    );
    expect(pair.nbbo.state).not.toBe('STALE');
    expect((await stack.call('GET', '/book?instrument_id=NOPE'))?.status).toBe(404);
    expect((await stack.call('GET', '/book'))?.status).toBe(400);
  });

  it('of a stock has the 24 venues that trade it and no others', async () => {
    expect((await book('AAPL')).venues).toHaveLength(24);
  });

  it('lists all 32 venues with what they charge', async () => {
    const venues = rows((await stack.call('GET', '/venues'))?.body);
    expect(venues).toHaveLength(32);
    const charges = (venueId: string) => venues.find((venue) => venue.venue_id === venueId);
    expect(charges('LP4')).toMatchObject({ asset_class: 'FX', take_ppm: 0, fixed_fee: '1' });
    expect(charges('CX1')).toMatchObject({ asset_class: 'CRYPTO', take_ppm: 2_500, make_ppm: 1_500 });
  });
});

describe('without a single provider', () => {
  it('an order fails gracefully: "No healthy LPs available"', async () => {
    for (const venueId of LPS) await stack.setFaults(venueId, [{ kind: 'disconnect' }]);
    const areGone = async () => {
      const venues = rows((await stack.call('GET', '/venues'))?.body);
      return venues.every((venue) => !LPS.includes(String(venue.venue_id)) || venue.connected === false);
    };
    await until(areGone);
    const limit = await stack.call('POST', '/orders', euros('gone-1', { order_type: 'LIMIT', limit_price: 1.13 }));
    expect(limit?.body).toMatchObject({
      state: 'CANCELED',
      routing_decisions: [],
      unallocated_quantity: 1_000_000,
      unallocated_code: 'NO_ELIGIBLE_VENUE',
      errors: ['No healthy LPs available'],
    });
    const market = await stack.call('POST', '/orders', euros('gone-2'));
    expect([market?.status, market?.body.code, market?.body.detail]).toEqual([
      422,
      'MARKET_UNAVAILABLE',
      'No healthy LPs available',
    ]);
    const stock = await stack.call('POST', '/route', { ...euros('gone-3'), instrument_id: 'AAPL', quantity: 100 });
    expect(rows(stock?.body.routing_decisions).length).toBeGreaterThan(0);
    for (const venueId of LPS) await stack.setFaults(venueId, []);
    await until(async () => (await book('EURUSD')).nbbo.state !== 'STALE');
    const back = await stack.call('POST', '/orders?wait=done', euros('back', { quantity: 100_000 }));
    expect(executionOf(back).state).toBe('FILLED');
  }, 30_000);
});
