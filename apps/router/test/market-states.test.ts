import { DEFAULT_MARKET_DAY_ROWS } from '@fairlead/core/market/default-market-days';
import { MarketDays } from '@fairlead/core/market/market-days';
import { beforeEach, describe, expect, it } from 'vitest';
import { refusalCode } from '../src/entry/submission.ts';
import { BenchRouter } from './bench-router.ts';
import { restart } from './restart.ts';

let router: BenchRouter;
const SECOND_US = 1_000_000;
const DAY_US = 86_400 * SECOND_US;
/** From 10:00 in New York on Friday 2 January 2026, when the bench begins. */
const TO_THE_CLOSE_US = 6 * 3_600 * SECOND_US;
const TO_MONDAYS_OPEN_US = 3 * DAY_US - 1_800 * SECOND_US;
const VENUES = ['XNYS', 'ARCX', 'BATS'];

const stop = { orderType: 'STOP', stopPrice: '100.05' } as const;
const resting = { orderType: 'LIMIT', limitPrice: '99.50' } as const;
const codeOf = ({ outcome }: Awaited<ReturnType<BenchRouter['submit']>>) =>
  outcome.ok ? outcome.value.response.state : refusalCode(outcome.error);
const sent = () => router.children.map((child) => `${child.side} ${child.quantity} ${child.limit_price / 10_000}`);

function quoteAll(bid: number, ask: number): void {
  for (const venueId of VENUES) router.quote(venueId, [bid, 500], [ask, 500]);
}

async function pass(timeUs: number): Promise<void> {
  router.nowUs += timeUs;
  router.room.tick();
  await router.settle();
}

/** Sets something of AAPL, as the database would: a halt, the price test. */
async function set(changes: object): Promise<void> {
  const instrument = router.market.instrument('AAPL');
  if (instrument === undefined) throw new Error('an instrument expected');
  expect(router.market.refresh([{ ...instrument, ...changes }])).toEqual([]);
  await pass(0);
}

function child(at: number): BenchRouter['children'][number] {
  const found = router.children.at(at);
  if (found === undefined) throw new Error('a child expected');
  return found;
}

beforeEach(() => {
  router = new BenchRouter({ hours: 'exchange' });
  quoteAll(9_999, 10_001);
});

describe('the end of a day', () => {
  it('expires what is good for the day, when its venues have let it go', async () => {
    await router.submit(resting);
    await router.says(child(0), { type: 'ack' });
    await pass(TO_THE_CLOSE_US - SECOND_US);
    expect(router.sent).toHaveLength(1);
    await pass(SECOND_US);
    expect([router.sent.at(-1)?.type, router.order?.state]).toEqual(['cancel', 'PENDING_CANCEL']);
    await router.says(child(0), { type: 'canceled', reason: 'REQUESTED' });
    expect(router.order).toMatchObject({ state: 'EXPIRED', filled_quantity: '0' });
  });

  it('leaves what is good till canceled at its venue, over the weekend', async () => {
    await router.submit({ ...resting, timeInForce: 'GTC' });
    await router.says(child(0), { type: 'ack' });
    await pass(TO_MONDAYS_OPEN_US);
    expect([router.sent.length, router.order?.state]).toEqual([1, 'WORKING']);
  });

  it('brings what a venue let expire back to the market at the next open', async () => {
    await router.submit({ ...resting, timeInForce: 'GTC' });
    await router.says(child(0), { type: 'ack' });
    await pass(TO_THE_CLOSE_US);
    await router.says(child(0), { type: 'status', state: 'EXPIRED', filled_quantity: 0, executions: [] });
    await pass(SECOND_US);
    expect([router.children.length, router.order?.state]).toEqual([1, 'WORKING']);
    await pass(TO_MONDAYS_OPEN_US - TO_THE_CLOSE_US);
    expect(sent()).toEqual(['BUY 300 99.5', 'BUY 300 99.5']);
  });

  it('does so for as many days as the order lasts: the bound on waves is for one day', async () => {
    await router.submit({ ...resting, timeInForce: 'GTC' });
    for (let day = 0; day < 6; day++) {
      await router.says(child(-1), { type: 'ack' });
      await set({ status: 'HALTED' });
      await router.says(child(-1), { type: 'canceled', reason: 'EXPIRED' });
      await set({ status: 'ACTIVE' });
    }
    expect([router.children.length, router.order?.state]).toEqual([7, 'WORKING']);
  });

  it('expires a stop that waits, but not one that is good till canceled', async () => {
    await router.submit({ orderId: 'day', ...stop });
    await router.submit({ orderId: 'gtc', ...stop, timeInForce: 'GTC' });
    await pass(TO_THE_CLOSE_US);
    expect([...router.desk.live.alive()].map((live) => live.identity.order.orderId)).toEqual(['gtc']);
    expect(router.order).toMatchObject({ state: 'EXPIRED' });
  });

  it('comes early where people say on the day that the market closes early', async () => {
    await router.submit(resting);
    await router.says(child(0), { type: 'ack' });
    await pass(SECOND_US);
    const hours = { opensAt: '09:30', closesAt: '11:00' };
    const row = { date: '2026-01-02', ...hours, name: 'a storm', source: 'the exchanges' };
    router.calendar.days = new MarketDays([...DEFAULT_MARKET_DAY_ROWS, row]);
    await pass(3_598 * SECOND_US);
    expect(router.sent).toHaveLength(1);
    await pass(SECOND_US);
    expect([router.sent.at(-1)?.type, router.order?.state]).toEqual(['cancel', 'PENDING_CANCEL']);
    expect(codeOf(await router.submit({ orderId: 'later' }))).toBe('MARKET_CLOSED');
  });

  it('finds at a start the days that ended while nobody was there', async () => {
    await router.submit(stop);
    const before = router;
    router = new BenchRouter({ hours: 'exchange' });
    router.nowUs = before.nowUs + TO_MONDAYS_OPEN_US + SECOND_US;
    quoteAll(10_003, 10_005);
    await restart(before, router);
    await pass(0);
    expect([router.order?.state, router.sent]).toEqual(['EXPIRED', []]);
  });

  it('does not come while venues trade around the clock, but at midnight UTC', async () => {
    router = new BenchRouter();
    quoteAll(9_999, 10_001);
    await router.submit(resting);
    await router.says(child(0), { type: 'ack' });
    await pass(TO_THE_CLOSE_US + SECOND_US);
    expect(router.sent).toHaveLength(1);
    await pass(3 * 3_600 * SECOND_US);
    expect(router.sent.at(-1)?.type).toBe('cancel');
  });
});

describe('a closed market', () => {
  it('refuses what cannot wait, and by setting everything', async () => {
    router.nowUs += TO_THE_CLOSE_US;
    expect(codeOf(await router.submit(resting))).toBe('MARKET_CLOSED');
    expect(router.order).toMatchObject({ state: 'REJECTED', reject_code: 'MARKET_CLOSED' });
    router = new BenchRouter({ hours: 'exchange', closedMarket: 'park' });
    router.nowUs += TO_THE_CLOSE_US;
    expect(codeOf(await router.submit({ orderId: 'ioc', timeInForce: 'IOC' }))).toBe('MARKET_CLOSED');
    expect(codeOf(await router.submit({ orderId: 'route' }, { routeOnly: true }))).toBe('MARKET_CLOSED');
  });

  it('by setting keeps orders until it opens, and then until there is a market', async () => {
    router = new BenchRouter({ hours: 'exchange', closedMarket: 'park' });
    router.nowUs += TO_THE_CLOSE_US;
    expect(codeOf(await router.submit({ orderId: 'first', quantity: '100' }))).toBe('RECEIVED');
    expect(codeOf(await router.submit({ orderId: 'second', quantity: '200' }))).toBe('RECEIVED');
    quoteAll(9_999, 10_001);
    await pass(TO_MONDAYS_OPEN_US - TO_THE_CLOSE_US - SECOND_US);
    expect(router.sent).toEqual([]);
    for (const venueId of VENUES) router.market.setConnected(venueId, false);
    await pass(SECOND_US);
    expect(router.sent).toEqual([]);
    for (const venueId of VENUES) router.market.setConnected(venueId, true);
    quoteAll(9_999, 10_001);
    await pass(0);
    expect(router.children.map((each) => each.quantity)).toEqual([100, 200]);
  });

  it('lets no stop go that a quote of the night has reached, before it opens', async () => {
    await router.submit({ ...stop, timeInForce: 'GTC' });
    router.nowUs += TO_THE_CLOSE_US;
    quoteAll(10_003, 10_005);
    await pass(0);
    expect(router.sent).toEqual([]);
    await pass(TO_MONDAYS_OPEN_US - TO_THE_CLOSE_US);
    expect(sent()).toEqual(['BUY 300 100.05']);
  });
});

describe('a halt that comes while orders work', () => {
  it('leaves what rests at its venue, routes nothing on, refuses new orders, and goes on when trading resumes', async () => {
    await router.submit({ quantity: '1500' });
    await router.fill(child(0), 300);
    await set({ status: 'HALTED' });
    for (const each of router.children) await router.canceled(each);
    expect([router.children.length, router.order?.state]).toEqual([3, 'PARTIALLY_FILLED']);
    expect(codeOf(await router.submit({ orderId: 'new' }))).toBe('INSTRUMENT_HALTED');
    await set({ status: 'ACTIVE' });
    expect(router.children.length).toBeGreaterThan(3);
  });

  it('does not end them when the router restarts meanwhile', async () => {
    await router.submit(resting);
    await router.says(child(0), { type: 'ack' });
    const before = router;
    router = new BenchRouter({ hours: 'exchange' });
    await set({ status: 'HALTED' });
    await restart(before, router);
    await router.says(child0(before), { type: 'status', state: 'ACKED', filled_quantity: 0, executions: [] });
    expect([router.order?.state, router.sent.some((each) => each.type === 'cancel')]).toEqual(['WORKING', false]);
  });
});

describe('a short sale', () => {
  const short = { side: 'SELL_SHORT', locateId: 'LOC-1' } as const;

  it('is marked at the venue and in the record', async () => {
    await router.submit(short);
    expect([child(0).side, router.order]).toMatchObject(['SELL_SHORT', { side: 'SELL_SHORT', locate_id: 'LOC-1' }]);
  });

  it('takes no bid while the price test is on: it waits a tick above the best, in every wave', async () => {
    await set({ shortSaleRestricted: true });
    await router.submit(short);
    expect(child(0)).toMatchObject({ post_only: true, limit_price: 1_000_000 });
    await router.says(child(0), { type: 'ack' });
    quoteAll(10_004, 10_006);
    await router.canceled(child(0));
    expect(child(1)).toMatchObject({ post_only: true, limit_price: 1_000_500 });
  });
});

/** The first child that a router sent in its life. */
function child0(of: BenchRouter): BenchRouter['children'][number] {
  const [first] = of.children;
  if (first === undefined) throw new Error('a child expected');
  return first;
}

it('what is left of an order goes on where its market opens while the router starts and asks its venues', async () => {
  await router.submit({ orderType: 'LIMIT', limitPrice: '100.01', timeInForce: 'GTC', quantity: '300' });
  await router.settle();
  const startsAtUs = router.nowUs + TO_MONDAYS_OPEN_US - SECOND_US;
  const before = router;
  router = new BenchRouter({ hours: 'exchange', nowUs: startsAtUs });
  quoteAll(9_999, 10_001);
  await restart(before, router);
  for (const each of before.children) {
    await router.says(each, { type: 'status', state: 'CANCELED', executions: [] });
  }
  expect(router.children).toEqual([]);
  router.nowUs += SECOND_US;
  quoteAll(9_999, 10_001);
  await pass(0);
  expect(router.children.length).toBeGreaterThan(0);
});
