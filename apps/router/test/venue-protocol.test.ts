import type { FromVenue } from '@fairlead/contracts/venue-protocol';
import { FX_INSTRUMENTS } from '@fairlead/core/catalogue/fx-instruments';
import { beforeEach, describe, expect, it } from 'vitest';
import { refusalCode } from '../src/entry/submission.ts';
import { venueEvents } from '../src/execution/venue-events.ts';
import { VenueStatusTicker } from '../src/market-data/venue-status.ts';
import type { SessionEvents } from '../src/ports.ts';
import { rowsBy } from './journaled.ts';
import { OneOrder } from './one-order.ts';

let router: OneOrder;
let said: unknown[];
let venueId: string;
let events: SessionEvents;
let says: (message: FromVenue) => void;

beforeEach(() => {
  router = new OneOrder();
  said = [];
  const quiet = () => {};
  venueId = 'XNYS';
  events = venueEvents(() => ({ desk: router.desk, overdue: router.overdue, room: router.room }), {
    market: router.market,
    publisher: { publish: (type, data) => void said.push({ type, data }) },
    clock: { nowUs: () => router.nowUs },
    log: { info: quiet, warn: quiet, error: quiet },
  });
  says = (message) => events.onMessage(venueId, message);
});

describe('a venue that takes no new orders for a while', () => {
  const ticker = () =>
    new VenueStatusTicker(
      router.market,
      { publish: (type, data) => void said.push({ type, data }) },
      { nowUs: () => router.nowUs },
    );

  it('is CONGESTED at once and as long as it said, which is told twice', () => {
    const health = router.market.health('XNYS');
    says({ type: 'throttled', retry_after_ms: 500, time_us: 0 });
    says({ type: 'throttled', retry_after_ms: 400, time_us: 0 });
    expect(health?.status).toBe('CONGESTED');
    router.nowUs += 499_000;
    ticker().tick();
    expect(health?.status).toBe('CONGESTED');
    router.nowUs += 2_000;
    ticker().tick();
    expect(health?.status).toBe('ACTIVE');
    expect(said).toMatchObject([
      { type: 'VENUE_UPDATE', data: { venue_id: 'XNYS', status: 'CONGESTED' } },
      { type: 'VENUE_UPDATE', data: { venue_id: 'XNYS', status: 'ACTIVE' } },
    ]);
  });
});

describe('whoever stands before a venue and cannot say whether it has the order', () => {
  it('puts it in doubt at once: the venue is asked, nothing is sent again, and it teaches no round trip', async () => {
    await router.submit({ quantity: '200' });
    const child = router.child(0);
    const before = router.market.health(child.venueId)?.estimates.expectation('AAPL', router.nowUs).latencyUs;
    await router.says(child, { type: 'outcome_unknown', why: 'timeout' });
    expect([router.order?.state, router.children.length]).toEqual(['UNKNOWN', 1]);
    expect(router.sent.at(-1)).toMatchObject({ type: 'status', child_id: child.child_id });
    expect(router.market.health(child.venueId)?.estimates.expectation('AAPL', router.nowUs).latencyUs).toBe(before);
    await router.says(child, { type: 'status', state: null, executions: [] });
    expect(router.children).toHaveLength(2);
  });
});

describe('a replace that nobody has asked for', () => {
  it.each([
    { type: 'replaced', quantity: 100, limit_price: 990_000, filled_quantity: 0, leaves_quantity: 100 },
    { type: 'replace_rejected', code: 'TOO_LATE', filled_quantity: 0 },
  ] as const)('$type puts the child in doubt, and its venue is asked', async (word) => {
    const resting = await router.atRest();
    await router.says(resting, word);
    expect(router.order?.state).toBe('UNKNOWN');
    expect(router.sent.at(-1)).toMatchObject({ type: 'status', child_id: resting.child_id });
  });
});

describe('an instrument whose listing venue says that it does not trade', () => {
  const status = (word: 'HALTED' | 'TRADING' | 'CLOSED') =>
    says({ type: 'trading_status', instrument_id: 'AAPL', status: word, reason: 'news', time_us: 0 });
  const codeOf = async () => {
    const { outcome } = await router.submit({ orderId: `o-${router.nowUs}`, timeInForce: 'IOC' });
    return outcome.ok ? outcome.value.response.state : refusalCode(outcome.error);
  };
  const rest = async () => {
    router.room.tick();
    await router.settle();
  };

  beforeEach(() => {
    venueId = router.market.instrument('AAPL')?.primaryVenueId ?? '';
  });

  it('is refused while it is halted, and routed when it trades again', async () => {
    status('HALTED');
    expect(await codeOf()).toBe('INSTRUMENT_HALTED');
    status('TRADING');
    router.nowUs += 1;
    expect(await codeOf()).toBe('ROUTING');
  });

  it.each(['HALTED', 'CLOSED'] as const)(
    'has what is left of its orders wait while it is %s, and go on after it',
    async (word) => {
      await router.submit({ quantity: '200' });
      status(word);
      await rest();
      await router.canceled(router.child(0));
      await rest();
      expect(router.children).toHaveLength(1);
      status('TRADING');
      await rest();
      expect(router.children).toHaveLength(2);
    },
  );

  it('trades all the same where another venue says so', async () => {
    venueId = 'BATS';
    status('HALTED');
    expect(router.market.instrument('AAPL')?.status).toBe('ACTIVE');
  });

  it('trades when that venue logs on again and says nothing of it', () => {
    status('HALTED');
    events.onDown(venueId);
    expect(router.market.instrument('AAPL')?.status).toBe('HALTED');
    events.onUp(venueId);
    expect(router.market.instrument('AAPL')?.status).toBe('ACTIVE');
  });
});

it('a trade that a venue prints is the last sale of its instrument, with whether an exchange printed it, where the venue trades it', () => {
  const sale = { type: 'last_sale', price: 1_000_000, quantity: 100, condition: 'OPEN', time_us: 0 } as const;
  says({ ...sale, instrument_id: 'AAPL' });
  says({ ...sale, instrument_id: 'EURUSD' });
  expect(router.market.book('AAPL')?.lastSale).toEqual({
    atUs: router.nowUs,
    price: 1_000_000,
    quantity: 100,
    condition: 'OPEN',
    isOnExchange: true,
  });
  expect(router.market.book('EURUSD')?.lastSale).toBeNull();
});

describe('the id that a venue gives an order', () => {
  const keptIds = () => rowsBy(router).flatMap(({ children }) => children.map((child) => child.venue_order_id));

  it('is kept on its child, also over a restart', async () => {
    await router.submit({ orderType: 'LIMIT', limitPrice: '99.50' });
    await router.says(router.child(0), { type: 'ack', venue_order_id: 'XNYS-O-17' });
    expect(keptIds()).toEqual(['XNYS-O-17']);
    expect(router.revived.life.children[0]).toMatchObject({ state: 'ACKED', venueOrderId: 'XNYS-O-17' });
  });

  it('is what its venue is asked by, and asked to cancel by, with instrument and side', async () => {
    const resting = await router.atRest();
    const meant = { child_id: resting.child_id, instrument_id: 'AAPL', side: 'BUY' };
    await router.says(resting, { type: 'ack', venue_order_id: 'XNYS-O-17' });
    await router.says(resting, { type: 'outcome_unknown', why: 'timeout' });
    expect(router.sent.at(-1)).toEqual({ type: 'status', venueId: resting.venueId, ...meant, venue_order_id: null });
  });

  it('comes with a cancel', async () => {
    await router.submit({ orderType: 'LIMIT', limitPrice: '99.50' });
    const child = router.child(0);
    await router.says(child, { type: 'ack', venue_order_id: 'XNYS-O-17' });
    const [live] = [...router.desk.live.alive()];
    if (live === undefined) throw new Error('a live order expected');
    router.desk.cancel(live);
    await router.settle();
    const meant = { child_id: child.child_id, instrument_id: 'AAPL', side: 'BUY', venue_order_id: 'XNYS-O-17' };
    expect(router.sent.at(-1)).toEqual({ type: 'cancel', venueId: child.venueId, ...meant });
  });

  it.each([undefined, '', 'x'.repeat(101), 'a\u0000b', 'two words'])('is none where it is %j', async (said) => {
    await router.submit({ orderType: 'LIMIT', limitPrice: '99.50' });
    await router.says(router.child(0), { type: 'ack', venue_order_id: said });
    expect(keptIds()).toEqual([null]);
  });
});

describe('an order while its market is closed by the word of its venues', () => {
  const MARKETS = [
    ['a stock', 'AAPL', 'XNAS'],
    ['a currency pair', 'EURUSD', 'LP4'],
    ['a coin', 'BTC/USD', 'CX1'],
  ] as const;
  const WORDS = ['CLOSED', 'PRE_OPEN'] as const;
  const cases = MARKETS.flatMap((market) => WORDS.map((word) => [...market, word] as const));
  const status = (instrumentId: string, word: 'TRADING' | 'CLOSED' | 'PRE_OPEN') =>
    says({ type: 'trading_status', instrument_id: instrumentId, status: word, reason: 'news', time_us: 0 });
  const codesOf = async (instrumentId: string) => {
    const kinds = [
      { orderType: 'MARKET', timeInForce: 'IOC' },
      { orderType: 'LIMIT', limitPrice: '1.5', timeInForce: 'GTC' },
      { orderType: 'STOP', stopPrice: '1.5' },
    ] as const;
    const codes = new Set<string>();
    for (const [index, kind] of kinds.entries()) {
      const asked = { orderId: `${instrumentId}-${router.nowUs}-${index}`, instrumentId, quantity: '1000', ...kind };
      const { outcome } = await router.submit(asked);
      codes.add(outcome.ok ? 'TAKEN' : refusalCode(outcome.error));
    }
    return [...codes];
  };

  it.each(cases)('in %s, %s, at %s is refused with MARKET_CLOSED: %s', async (_, instrumentId, who, word) => {
    venueId = who;
    status(instrumentId, word);
    expect(await codesOf(instrumentId)).toEqual(['MARKET_CLOSED']);
    status(instrumentId, 'TRADING');
    router.nowUs += 1;
    expect(await codesOf(instrumentId)).not.toContain('MARKET_CLOSED');
  });

  it('is not closed where a venue beside the listing one is, nor by what was said before a venue logged on again', async () => {
    venueId = 'XNYS';
    status('AAPL', 'CLOSED');
    expect(await codesOf('AAPL')).not.toContain('MARKET_CLOSED');
    venueId = 'LP4';
    status('EURUSD', 'CLOSED');
    events.onUp('LP4', undefined);
    expect(await codesOf('EURUSD')).not.toContain('MARKET_CLOSED');
  });

  it('says of a venue that its market is closed as soon as nothing trades there, and that it is well again', () => {
    venueId = 'LP4';
    const traded = FX_INSTRUMENTS.filter((each) => router.market.book(each.instrumentId)?.row('LP4') !== undefined);
    const causes = () => said.map((each) => (each as { data: { status_cause?: string } }).data.status_cause);
    for (const { instrumentId } of traded.slice(1)) status(instrumentId, 'CLOSED');
    expect(causes()).toEqual([]);
    status(traded[0]?.instrumentId ?? '', 'CLOSED');
    expect(router.market.health('LP4')).toMatchObject({ status: 'ACTIVE' });
    for (const { instrumentId } of traded) status(instrumentId, 'TRADING');
    expect(causes()).toEqual(['MARKET_CLOSED', 'WELL']);
  });

  it('waits for the open where orders do, and goes then', async () => {
    router = new OneOrder({ closedMarket: 'park' });
    const word = (said: 'CLOSED' | 'TRADING') =>
      router.market.setTradingStatus('XNAS', 'AAPL', { atUs: router.nowUs, status: said });
    word('CLOSED');
    const { outcome } = await router.submit({});
    expect(outcome.ok && outcome.value.response).toMatchObject({ waits_for: 'MARKET_OPEN' });
    word('TRADING');
    router.room.tick();
    await router.settle();
    expect(router.children.length).toBeGreaterThan(0);
  });
});
