import { beforeEach, describe, expect, it } from 'vitest';
import { refusalCode } from '../src/entry/submission.ts';
import { BenchRouter } from './bench-router.ts';
import { rowsBy } from './journaled.ts';

let router: BenchRouter;
const codeOf = ({ outcome }: Awaited<ReturnType<BenchRouter['submit']>>) =>
  outcome.ok ? 'TAKEN' : refusalCode(outcome.error);

beforeEach(() => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 200]);
  router.quote('ARCX', [9_998, 500], [10_002, 500]);
});

describe('an order from intake to its end', () => {
  it('is durable with its decision and children before the first byte leaves', async () => {
    expect(codeOf(await router.submit())).toBe('TAKEN');
    const [first, ...rest] = router.log;
    expect(first === undefined ? [] : rowsBy({ log: [first] })).toMatchObject([
      {
        order: { state: 'ROUTING', quantity: '300' },
        children: [
          { venue_id: 'XNYS', quantity: '200', state: 'INTENDED' },
          { venue_id: 'ARCX', quantity: '100', state: 'INTENDED' },
        ],
      },
    ]);
    expect(rest.slice(0, 2)).toMatchObject([
      { sent: { venueId: 'XNYS', quantity: 200, iso: true } },
      { sent: { venueId: 'ARCX', quantity: 100, iso: true } },
    ]);
  });

  it('is filled, to the share, when its children are', async () => {
    await router.submit();
    for (const child of router.children) await router.fill(child, child.quantity);
    expect(router.order).toMatchObject({ state: 'FILLED', filled_quantity: '300', notional: '30004' });
    expect(
      router.stream.filter((message) => message.type === 'EXECUTION').map((message) => message.data),
    ).toMatchObject([
      { venue_id: 'XNYS', quantity: 200, price: 100.01 },
      { venue_id: 'ARCX', quantity: 100, price: 100.02 },
    ]);
  });

  it('routes what has faded again, on the market as it then is', async () => {
    await router.submit();
    const [nyse, arca] = router.children;
    if (nyse === undefined || arca === undefined) throw new Error('two children expected');
    await router.fill(nyse, 50);
    await router.canceled(nyse);
    router.quote('XNYS', [9_999, 500], [10_009, 900]);
    router.quote('BATS', [9_999, 500], [10_003, 900]);
    router.quote('ARCX', [9_998, 500], [10_004, 500]);
    await router.fill(arca, 100);
    expect(router.children.slice(2)).toMatchObject([{ venueId: 'BATS', quantity: 150, limit_price: 1_000_300 }]);
    expect(router.order).toMatchObject({ state: 'PARTIALLY_FILLED', waves: 2 });
  });

  it('ends with what it has after the last wave that it may take', async () => {
    await router.submit();
    for (let wave = 0; wave < 4; wave++) for (const child of router.children.slice(-2)) await router.canceled(child);
    expect(router.order).toMatchObject({ state: 'CANCELED', reject_code: 'MAX_WAVES', filled_quantity: '0' });
    expect(router.children).toHaveLength(8);
  });

  it('is not routed again when it was immediate or cancel', async () => {
    await router.submit({ timeInForce: 'IOC' });
    for (const child of router.children) await router.canceled(child);
    expect([router.children.length, router.order?.state]).toEqual([2, 'CANCELED']);
  });

  it('rests its unmarketable part, and is canceled on request when the venue agrees', async () => {
    await router.submit({ orderType: 'LIMIT', limitPrice: '99.50' });
    const [resting] = router.children;
    if (resting === undefined) throw new Error('a child expected');
    expect(resting).toMatchObject({ time_in_force: 'DAY', post_only: true, limit_price: 995_000 });
    await router.says(resting, { type: 'ack' });
    expect(router.order?.state).toBe('WORKING');
    const [live] = router.desk.live.alive();
    expect(live && router.desk.cancel(live)).toBe(true);
    await router.settle();
    expect([router.sent.at(-1)?.type, router.order?.state]).toEqual(['cancel', 'PENDING_CANCEL']);
    await router.says(resting, { type: 'canceled', reason: 'REQUESTED' });
    expect(router.order?.state).toBe('CANCELED');
  });

  it('is decided and recorded but not sent when it is only to be routed', async () => {
    expect(codeOf(await router.submit({}, { routeOnly: true }))).toBe('TAKEN');
    await router.settle();
    expect(router.sent).toEqual([]);
    expect(rowsBy(router)).toMatchObject([{ order: { route_only: true }, children: [] }]);
  });
});

describe('a venue that does not behave', () => {
  it('has a fill booked once, however often it repeats it', async () => {
    await router.submit();
    const [child] = router.children;
    if (child === undefined) throw new Error('a child expected');
    await router.fill(child, 100, { execution_id: 'same' });
    await router.fill(child, 100, { execution_id: 'same' });
    expect(router.order?.filled_quantity).toBe('100');
  });

  it('that fills more than it was sent has all of it booked, marked and alarmed, and is asked', async () => {
    await router.submit();
    const [child] = router.children;
    if (child === undefined) throw new Error('a child expected');
    await router.fill(child, 201);
    expect(router.order?.filled_quantity).toBe('201');
    const [execution] = rowsBy(router).flatMap((order) => order.executions);
    expect(execution).toMatchObject({ quantity: '201', marks: ['OVERFILL'] });
    expect(router.sent.at(-1)).toMatchObject({ type: 'status', child_id: child.child_id });
    expect(router.stream).toContainEqual({
      type: 'ALERT',
      data: expect.objectContaining({ code: 'OVERFILL', severity: 'CRITICAL' }),
    });
  });

  it('may fill before it acknowledges, and after it canceled', async () => {
    await router.submit({ timeInForce: 'IOC', quantity: '200' });
    const [child] = router.children;
    if (child === undefined) throw new Error('a child expected');
    await router.canceled(child);
    await router.fill(child, 200);
    expect(router.order).toMatchObject({ state: 'FILLED', filled_quantity: '200' });
  });

  it('leaves its part reserved and unknown when the session breaks, until it has been asked', async () => {
    await router.submit();
    const [nyse, arca] = router.children;
    if (nyse === undefined || arca === undefined) throw new Error('two children expected');
    await router.fill(arca, 100);
    router.market.setConnected('XNYS', false);
    router.overdue.onVenueDown('XNYS');
    await router.settle();
    expect([router.order?.state, router.children.length]).toEqual(['UNKNOWN', 2]);
    router.overdue.onVenueUp('XNYS');
    expect(router.sent.at(-1)).toMatchObject({ type: 'status', child_id: nyse.child_id });
    const executions = [{ execution_id: 'missed', quantity: 150, price: 1_000_100, liquidity_flag: 'TAKE' }];
    await router.says(nyse, { type: 'status', state: 'CANCELED', filled_quantity: 150, executions });
    expect(router.order?.filled_quantity).toBe('250');
    expect(router.children.at(-1)).toMatchObject({ venueId: 'ARCX', quantity: 50 });
  });

  it('that never got a child says so, and the part is routed elsewhere', async () => {
    await router.submit({ quantity: '200' });
    const [child] = router.children;
    if (child === undefined) throw new Error('a child expected');
    router.nowUs += 6_000_000;
    router.overdue.checkOverdue();
    await router.settle();
    expect([router.order?.state, router.sent.at(-1)?.type]).toEqual(['UNKNOWN', 'status']);
    await router.says(child, { type: 'status', state: null, filled_quantity: 0, executions: [] });
    expect(router.children).toHaveLength(2);
  });

  it('that has forgotten what it acknowledged ends its part, and a person is told', async () => {
    await router.submit({ orderType: 'LIMIT', limitPrice: '99.50' });
    const [resting] = router.children;
    if (resting === undefined) throw new Error('a child expected');
    await router.says(resting, { type: 'ack' });
    router.overdue.onVenueDown(resting.venueId);
    await router.says(resting, { type: 'status', state: null, filled_quantity: 0, executions: [] });
    expect(router.stream).toContainEqual({
      type: 'ALERT',
      data: expect.objectContaining({ code: 'VENUE_LOST_ORDER' }),
    });
    expect(router.children).toHaveLength(2);
  });

  it('that comes back while a cancel is wanted is asked again to cancel, and nothing is routed on', async () => {
    await router.submit({ orderType: 'LIMIT', limitPrice: '99.50' });
    const [resting] = router.children;
    const [live] = router.desk.live.alive();
    if (resting === undefined || live === undefined) throw new Error('a child expected');
    await router.says(resting, { type: 'ack' });
    router.desk.cancel(live);
    router.overdue.onVenueDown(resting.venueId);
    await router.settle();
    expect(router.order?.state).toBe('PENDING_CANCEL');
    await router.says(resting, { type: 'status', state: 'ACKED', filled_quantity: 0, executions: [] });
    expect(router.sent.filter((message) => message.type === 'cancel')).toHaveLength(2);
    await router.says(resting, { type: 'canceled', reason: 'REQUESTED' });
    expect([router.order?.state, router.children.length]).toEqual(['CANCELED', 1]);
  });

  it('that cannot be reached gets nothing, and its part goes on', async () => {
    router.down.add('XNYS');
    await router.submit({ quantity: '200' });
    router.market.setConnected('XNYS', false);
    await router.settle();
    expect(router.children.map((child) => child.venueId)).not.toContain('XNYS');
  });
});

describe('the same order again', () => {
  it('gets the first answer, also while that is still being made', async () => {
    const [first, second] = await Promise.all([router.submit(), router.submit()]);
    expect([first.repeated, second.repeated]).toEqual([false, true]);
    expect(second.outcome).toEqual(first.outcome);
    await router.settle();
    expect(router.children).toHaveLength(2);
  });

  it('is a conflict with another body, or when it was only routed before', async () => {
    await router.submit();
    expect(codeOf(await router.submit({ quantity: '301' }))).toBe('CONFLICT');
    expect(codeOf(await router.submit({}, { routeOnly: true }))).toBe('CONFLICT');
  });

  it('is another order for another client', async () => {
    await router.submit();
    expect(codeOf(await router.submit({ quantity: '301' }, { clientId: 'client-2' }))).toBe('TAKEN');
  });

  it('is found in the database when it was made in an earlier life', async () => {
    const first = await router.submit({ orderId: 'old' });
    if (!first.outcome.ok) throw new Error('taken expected');
    const reborn = new BenchRouter();
    reborn.quote('XNYS', [9_999, 500], [10_001, 200]);
    reborn.journalError = { ok: false, error: 'DUPLICATE_ORDER' };
    const requestHash = rowsBy(router).map((each) => each.order)[0]?.request_hash ?? '';
    reborn.stored.set('client-1 old', { requestHash, outcome: first.outcome });
    expect(await reborn.submit({ orderId: 'old' })).toEqual({ outcome: first.outcome, repeated: true });
    expect(codeOf(await reborn.submit({ orderId: 'old', quantity: '5' }))).toBe('CONFLICT');
    expect(reborn.sent).toEqual([]);
  });
});

describe('an order that is refused', () => {
  it('by the gate is recorded like a routed one', async () => {
    expect(codeOf(await router.submit({ side: 'SELL_SHORT' }))).toBe('SHORT_SALE_NEEDS_LOCATE');
    expect(router.order).toMatchObject({ state: 'REJECTED', reject_code: 'SHORT_SALE_NEEDS_LOCATE' });
    expect(router.sent).toEqual([]);
  });

  it('is refused again in the same words', async () => {
    const first = await router.submit({ side: 'SELL_SHORT' });
    expect(await router.submit({ side: 'SELL_SHORT' })).toEqual({ outcome: first.outcome, repeated: true });
  });

  it('because it is malformed leaves nothing behind', async () => {
    expect(codeOf(await router.submit({ quantity: '1.5' }))).toBe('QUANTITY_TOO_PRECISE');
    expect(router.log).toEqual([]);
  });

  it.each(['JOURNAL_FULL', 'JOURNAL_REFUSED', 'JOURNAL_CLOSED'] as const)(
    'because of %s was never sent, and may come again',
    async (error) => {
      router.journalError = { ok: false, error };
      expect(codeOf(await router.submit())).toBe(error);
      expect(router.sent).toEqual([]);
      router.journalError = null;
      expect(codeOf(await router.submit())).toBe('TAKEN');
    },
  );

  it('because the journal refused it for its content is an alarm: it is our fault', async () => {
    router.journalError = { ok: false, error: 'JOURNAL_REFUSED', detail: 'numeric field overflow' };
    await router.submit();
    expect(router.stream).toMatchObject([
      { type: 'ALERT', data: { severity: 'CRITICAL', code: 'JOURNAL_REFUSED', order_id: 'order-1' } },
    ]);
    expect(router.errors).toMatchObject([{ error: 'JOURNAL_REFUSED', detail: 'numeric field overflow' }]);
    expect(await router.metric('fairlead_journal_refused_total')).toMatchObject([
      { labels: { error: 'JOURNAL_REFUSED' }, value: 1 },
    ]);
  });

  it('because the journal was full or closed alarms nobody: the answer says when to come again', async () => {
    router.journalError = { ok: false, error: 'JOURNAL_FULL' };
    await router.submit();
    expect([router.stream, router.errors]).toEqual([[], []]);
  });

  it('under overload, or before the router knows what it left behind, is refused at once', async () => {
    router.pending = 100;
    expect(codeOf(await router.submit())).toBe('OVERLOADED');
    router.pipeline.isReady = false;
    expect(codeOf(await router.submit())).toBe('NOT_READY');
    expect(router.log).toEqual([]);
  });
});
