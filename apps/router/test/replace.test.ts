import { beforeEach, describe, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { eventsBy, rowsBy } from './journaled.ts';
import { restart } from './restart.ts';

let router: BenchRouter;
let app: Awaited<ReturnType<typeof benchApi>>;

beforeEach(async () => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 200]);
  app = await benchApi(router, { decisions: [] });
  await router.submit({ orderType: 'LIMIT', limitPrice: '99.50' });
  await router.says(resting(), { type: 'ack' });
});

const resting = () => {
  const child = router.children.findLast((each) => each.time_in_force === 'DAY');
  if (child === undefined) throw new Error('a resting child expected');
  return child;
};
const cancels = () => router.sent.flatMap((each) => (each.type === 'cancel' ? [each.child_id] : []));
const replace = (body: object, orderId = 'order-1') =>
  app.inject({
    method: 'PATCH',
    url: `/api/v1/smart-routing/${orderId}`,
    headers: { 'x-api-key': 'flk_all', 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });

describe('a live order', () => {
  it('gets another limit: what rests at the old one is asked back, and the rest goes out at the new one', async () => {
    const old = resting();
    const answer = await replace({ limit_price: '99.60' });
    const { audit_id: auditId, ...told } = answer.json();
    expect([answer.statusCode, auditId]).toEqual([200, expect.any(String)]);
    expect(told).toEqual({
      ...{ order_id: 'order-1', state: 'WORKING', quantity: 300, filled_quantity: 0, limit_price: 99.6 },
    });
    expect(cancels()).toEqual([old.child_id]);
    await router.fill(old, 100);
    await router.canceled(old);
    expect(resting()).toMatchObject({ quantity: 200, limit_price: 996_000 });
    expect(router.order).toMatchObject({ quantity: '300', limit_price: '99.6', filled_quantity: '100' });
  });

  it('keeps the terms that it had, and the market in which it got others', async () => {
    router.quote('XNYS', [9_997, 500], [10_002, 200]);
    await replace({ quantity: 400, limit_price: '99.60' });
    expect(rowsBy(router)[0]?.terms).toMatchObject([
      { number: 1, quantity: '300', limit_price: '99.5', nbbo_bid: null },
      { number: 2, quantity: '400', limit_price: '99.6', nbbo_bid: '99.97', nbbo_ask: '100.02', nbbo_state: 'NORMAL' },
    ]);
  });

  it('gets more: only the difference is routed', async () => {
    await replace({ quantity: 500 });
    expect(resting()).toMatchObject({ quantity: 200 });
    expect(cancels()).toEqual([]);
  });

  it('gets less: what is out beyond it is asked back, and the new rest goes out when the venue has answered', async () => {
    const old = resting();
    await replace({ quantity: 120 });
    expect(cancels()).toEqual([old.child_id]);
    await router.canceled(old);
    expect(resting()).toMatchObject({ quantity: 120 });
  });

  it('is filled where it gets as much as is executed', async () => {
    const old = resting();
    await router.fill(old, 100);
    const answer = await replace({ quantity: 100 });
    expect(answer.json()).toMatchObject({ state: 'FILLED', quantity: 100, filled_quantity: 100 });
    expect(cancels()).toEqual([old.child_id]);
  });

  it.each([
    [{ quantity: 50 }, 'QUANTITY_BELOW_FILLED', 'quantity'],
    [{ quantity: '1.5' }, 'QUANTITY_TOO_PRECISE', 'quantity'],
    [{ quantity: 1_000_000 }, 'QUANTITY_OVER_LIMIT', 'quantity'],
    [{ limit_price: '99.501' }, 'PRICE_OFF_TICK', 'limit_price'],
    [{ limit_price: '200' }, 'PRICE_OUTSIDE_COLLAR', 'limit_price'],
  ])('does not become %j: %s', async (body, code, path) => {
    await router.fill(resting(), 100);
    const before = router.order;
    const answer = await replace(body);
    expect([answer.statusCode, answer.json()]).toMatchObject([422, { code, errors: [{ path, code }] }]);
    expect([cancels(), router.order]).toEqual([[], before]);
  });

  it('that was asked to do nothing, is ending or is not there says so', async () => {
    expect((await replace({})).json()).toMatchObject({ code: 'INVALID_REQUEST' });
    expect((await replace({ quantity: 300 })).statusCode).toBe(200);
    const [live] = router.desk.live.alive();
    if (live !== undefined) router.desk.cancel(live);
    await router.settle();
    expect((await replace({ quantity: 500 })).json()).toMatchObject({ code: 'ORDER_ENDING' });
    expect((await replace({ quantity: 500 }, 'another')).statusCode).toBe(404);
  });
});

describe('at a venue that changes orders', () => {
  const live = () => {
    const [only] = [...router.desk.live.alive()];
    if (only === undefined) throw new Error('an order expected');
    return only;
  };
  const changes = () => router.sent.filter((message) => message.type === 'replace');
  const replaced = (revision: number, count: number, more: object = {}) =>
    router.says(resting(), {
      type: 'replaced',
      revision,
      quantity: count,
      limit_price: 995_000,
      leaves_quantity: 0,
      ...more,
    });
  const refused = (code: string) => router.says(resting(), { type: 'replace_rejected', revision: 1, code });

  beforeEach(() => router.canReplace(resting().venueId));

  it('less keeps the place in the queue: what rests is changed, and nothing is canceled or sent anew', async () => {
    const { child_id, venueId } = resting();
    const answer = await replace({ quantity: 120 });
    expect(answer.json()).toMatchObject({ state: 'WORKING', quantity: 120, filled_quantity: 0 });
    const which = { child_id, instrument_id: 'AAPL', side: 'BUY', venue_order_id: null };
    const terms = { revision: 1, quantity: 120, limit_price: 995_000 };
    expect(changes()).toEqual([{ type: 'replace', ...which, ...terms, venueId }]);
    expect(live().life).toMatchObject({ working: 300, residual: -180 });
    await replaced(1, 120);
    expect(live().life).toMatchObject({ working: 120, residual: 0, state: 'WORKING' });
    expect([router.children.length, cancels()]).toEqual([1, []]);
    expect(rowsBy(router)[0]?.children).toMatchObject([{ quantity: '120', limit_price: '99.5', state: 'ACKED' }]);
    const ofChild = rowsBy(router)[0]?.terms.filter(({ id, order_pk }) => id !== order_pk);
    expect(ofChild).toMatchObject([
      { number: 1, quantity: '300', limit_price: '99.5' },
      { number: 2, quantity: '120', limit_price: '99.5' },
    ]);
    await router.fill(resting(), 120);
    expect(router.order).toMatchObject({ state: 'FILLED', filled_quantity: '120' });
  });

  it('is asked when it is durable, not before', async () => {
    const release = router.holdJournal();
    const answer = replace({ quantity: 120 });
    await expect.poll(() => live().life.order.quantity).toBe(120);
    expect(changes()).toEqual([]);
    release();
    expect((await answer).statusCode).toBe(200);
    expect(changes()).toHaveLength(1);
  });

  it('a cancel that overtakes a change leaves the change unsent', async () => {
    const release = router.holdJournal();
    const answer = replace({ quantity: 120 });
    await expect.poll(() => live().life.order.quantity).toBe(120);
    router.desk.cancelAtOnce(live());
    expect(cancels()).toEqual([resting().child_id]);
    release();
    await answer;
    await router.settle();
    expect(changes()).toEqual([]);
    await router.canceled(resting());
    expect(router.order?.state).toBe('CANCELED');
  });

  it('twice less is asked twice, each after the answer of the one before', async () => {
    await replace({ quantity: 200 });
    await replace({ quantity: 120 });
    expect(changes()).toHaveLength(1);
    await replaced(1, 200);
    expect(changes().map((message) => message.type === 'replace' && [message.revision, message.quantity])).toEqual([
      [1, 200],
      [2, 120],
    ]);
    await replaced(2, 120);
    expect([live().life.working, cancels()]).toEqual([120, []]);
  });

  it('a refusal of the terms is followed by a cancel, and the new rest goes out when it is answered', async () => {
    const old = resting();
    await replace({ quantity: 120 });
    await refused('QUANTITY_ABOVE_MAXIMUM');
    expect(cancels()).toEqual([old.child_id]);
    await router.canceled(old);
    expect(resting()).toMatchObject({ quantity: 120 });
    expect(changes()).toHaveLength(1);
  });

  it('what was filled before it could be changed is all booked, and the excess is told', async () => {
    const child = resting();
    await replace({ quantity: 120 });
    await refused('TOO_LATE');
    expect(live().life.state).toBe('UNKNOWN');
    expect(router.sent.at(-1)).toMatchObject({ type: 'status', child_id: child.child_id, venueId: child.venueId });
    const execution = { execution_id: 'e1', quantity: 300, price: 995_000, liquidity_flag: 'MAKE' };
    await router.says(child, { type: 'status', state: 'FILLED', executions: [execution] });
    expect(router.order).toMatchObject({ state: 'FILLED', filled_quantity: '300', excess_quantity: '180' });
  });

  it('a fill that crosses the change counts towards both', async () => {
    await replace({ quantity: 120 });
    await router.fill(resting(), 100);
    expect(live().life).toMatchObject({ filled: 100, working: 200, residual: -180 });
    await replaced(1, 120);
    expect(live().life).toMatchObject({ filled: 100, working: 20, residual: 0, state: 'PARTIALLY_FILLED' });
  });

  it('what is to be changed where the session is down, or the circuit open, is canceled', async () => {
    router.market
      .health(resting().venueId)
      ?.circuit.take({ type: 'FORCED', action: 'open', reason: 'a reason', actor: 'ann' }, router.nowUs);
    await replace({ quantity: 120 });
    expect([changes(), cancels()]).toEqual([[], [resting().child_id]]);
  });

  it('an answer that does not come is asked for, and where its venue has not heard of it the child is canceled', async () => {
    const child = resting();
    await replace({ quantity: 120 });
    router.nowUs += 60_000_000;
    router.overdue.checkOverdue();
    await router.settle();
    expect(live().life).toMatchObject({ state: 'UNKNOWN', working: 300 });
    const terms = { revision: 0, quantity: 300, limit_price: 995_000 };
    await router.says(child, { type: 'status', state: 'ACKED', executions: [], terms });
    expect(cancels()).toEqual([child.child_id]);
    await router.canceled(child);
    expect(resting()).toMatchObject({ quantity: 120 });
  });

  describe('another limit', () => {
    const taken = (limit: number, count = 300, revision = 1) => replaced(revision, count, { limit_price: limit });

    it('is given to what rests where it would rest there too, by a decision of its own that sends nothing new', async () => {
      const { child_id, venueId } = resting();
      await replace({ limit_price: '99.60' });
      const change = { type: 'replace', child_id, venueId, revision: 1, quantity: 300, limit_price: 996_000 };
      expect(changes()).toMatchObject([change]);
      const [row] = rowsBy(router);
      expect(row?.decisions.map(({ wave, venue_ids }) => [wave, venue_ids])).toEqual([
        [1, [venueId]],
        [2, [venueId]],
      ]);
      await taken(996_000);
      expect(live().life).toMatchObject({ working: 300, residual: 0, state: 'WORKING' });
      expect([router.children.length, cancels()]).toEqual([1, []]);
      expect(rowsBy(router)[0]?.children).toMatchObject([{ quantity: '300', limit_price: '99.6', wave: 1 }]);
    });

    it('and less are given in one change', async () => {
      await router.fill(resting(), 50);
      await replace({ limit_price: '99.60', quantity: 150 });
      expect(changes()).toMatchObject([{ quantity: 150, limit_price: 996_000 }]);
      await taken(996_000, 150);
      expect(live().life).toMatchObject({ filled: 50, working: 100, residual: 0 });
      expect(cancels()).toEqual([]);
    });

    it('and more are given, and the difference is routed', async () => {
      await replace({ limit_price: '99.60', quantity: 400 });
      expect(changes()).toMatchObject([{ quantity: 300, limit_price: 996_000 }]);
      expect(router.children.slice(1)).toMatchObject([{ quantity: 100, limit_price: 996_000 }]);
    });

    it('that can trade now is not rested at: what rests is asked back, and taken when it is back', async () => {
      const old = resting();
      await replace({ limit_price: '100.01' });
      expect([changes(), cancels()]).toEqual([[], [old.child_id]]);
      await router.canceled(old);
      expect(router.children.slice(1, 2)).toMatchObject([{ quantity: 200, time_in_force: 'IOC' }]);
    });

    it('that the venue refuses is what the rest is sent anew at', async () => {
      const old = resting();
      await replace({ limit_price: '99.60' });
      await refused('PRICE_OFF_TICK');
      expect(cancels()).toEqual([old.child_id]);
      await router.canceled(old);
      expect(resting()).toMatchObject({ quantity: 300, limit_price: 996_000 });
    });

    it('while another is on its way makes both void: the child is asked back', async () => {
      const old = resting();
      await replace({ limit_price: '99.60' });
      await replace({ limit_price: '99.70' });
      expect(changes()).toHaveLength(1);
      expect(cancels()).toEqual([old.child_id]);
    });

    it('is not told where the market has moved while it was written', async () => {
      const old = resting();
      const release = router.holdJournal();
      const answer = replace({ limit_price: '99.60' });
      await expect.poll(() => live().life.order.limitPrice).toBe(996_000);
      router.nowUs += 300_000;
      router.quote('ARCX', [9_800, 500], [9_950, 200]);
      release();
      await answer;
      await router.settle();
      expect([changes(), cancels()]).toEqual([[], [old.child_id]]);
    });

    it('may be asked for as often as one likes: waves are counted from the latest', async () => {
      for (let time = 1; time <= 12; time += 1) {
        const cents = 9_950 + time;
        await replace({ limit_price: (cents / 100).toFixed(2) });
        await taken(cents * 100, 300, time);
      }
      expect(live().life).toMatchObject({ state: 'WORKING', working: 300 });
      await router.canceled(resting());
      expect(resting()).toMatchObject({ quantity: 300, limit_price: 996_200 });
    });
  });

  describe('after a kill between decision and answer', () => {
    let after: BenchRouter;
    /** The router dies with a change on its way; its venue gives this account. */
    async function killed(account: object): Promise<void> {
      after = new BenchRouter();
      after.idsBegin = 'later';
      after.quote('XNYS', [9_999, 500], [10_001, 200]);
      let isTold = false;
      await restart(router, after, () => {
        if (isTold) return;
        isTold = true;
        void after.says(resting(), { type: 'status', executions: [], ...account });
      });
    }
    const revived = () => [...after.desk.live.alive()].map(({ life }) => life)[0];
    const since = () =>
      eventsBy(after)
        .slice(eventsBy(router).length)
        .map(({ type }) => type);

    beforeEach(() => replace({ quantity: 120 }));

    it('the order is as its venue has it: changed', async () => {
      await killed({ state: 'ACKED', terms: { revision: 1, quantity: 120, limit_price: 995_000 } });
      expect(since()).toEqual(['CHILD_IN_DOUBT', 'CHILD_REPLACED', 'CHILD_SETTLED']);
      expect(revived()).toMatchObject({ working: 120, residual: 0, state: 'WORKING' });
      expect(after.sent.filter(({ type }) => type !== 'status')).toEqual([]);
    });

    it('the order is as its venue has it: never heard of it, and nothing is sent twice', async () => {
      await killed({ state: 'ACKED', terms: { revision: 0, quantity: 300, limit_price: 995_000 } });
      expect(since()).toEqual(['CHILD_IN_DOUBT', 'CHILD_SETTLED', 'CHILD_CANCEL_ASKED']);
      expect(revived()).toMatchObject({ working: 300, residual: -180 });
      expect(after.sent.map(({ type }) => type)).toEqual(['status', 'cancel']);
    });

    it('the order is as its venue has it: refused', async () => {
      await killed({ state: 'ACKED', terms: { revision: 1, quantity: 300, limit_price: 995_000 } });
      expect(since()).toEqual(['CHILD_IN_DOUBT', 'CHILD_REPLACE_REFUSED', 'CHILD_SETTLED', 'CHILD_CANCEL_ASKED']);
    });
  });
});
