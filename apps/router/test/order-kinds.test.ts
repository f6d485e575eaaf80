import { beforeEach, describe, expect, it } from 'vitest';
import { refusalCode } from '../src/entry/submission.ts';
import { storedAnswers } from '../src/intake/stored-answer.ts';
import { benchApi } from './bench-api.ts';
import { BenchRouter, requestOf } from './bench-router.ts';
import { eventsBy, rowsBy, topicsBy, walkOf } from './journaled.ts';
import { evidenceOfAll } from './records.ts';
import { restart } from './restart.ts';

let router: BenchRouter;
const SECOND_US = 1_000_000;
const VENUES = ['XNYS', 'ARCX', 'BATS'];

const stop = { orderType: 'STOP', stopPrice: '100.05' } as const;
const codeOf = ({ outcome }: Awaited<ReturnType<BenchRouter['submit']>>) =>
  outcome.ok ? outcome.value.response.state : refusalCode(outcome.error);
const sent = () => router.children.map((child) => `${child.side} ${child.quantity} ${child.limit_price / 10_000}`);
const eventsOf = (from: BenchRouter) => eventsBy(from).map(({ type }) => type);

function quoteAll(bid: number, ask: number): void {
  for (const venueId of VENUES) router.quote(venueId, [bid, 500], [ask, 500]);
}

async function pass(timeUs: number): Promise<void> {
  router.nowUs += timeUs;
  router.room.tick();
  await router.settle();
}

function child(at: number): BenchRouter['children'][number] {
  const found = router.children.at(at);
  if (found === undefined) throw new Error('a child expected');
  return found;
}

beforeEach(() => {
  router = new BenchRouter();
  quoteAll(9_999, 10_001);
});

describe('a stop', () => {
  it('is durable and waits, and nothing is decided, until the market reaches it', async () => {
    expect(codeOf(await router.submit(stop))).toBe('RECEIVED');
    expect(rowsBy(router)).toMatchObject([
      { order: { state: 'RECEIVED', stop_price: '100.05', waves: 0 }, decisions: [] },
    ]);
    quoteAll(9_999, 10_004);
    await router.settle();
    expect(router.sent).toEqual([]);
    // The offers rise one venue after the other; the national best one is the last to.
    quoteAll(10_003, 10_005);
    await router.settle();
    expect(sent()).toEqual(['BUY 300 100.05']);
    expect(eventsOf(router)).toEqual(['RECEIVED', 'ORDER_HELD', 'ORDER_RELEASED', 'WAVE_PLANNED']);
  });

  it('is measured against the market at its trigger, and its decision says that it was a stop', async () => {
    await router.submit(stop);
    router.nowUs += 60 * SECOND_US;
    quoteAll(10_003, 10_005);
    await router.settle();
    expect(router.order).toMatchObject({
      nbbo_bid: '100.03',
      nbbo_ask: '100.05',
      arrival_mid: '100.04',
      released_at_us: router.nowUs,
    });
    const evidence = evidenceOfAll(router)[0];
    expect(evidence?.order).toMatchObject({ order_type: 'MARKET', stop_price: '100.05' });
    expect(evidence?.settings.worst_price).toBe('105.05');
    await router.fill(child(0), 300);
    expect(router.order).toMatchObject({ state: 'FILLED', arrival_mid: '100.04' });
  });

  it('with a limit rests when it is reached out of the limit’s sight', async () => {
    await router.submit({ orderType: 'STOP_LIMIT', stopPrice: '100.05', limitPrice: '100.06', timeInForce: 'GTC' });
    quoteAll(10_010, 10_012);
    await router.settle();
    expect(child(0)).toMatchObject({ limit_price: 1_000_600, post_only: true });
  });

  it('that is reached already goes at once', async () => {
    expect(codeOf(await router.submit({ ...stop, stopPrice: '100.00' }))).toBe('ROUTING');
    await router.settle();
    expect(sent()).toEqual(['BUY 300 100.01']);
  });

  it('is reached in the order of stop prices, then of coming, each side by itself', async () => {
    const late = { orderId: 'late', quantity: '400', ...stop };
    await router.submit({ orderId: 'far', quantity: '100', ...stop, stopPrice: '100.09' });
    await router.submit({ orderId: 'early', quantity: '200', ...stop });
    await router.submit(late);
    await router.submit({ orderId: 'near', quantity: '500', ...stop, stopPrice: '100.03' });
    await router.submit({ orderId: 'down', side: 'SELL', orderType: 'STOP', stopPrice: '99.90', quantity: '50' });
    quoteAll(10_004, 10_005);
    await router.settle();
    expect(router.children.map((each) => each.quantity)).toEqual([500, 200, 400]);
    quoteAll(9_980, 9_990);
    await router.settle();
    expect(sent().at(-1)).toBe('SELL 50 99.8');
  });

  it('is canceled while it waits, and not set off after that', async () => {
    await router.submit(stop);
    const [live] = router.desk.live.alive();
    expect(live && router.desk.cancel(live)).toBe(true);
    await router.settle();
    expect(router.order).toMatchObject({ state: 'CANCELED', waves: 0 });
    quoteAll(10_003, 10_005);
    await router.settle();
    expect(router.sent).toEqual([]);
  });

  it('that the gate refuses when it is reached ends refused, and everybody is told', async () => {
    await router.submit({ orderType: 'STOP', stopPrice: '100.05', quantity: '100000' });
    quoteAll(149_990, 149_995);
    await router.settle();
    expect(router.order).toMatchObject({ state: 'REJECTED', reject_code: 'NOTIONAL_OVER_LIMIT', waves: 0 });
    expect(topicsBy(router)).toEqual(['orders.created', 'risk_rejection', 'orders.cancelled']);
    expect(router.sent).toEqual([]);
  });

  it('cannot be decided only: there is nothing to decide yet', async () => {
    expect(codeOf(await router.submit(stop, { routeOnly: true }))).toBe('STOP_NOT_REACHED');
    expect(router.pipeline.preview('client-1', requestOf(stop)).ok).toBe(false);
  });

  it('goes on waiting after a crash, and is sent once', async () => {
    await router.submit({ ...stop, timeInForce: 'GTC' });
    const before = router;
    router = new BenchRouter();
    for (const venueId of VENUES) router.quote(venueId, [9_999, 500], [10_001, 500]);
    await restart(before, router);
    await pass(0);
    expect([router.desk.live.aliveCount, router.sent]).toEqual([1, []]);
    quoteAll(10_003, 10_005);
    await router.settle();
    expect(sent()).toEqual(['BUY 300 100.05']);
  });

  it('that was reached before a crash keeps the market of its trigger', async () => {
    await router.submit(stop);
    quoteAll(10_003, 10_005);
    await router.settle();
    const before = router;
    router = new BenchRouter();
    await restart(before, router);
    const [live] = router.desk.live.alive();
    expect(live?.life.start).toMatchObject({ nbbo: { ask: { price: 1_000_500 } }, worstPrice: 1_050_500 });
    expect(router.sent).toMatchObject([{ type: 'status' }]);
  });

  it('gets the answer that it was held again, in this life and the next', async () => {
    const first = await router.submit(stop);
    expect(await router.submit(stop)).toEqual({ outcome: first.outcome, repeated: true });
    const walk = walkOf(router);
    const find = storedAnswers(
      { findByClientId: async () => walk.order, findWalk: async () => walk },
      { findById: async () => null },
    );
    const stored = await find('client-1', 'order-1');
    expect(first.outcome).toEqual(stored?.outcome);
  });

  it('is taken, shown and canceled through the API', async () => {
    const app = await benchApi(router, { decisions: [] });
    const headers = { 'x-api-key': 'flk_all' };
    const body = {
      order_id: 'o-1',
      instrument_id: 'AAPL',
      side: 'BUY',
      quantity: 300,
      order_type: 'STOP',
      stop_price: 100.05,
    };
    const held = await app.inject({ method: 'POST', url: '/api/v1/smart-routing/orders', headers, payload: body });
    expect([held.statusCode, held.json()]).toEqual([
      202,
      { order_id: 'o-1', decision_id: null, state: 'RECEIVED', waits_for: 'STOP_PRICE', routing_decisions: [] },
    ]);
    const split = await app.inject({ method: 'POST', url: '/api/v1/smart-routing/split', headers, payload: body });
    expect([split.statusCode, split.json().code]).toEqual([422, 'STOP_NOT_REACHED']);
    for (const [changes, code] of [
      [{ side: 'SELL_SHORT_EXEMPT' }, 'SHORT_EXEMPT_NOT_SUPPORTED'],
      [{ time_in_force: 'OPG' }, 'AUCTION_NOT_ROUTED'],
      [{ time_in_force: 'IOC' }, 'TIME_IN_FORCE_NOT_FOR_TYPE'],
    ] as const) {
      const payload = { ...body, ...changes, order_id: code };
      const refused = await app.inject({ method: 'POST', url: '/api/v1/smart-routing/orders', headers, payload });
      expect([refused.statusCode, refused.json().code]).toEqual([422, code]);
    }
    const gone = await app.inject({ method: 'DELETE', url: '/api/v1/smart-routing/o-1', headers });
    expect([gone.statusCode, gone.json().state]).toEqual([202, 'CANCELED']);
  });
});

describe('a midpoint peg', () => {
  const peg = { orderType: 'MIDPOINT_PEG' } as const;

  it('rests pegged at one venue, capped by its limit, and is filled at the midpoint', async () => {
    await router.submit({ ...peg, limitPrice: '100.01', timeInForce: 'GTC' });
    expect(child(0)).toMatchObject({
      peg_midpoint: true,
      post_only: false,
      time_in_force: 'DAY',
      limit_price: 1_000_100,
    });
    await router.says(child(0), { type: 'ack' });
    expect(router.order?.state).toBe('WORKING');
    const fill = { type: 'fill', execution_id: 'm', quantity: 300, price: 1_000_000, liquidity_flag: 'MIDPOINT' };
    await router.says(child(0), fill);
    expect(router.order).toMatchObject({ state: 'FILLED', notional: '30000' });
  });

  it('counts as another order in the report, not as a marketable one', async () => {
    await router.submit({ ...peg, limitPrice: '100.01' });
    expect(router.order).toMatchObject({ order_type: 'MIDPOINT_PEG', classification: 'OTHER' });
  });

  it('waits at its venue while the market is locked, and is refused there when it is immediate', async () => {
    router.quote('ARCX', [10_001, 500], [10_003, 500]);
    expect(codeOf(await router.submit({ ...peg, orderId: 'now', timeInForce: 'IOC' }))).toBe('MIDPOINT_UNAVAILABLE');
    await router.submit(peg);
    await router.settle();
    expect(router.children).toMatchObject([{ peg_midpoint: true }]);
  });

  it('is still known after a crash, and asked for', async () => {
    await router.submit(peg);
    await router.says(child(0), { type: 'ack' });
    const before = router;
    router = new BenchRouter();
    await restart(before, router);
    const { child_id, venueId } = before.children[0] ?? { child_id: '', venueId: '' };
    expect(router.sent).toMatchObject([{ type: 'status', child_id }]);
    await router.says({ child_id, venueId }, { type: 'status', state: 'ACKED', filled_quantity: 0, executions: [] });
    expect([router.order?.state, router.children]).toEqual(['WORKING', []]);
  });
});
