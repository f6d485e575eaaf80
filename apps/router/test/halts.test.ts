import type { HaltScope } from '@fairlead/core/control/control-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { newTermsOf } from '../src/entry/replacement.ts';
import { refusalCode } from '../src/entry/submission.ts';
import type { PlacedHalt } from '../src/execution/trading-halts.ts';
import { BenchRouter } from './bench-router.ts';
import { controlBy, rowsBy } from './journaled.ts';
import { OneOrder } from './one-order.ts';
import { restart } from './restart.ts';

const NOBODY: HaltScope = { clientId: null, venueId: null, instrumentId: null };
const HALTED = { code: 'TRADING_HALTED' };

let router: OneOrder;
let halts = 0;
const codeOf = ({ outcome }: Awaited<ReturnType<BenchRouter['submit']>>) =>
  outcome.ok ? outcome.value.response.state : refusalCode(outcome.error);

function halt(named: Partial<HaltScope> = {}, cancelAll = false, on: BenchRouter = router): PlacedHalt {
  halts += 1;
  const id = `01890000-0000-8000-8000-${String(halts).padStart(12, '0')}`;
  return on.tradingHalts.place({ id, scope: { ...NOBODY, ...named }, reason: 'a reason', cancelAll, actor: 'ann' });
}
const release = ({ halt: placed }: PlacedHalt, on: BenchRouter = router) =>
  on.tradingHalts.release(placed, { actor: 'bob', reason: 'over' });
const sentTo = () => router.children.map(({ venueId }) => venueId);

beforeEach(() => {
  router = new OneOrder();
});

describe('a new order under a halt', () => {
  it.each<[string, Partial<HaltScope>, string]>([
    ['the firm', {}, 'TRADING_HALTED'],
    ['its client', { clientId: 'client-1' }, 'TRADING_HALTED'],
    ['another client', { clientId: 'client-2' }, 'ROUTING'],
    ['its instrument', { instrumentId: 'AAPL' }, 'TRADING_HALTED'],
    ['another instrument', { instrumentId: 'MSFT' }, 'ROUTING'],
    ['its client in its instrument', { clientId: 'client-1', instrumentId: 'AAPL' }, 'TRADING_HALTED'],
    ['a venue', { venueId: 'ARCX' }, 'ROUTING'],
  ])('of %s: %o is %s', async (_, scope, code) => {
    halt(scope);
    expect(codeOf(await router.submit())).toBe(code);
    expect(router.children.length > 0).toBe(code === 'ROUTING');
  });

  it('is recorded as refused like a routed one, also where it would only have been routed, or wait', async () => {
    halt();
    await router.submit();
    await router.submit({ orderId: 'routed' }, { routeOnly: true });
    await router.submit({ orderId: 'stop', orderType: 'STOP', stopPrice: '100.05' });
    expect(rowsBy(router).map(({ order }) => [order.state, order.reject_code])).toEqual([
      ['REJECTED', 'TRADING_HALTED'],
      ['REJECTED', 'TRADING_HALTED'],
      ['REJECTED', 'TRADING_HALTED'],
    ]);
  });

  it.each<[string, Partial<HaltScope>, string[]]>([
    ['for everybody', { venueId: 'ARCX' }, ['XNYS']],
    ['for its client', { venueId: 'ARCX', clientId: 'client-1' }, ['XNYS']],
    ['for another client', { venueId: 'ARCX', clientId: 'client-2' }, ['XNYS', 'ARCX']],
    ['in its instrument', { venueId: 'ARCX', instrumentId: 'AAPL' }, ['XNYS']],
    ['in another instrument', { venueId: 'ARCX', instrumentId: 'MSFT' }, ['XNYS', 'ARCX']],
  ])('goes where no venue is halted: halted %s', async (_, scope, venues) => {
    halt(scope);
    await router.submit();
    expect(sentTo()).toEqual(venues);
  });

  it('does not trade through the protected quote of a venue that is halted', async () => {
    halt({ venueId: 'XNYS' });
    await router.submit();
    expect(sentTo()).toEqual([]);
  });

  it('is taken again once the halt is released, and not before all that stop it are', async () => {
    const [one, other] = [halt(), halt({ clientId: 'client-1' })];
    release(one);
    expect(codeOf(await router.submit())).toBe('TRADING_HALTED');
    release(other);
    expect(codeOf(await router.submit({ orderId: 'later' }))).toBe('ROUTING');
  });
});

describe('what was journaled and not yet sent when the halt came', () => {
  async function meanwhile(happens: () => void, changes: Parameters<BenchRouter['submit']>[0] = {}): Promise<void> {
    const landed = router.holdJournal();
    const answered = router.submit(changes);
    await router.settle();
    happens();
    landed();
    await answered;
    await router.settle();
  }

  it('does not leave; it waits, and goes when the halt is over', async () => {
    let placed: PlacedHalt | null = null;
    await meanwhile(() => {
      placed = halt();
    });
    expect([sentTo(), router.order?.state]).toEqual([[], 'ROUTING']);
    if (placed !== null) release(placed);
    await router.settle();
    expect(sentTo()).toEqual(['XNYS', 'ARCX']);
  });

  it('ends where it is immediate', async () => {
    await meanwhile(() => void halt(), { timeInForce: 'IOC' });
    expect([sentTo(), router.order?.reject_code]).toEqual([[], 'NOT_FILLED_AT_ONCE']);
  });

  it('is planned anew around a venue that was halted', async () => {
    await meanwhile(() => void halt({ venueId: 'ARCX' }));
    expect(sentTo()).toEqual(['XNYS']);
  });

  it('is canceled by a halt that asks everything back', async () => {
    await meanwhile(() => void halt({}, true));
    expect([sentTo(), router.order?.state]).toEqual([[], 'CANCELED']);
  });
});

describe('an order that works', () => {
  it('rests on, and is not routed on until the halt is over', async () => {
    const resting = await router.atRest();
    const placed = halt({ instrumentId: 'AAPL' });
    await router.says(resting, { type: 'canceled', reason: 'EXPIRED' });
    expect([router.children.length, router.order?.state]).toEqual([1, 'WORKING']);
    release(placed);
    await router.settle();
    expect(router.children).toHaveLength(2);
  });

  it('may not be replaced, and may be canceled', async () => {
    const resting = await router.atRest();
    halt({ clientId: 'client-1' });
    const ports = {
      market: router.market,
      halts: router.halts,
      clock: { nowUs: () => router.nowUs },
      riskLimits: router.limits,
      exposure: router.exposure,
      entitlements: router.entitlements,
    };
    expect(newTermsOf(router.alive, { quantity: '200', limitPrice: null }, ports)).toMatchObject({ error: HALTED });
    expect(router.desk.cancel(router.alive)).toBe(true);
    await router.settle();
    expect(router.canceledIds).toEqual([resting.child_id]);
  });
});

describe('what waits', () => {
  it('for its stop price is not ended by a halt, and goes after it where its price stands', async () => {
    await router.submit({ orderType: 'STOP', stopPrice: '100.05' });
    const placed = halt({ clientId: 'client-1' });
    for (const venueId of ['XNYS', 'ARCX']) router.quote(venueId, [10_004, 500], [10_006, 500]);
    router.room.tick();
    await router.settle();
    expect([router.children.length, router.order?.state]).toEqual([0, 'RECEIVED']);
    release(placed);
    router.room.tick();
    await router.settle();
    expect(router.children.length).toBeGreaterThan(0);
  });

  it('for the open is not ended by a halt either', async () => {
    const closed = new BenchRouter({
      hours: 'exchange',
      closedMarket: 'park',
      nowUs: Date.UTC(2026, 0, 2, 14) * 1_000,
    });
    await closed.submit({ orderType: 'LIMIT', limitPrice: '99.50' });
    const placed = halt({}, false, closed);
    const look = async () => {
      closed.room.tick();
      await closed.settle();
      return [closed.children.length, closed.order?.state];
    };
    closed.nowUs = Date.UTC(2026, 0, 2, 15) * 1_000;
    for (const venueId of ['XNYS', 'ARCX']) closed.quote(venueId, [9_999, 500], [10_001, 500]);
    expect(await look()).toEqual([0, 'RECEIVED']);
    release(placed, closed);
    expect((await look())[0]).toBe(1);
  });
});

describe('a halt that asks everything back', () => {
  it('cancels each order in scope in the same turn, and says how many children that are', async () => {
    const resting = await router.atRest();
    const { effect, askedBack } = halt({ clientId: 'client-1' }, true);
    expect(router.canceledIds).toEqual([resting.child_id]);
    expect([effect.openOrders, effect.workingChildren, askedBack]).toEqual([1, 1, 1]);
    expect([...effect.quantityE8, ...effect.notionalE8]).toEqual([
      ['SHARES', 30_000_000_000n],
      ['USD', 2_985_000_000_000n],
    ]);
    await router.says(resting, { type: 'canceled', reason: 'REQUESTED' });
    expect(router.order?.state).toBe('CANCELED');
  });

  it('at a venue recalls what is there in the same turn, and routes it to others', async () => {
    await router.submit();
    router.quote('XNYS', [9_998, 500], [10_002, 200]);
    const [there, elsewhere] = [router.child(0), router.child(1)];
    const { askedBack } = halt({ venueId: 'XNYS' }, true);
    expect([askedBack, router.canceledIds]).toEqual([1, [there.child_id]]);
    await router.says(there, { type: 'canceled', reason: 'REQUESTED' });
    await router.fill(elsewhere, 100);
    expect(router.children.slice(2).map(({ venueId, quantity }) => [venueId, quantity])).toEqual([['ARCX', 200]]);
  });

  it('leaves other clients, instruments and venues alone', async () => {
    await router.atRest();
    const others = [
      { clientId: 'client-2' },
      { instrumentId: 'MSFT' },
      { venueId: 'BATS' },
      { clientId: 'client-2', venueId: 'XNYS' },
    ];
    expect(others.map((scope) => halt(scope, true).effect.openOrders)).toEqual([0, 0, 0, 0]);
    expect(router.canceledIds).toEqual([]);
  });

  it('acts while the journal is away, and is written and told when it is back', async () => {
    const resting = await router.atRest();
    router.isJournalHealthy = false;
    const back = router.holdJournal();
    let isWritten = false;
    void halt({}, true).written.then(() => {
      isWritten = true;
    });
    expect(router.canceledIds).toEqual([resting.child_id]);
    await router.settle();
    expect([isWritten, router.stream.some(({ type }) => type === 'HALT')]).toEqual([false, false]);
    back();
    await router.settle();
    expect([isWritten, router.stream.filter(({ type }) => type === 'HALT').length]).toEqual([true, 1]);
  });
});

it('a halt and its release are told to everybody who may hear of them, when they are durable', async () => {
  const placed = halt({ clientId: 'client-1', venueId: 'XNYS' });
  await router.settle();
  release(placed);
  await router.settle();
  const told = { scope: 'CLIENT_VENUE', client_id: 'client-1', venue_id: 'XNYS', instrument_id: null };
  expect(router.stream).toMatchObject([
    { type: 'HALT', data: { ...told, halted: true, reason: 'a reason' } },
    { type: 'HALT', data: { ...told, halted: false, reason: 'over' } },
  ]);
});

it.each<[string, Partial<HaltScope>]>([
  ['an order', {}],
  ['a venue', { venueId: 'XNYS' }],
])(
  'what a halt of %s asks back is asked back by the next router, where the first ended before its cancels were written',
  async (_, scope) => {
    const resting = await router.atRest();
    const written = new OneOrder();
    halt(scope, true, written);
    await written.settle();
    const after = new OneOrder();
    after.halts.restore(controlBy(written));
    await restart(router, after);
    expect(after.canceledIds).toEqual([resting.child_id]);
  },
);

it('what is in force survives a restart, and what was released does not', async () => {
  const over = halt();
  halt({ venueId: 'ARCX' });
  release(over);
  await router.settle();
  const after = new OneOrder();
  after.halts.restore(controlBy(router));
  await after.submit();
  expect(after.children.map(({ venueId }) => venueId)).toEqual(['XNYS']);
});
