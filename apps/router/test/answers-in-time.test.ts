import { createHash } from 'node:crypto';
import { price, quantity } from '@fairlead/core/money/units';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../src/entry/answer.ts';
import { refusalCode } from '../src/entry/submission.ts';
import { requestOf } from './bench-router.ts';
import { OneOrder } from './one-order.ts';

let router: OneOrder;

beforeEach(() => {
  router = new OneOrder();
});

describe('an order of before the last start', () => {
  const requestHash = createHash('sha256')
    .update(JSON.stringify([false, requestOf()]))
    .digest('hex');
  const answer: Answer = {
    orderPk: 'of-before',
    position: 7,
    response: {
      order_id: 'order-1',
      decision_id: null,
      state: 'RECEIVED',
      waits_for: 'STOP_PRICE',
      routing_decisions: [],
    },
  };

  beforeEach(() => {
    router.journalError = { ok: false, error: 'DUPLICATE_ORDER' };
    router.stored.set('client-1 order-1', { requestHash, outcome: { ok: true, value: answer } });
  });

  it('that is sent twice at once gets its first answer twice: nobody is told that it was not taken', async () => {
    const walked = await Promise.all([router.submit(), router.submit()]);
    expect(walked).toEqual([1, 2].map(() => ({ outcome: { ok: true, value: answer }, repeated: true })));
  });

  it('whose answer took too long gets it when it is sent again', async () => {
    const release = router.holdJournal();
    const first = router.submit();
    await router.settle();
    for (const due of [...router.timers]) due();
    const { outcome } = await first;
    expect(outcome.ok ? 'TAKEN' : refusalCode(outcome.error)).toBe('NOT_DURABLE');
    release();
    await router.settle();
    expect((await router.submit()).outcome).toEqual({ ok: true, value: answer });
  });

  it('in another form is a conflict each time, and its own form is answered after that', async () => {
    const others = await Promise.all([router.submit({ quantity: '200' }), router.submit({ quantity: '200' })]);
    expect(others.map(({ outcome }) => (outcome.ok ? 'TAKEN' : outcome.error.kind))).toEqual(['CONFLICT', 'CONFLICT']);
    expect((await router.submit()).outcome).toEqual({ ok: true, value: answer });
  });
});

it('an order that the journal refused after its answer was due can be sent again', async () => {
  router.journalError = { ok: false, error: 'JOURNAL_FULL' };
  const release = router.holdJournal();
  const first = router.submit();
  await router.settle();
  for (const due of [...router.timers]) due();
  expect((await first).outcome).toEqual({ ok: false, error: { kind: 'NOT_DURABLE' } });
  router.journalError = null;
  release();
  await router.settle();
  const again = await router.submit();
  expect([again.outcome.ok, again.repeated, router.children.length]).toEqual([true, false, 2]);
});

describe('what waits until an order is durable', () => {
  /** What becomes of a promise without time passing. */
  async function soon(confirmed: Promise<boolean>): Promise<boolean | 'NOT YET'> {
    const answered: (boolean | 'NOT YET')[] = [];
    void confirmed.then((isDurable) => answered.push(isDurable));
    await router.settle();
    return answered[0] ?? 'NOT YET';
  }

  it('does not wait for an acknowledgement that comes meanwhile and may be written later', async () => {
    await router.submit({ timeInForce: 'IOC' });
    const release = router.holdJournal();
    const confirmed = router.desk.confirm(router.alive);
    await router.says(router.child(0), { type: 'ack' });
    release();
    expect(await soon(confirmed)).toBe(true);
  });

  it('waits for what is decided again after a refused step', async () => {
    const resting = await router.atRest();
    router.journalError = { ok: false, error: 'JOURNAL_FULL' };
    await router.fill(resting, 100);
    const confirmed = router.desk.confirm(router.alive);
    expect(await soon(confirmed)).toBe('NOT YET');
    router.journalError = null;
    router.overdue.checkOverdue();
    expect(await soon(confirmed)).toBe(true);
    expect(router.alive.durable.filled).toBe(100);
  });
});

it('a decision after a replace is shown with the limit that the order has now', async () => {
  const resting = await router.atRest();
  const [count, limit] = [quantity(200), price(990_000)];
  router.desk.replace(router.alive, { quantity: count, limitPrice: limit, worstPrice: limit, market: null });
  await router.canceled(resting);
  const shown = router.stream.flatMap(({ type, data }) => (type === 'ROUTING_UPDATE' ? [data] : []));
  expect(shown).toMatchObject([{ limit_price: 99.5 }, { limit_price: 99, quantity: 200 }]);
});
