import { price, quantity } from '@fairlead/core/money/units';
import { beforeEach, describe, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { rowsBy } from './journaled.ts';
import { evidenceOfAll } from './records.ts';
import { restart } from './restart.ts';

let router: BenchRouter;
const VENUES = ['XNYS', 'ARCX', 'BATS'];
const SECOND_US = 1_000_000;

const sent = () =>
  router.children.map(
    (child) => `${child.side} ${child.quantity} ${child.limit_price / 10_000} ${child.iso ? 'ISO' : 'IOC'}`,
  );
const evidence = () => {
  const last = evidenceOfAll(router).at(-1);
  if (last === undefined) throw new Error('a decision expected');
  return last;
};

function quoteAll(bid: number, ask: number): void {
  for (const venueId of VENUES) router.quote(venueId, [bid, 500], [ask, 500]);
}

/** Everybody leaves but one venue, which shows a stub. */
function stub(bid: number, ask: number): void {
  for (const venueId of VENUES.slice(1)) router.quote(venueId, [0, 0], [0, 0]);
  router.quote('XNYS', [bid, 100], [ask, 100]);
}

async function pass(timeUs: number): Promise<void> {
  router.nowUs += timeUs;
  router.room.tick();
  await router.settle();
}

beforeEach(() => {
  router = new BenchRouter();
});

describe('an offer of 30 shares that is better than the round lots', () => {
  beforeEach(() => {
    router.quote('XNYS', [9_999, 500], [10_002, 500]);
    router.quote('ARCX', [9_998, 500], [10_000, 30]);
  });

  it('is not the national best offer, and is shown beside it', async () => {
    const app = await benchApi(router, { decisions: [] });
    const headers = { 'x-api-key': 'flk_read' };
    const shown = {
      ask: 100.02,
      ask_size: 500,
      ask_venue: 'XNYS',
      odd_lot_ask: 100,
      odd_lot_ask_size: 30,
      odd_lot_ask_venue: 'ARCX',
      odd_lot_bid: null,
      mid: 100.005,
      reference: true,
    };
    const nbbo = await app.inject({ url: '/api/v1/smart-routing/nbbo?instrument_id=AAPL', headers });
    const book = await app.inject({ url: '/api/v1/smart-routing/book?instrument_id=AAPL', headers });
    expect([nbbo.json(), book.json().nbbo]).toMatchObject([shown, shown]);
  });

  it('is taken as the cheaper liquidity that it is, without a sweep order, and both are in the record and in the order’s row', async () => {
    await router.submit({ quantity: '300' });
    await router.settle();
    expect(sent()).toEqual(['BUY 30 100 IOC', 'BUY 270 100.02 IOC']);
    expect(evidence().market.nbbo).toMatchObject({
      ask: '100.02',
      odd_lot_ask: '100',
      odd_lot_ask_size: '30',
      odd_lot_ask_venue: 'ARCX',
      odd_lot_bid: null,
      reference_ask: '100.02',
    });
    expect(router.order).toMatchObject({
      nbbo_ask: '100.02',
      odd_lot_ask: '100',
      odd_lot_ask_size: '30',
      odd_lot_bid: null,
      reference_ask: '100.02',
      arrival_mid: '100.005',
    });
  });

  it('protects nothing: an order that may go elsewhere only trades at a worse price', async () => {
    await router.submit({ quantity: '100', directedVenue: 'XNYS' });
    await router.settle();
    expect(sent()).toEqual(['BUY 100 100.02 IOC']);
  });

  it('neither sets a stop off nor holds one back', async () => {
    await router.submit({ orderId: 'up', orderType: 'STOP', stopPrice: '100.02', quantity: '100' });
    await router.settle();
    expect(sent()).toEqual(['BUY 30 100 IOC', 'BUY 70 100.02 IOC']);
    await router.submit({ orderId: 'down', side: 'SELL', orderType: 'STOP', stopPrice: '99.97', quantity: '100' });
    router.quote('ARCX', [0, 0], [10_000, 30]);
    router.quote('XNYS', [9_990, 20], [10_002, 500]);
    router.quote('BATS', [9_998, 500], [10_003, 500]);
    await router.settle();
    expect(sent()).toHaveLength(2);
  });
});

it('a market of odd lots alone has no national best offer, and an order at the market may still take them', async () => {
  router.quote('XNYS', [9_999, 500], [10_001, 500]);
  router.quote('XNYS', [9_999, 500], [10_002, 40]);
  const { outcome } = await router.submit({ quantity: '40' });
  await router.settle();
  expect(sent()).toEqual(['BUY 40 100.02 IOC']);
  const shown = { state: 'ONE_SIDED', ask: null, odd_lot_ask: 100.02, mid: null, reference: true };
  expect(outcome).toMatchObject({ value: { response: { nbbo: shown } } });
  expect(evidence().settings.worst_price).toBe('105.02');
});

describe('odd lots of one venue', () => {
  it('make a protected quote together: it is taken in full before a worse one elsewhere', async () => {
    const at = (cents: number, size: number) => ({ price: price(cents * 100), size: quantity(size) });
    const depth = { bids: [at(9_998, 500)], asks: [at(10_000, 30), at(10_001, 90), at(10_005, 500)] };
    router.quote('ARCX', [9_998, 500], [10_000, 30], { depth, validUntilUs: null });
    router.quote('XNYS', [9_999, 500], [10_002, 500]);
    await router.submit({ quantity: '300' });
    await router.settle();
    expect(evidence().market.nbbo).toMatchObject({
      ask: '100.01',
      ask_size: '100',
      ask_venue: 'ARCX',
      odd_lot_ask: '100',
    });
    expect(sent()).toEqual(['BUY 120 100.01 ISO', 'BUY 180 100.02 ISO']);
  });
});

describe('a stub quote far from the last good market', () => {
  const stop = { side: 'SELL', orderType: 'STOP', stopPrice: '95.00', quantity: '100' } as const;

  it.each<[string, () => void]>([
    ['after a good market', () => quoteAll(9_999, 10_001)],
    ['that is all there ever was', () => undefined],
  ])('of 0.01 to 199.99, %s, leaves a sell stop at 95 waiting, however long it stands', async (_, before) => {
    before();
    const { outcome } = await router.submit(stop);
    stub(1, 19_999);
    await router.settle();
    await pass(60 * SECOND_US);
    expect([outcome.ok, router.children, router.order?.state]).toEqual([true, [], 'RECEIVED']);
  });

  it.each([
    [9_000, 9_002],
    [1, 2],
    [9_000, 10_001],
  ])('of %i to %i cents at one venue leaves it waiting too', async (bid, ask) => {
    quoteAll(9_999, 10_001);
    await router.submit(stop);
    stub(bid, ask);
    await pass(SECOND_US);
    expect(router.children).toEqual([]);
  });

  it('does not hold it back where the market has moved: two venues a side are there, or one for five seconds', async () => {
    quoteAll(9_999, 10_001);
    await router.submit({ ...stop, orderId: 'at once' });
    quoteAll(9_000, 9_002);
    await router.settle();
    expect(sent()).toEqual(['SELL 100 90 IOC']);
    await router.submit({ ...stop, stopPrice: '80.00', orderId: 'later' });
    stub(7_900, 7_902);
    await pass(4 * SECOND_US);
    expect(sent()).toHaveLength(1);
    await pass(SECOND_US);
    expect(sent()[1]).toBe('SELL 100 79 IOC');
  });

  it('lets no market order trade at it, nor one in a market of which nothing else is known', async () => {
    stub(1, 19_999);
    expect((await router.submit({ side: 'SELL' })).outcome).toMatchObject({
      error: { rejection: { code: 'MARKET_UNAVAILABLE' } },
    });
    quoteAll(9_999, 10_001);
    stub(1, 19_999);
    await router.submit({ orderId: 'again', side: 'SELL' });
    await router.settle();
    expect(router.children).toEqual([]);
    expect(evidence().settings.worst_price).toBe('95');
    expect(evidence().market.nbbo).toMatchObject({ bid: '0.01', reference_bid: '99.99', reference_ask: '100.01' });
    expect(rowsBy(router).at(-1)?.order).toMatchObject({
      state: 'CANCELED',
      reject_code: 'NOTHING_WITHIN_LIMIT',
      nbbo_bid: '0.01',
      reference_bid: '99.99',
      arrival_mid: null,
    });
  });

  it('is no midpoint: an immediate peg is refused, one that rests is capped by the last good market, also after a restart', async () => {
    quoteAll(9_999, 10_001);
    stub(1, 19_999);
    const peg = { orderType: 'MIDPOINT_PEG', quantity: '100' } as const;
    expect((await router.submit({ ...peg, orderId: 'now', timeInForce: 'IOC' })).outcome).toMatchObject({
      error: { rejection: { code: 'MIDPOINT_UNAVAILABLE' } },
    });
    await router.submit({ ...peg, orderId: 'rests' });
    await router.settle();
    expect(router.children).toMatchObject([{ peg_midpoint: true, limit_price: 1_050_100 }]);
    const again = new BenchRouter();
    await restart(router, again);
    expect([...again.desk.live.alive()].map((live) => live.life.start.worstPrice)).toEqual([1_050_100]);
  });

  it('teaches nothing of venues, and the console is shown no midpoint', async () => {
    quoteAll(9_999, 10_001);
    await router.submit({ quantity: '100' });
    await router.settle();
    stub(1, 19_999);
    const [child] = router.children;
    if (child === undefined) throw new Error('a child expected');
    await router.fill(child, 100);
    expect(rowsBy(router).flatMap((order) => order.executions)).toMatchObject([{ nbbo_bid: '0.01', mid: null }]);
    expect(router.market.learning.waitingMarkouts).toBe(0);
  });
});

it('a midpoint peg in a market of 0.9799 to 0.9801 has a cap on a tick at its own price', async () => {
  const sub = (at: number) => ({ price: price(at), size: quantity(500) });
  const sides = { bid: sub(9_799).price, bidSize: sub(0).size, ask: sub(9_801).price, askSize: sub(0).size };
  const quote = { ...sides, eventTimeUs: router.nowUs, receiptTimeUs: router.nowUs };
  router.market.applyQuote('XNYS', 'AAPL', { quote });
  await router.submit({ orderType: 'MIDPOINT_PEG', quantity: '100' });
  await router.settle();
  expect(router.children).toMatchObject([{ peg_midpoint: true, limit_price: 10_200 }]);
});
