import { moneyE8, quantity } from '@fairlead/core/money/units';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { refusalCode } from '../src/entry/submission.ts';
import { LIMITS } from './bench-router.ts';
import { journaledBy, rowsBy } from './journaled.ts';
import { OneOrder } from './one-order.ts';
import { restart } from './restart.ts';

let router: OneOrder;
const SECOND_US = 1_000_000;

beforeEach(() => {
  router = new OneOrder();
});

describe('a cancel (L1)', () => {
  it('leaves when it is durable, and is confirmed then', async () => {
    const resting = await router.atRest();
    const release = router.holdJournal();
    expect(router.desk.cancel(router.alive)).toBe(true);
    const confirmed = router.desk.confirm(router.alive);
    await router.settle();
    expect(router.canceledIds).toEqual([]);
    release();
    expect(await confirmed).toBe(true);
    expect(router.canceledIds).toEqual([resting.child_id]);
  });

  it('goes to the venues at once while the journal is away, is told as not durable, and is written when it is back', async () => {
    const resting = await router.atRest();
    router.isJournalHealthy = false;
    const release = router.holdJournal();
    router.desk.cancel(router.alive);
    expect(router.canceledIds).toEqual([resting.child_id]);
    expect(await router.desk.confirm(router.alive)).toBe(false);
    router.isJournalHealthy = true;
    release();
    await router.settle();
    expect(router.order?.state).toBe('PENDING_CANCEL');
    expect(router.canceledIds).toEqual([resting.child_id]);
  });

  it('does not wait for a commit that takes its time', async () => {
    const resting = await router.atRest();
    router.holdJournal();
    router.desk.cancel(router.alive);
    expect(router.canceledIds).toEqual([]);
    for (const due of [...router.timers]) due();
    expect(router.canceledIds).toEqual([resting.child_id]);
  });

  it('that was confirmed is not undone by a restart', async () => {
    const resting = await router.atRest();
    router.desk.cancel(router.alive);
    await router.settle();
    const after = new OneOrder();
    await restart(router, after);
    expect(after.alive.life.endAsked).toBe('CALLER');
    await after.says(resting, { type: 'status', state: 'CANCELED', executions: [] });
    expect([after.order?.state, after.children.length]).toEqual(['CANCELED', 0]);
  });
});

describe('a step that the journal refuses (L2, L3)', () => {
  it('loses no fill: nothing new leaves, people are told, and it is written when the journal takes it again', async () => {
    const resting = await router.atRest();
    router.journalError = { ok: false, error: 'JOURNAL_FULL' };
    await router.fill(resting, 100);
    expect(router.alerts).toEqual(expect.arrayContaining(['JOURNAL_FULL', 'RECORD_BROKEN']));
    await router.fill(resting, 50);
    router.overdue.checkOverdue();
    await router.settle();
    expect(router.alerts.filter((code) => code === 'RECORD_BROKEN')).toHaveLength(1);
    router.journalError = null;
    router.overdue.checkOverdue();
    await router.settle();
    expect(router.order).toMatchObject({ filled_quantity: '150', state: 'PARTIALLY_FILLED' });
    expect(journaledBy(router).map(({ firstEvent }) => firstEvent)).toEqual(
      [0, ...journaledBy(router).map(({ lastEvent }) => lastEvent)].slice(0, -1).map((last) => last + 1),
    );
    expect(router.events.map((event) => event.type)).toContain('RECORD_BROKEN');
    await router.canceled(resting);
    expect([router.order?.state, router.order?.reject_code, router.children.length]).toEqual([
      'CANCELED',
      'RECORD_BROKEN',
      1,
    ]);
  });

  it('of a second wave ends the order: it has no child that was never sent, and nothing of that wave is in the record', async () => {
    await router.submit();
    await router.canceled(router.child(0));
    router.journalError = { ok: false, error: 'JOURNAL_REFUSED', detail: 'numeric field overflow' };
    await router.canceled(router.child(1));
    router.journalError = null;
    router.overdue.checkOverdue();
    await router.settle();
    expect(router.order).toMatchObject({ state: 'CANCELED', reject_code: 'RECORD_BROKEN' });
    expect([router.children.length, rowsBy(router).flatMap((order) => order.children).length]).toEqual([2, 2]);
    expect(journaledBy(router).map(({ firstEvent }) => firstEvent)).toEqual(
      [0, ...journaledBy(router).map(({ lastEvent }) => lastEvent)].slice(0, -1).map((last) => last + 1),
    );
  });

  it('leaves an order that can be canceled, while the journal refuses and after', async () => {
    const resting = await router.atRest();
    router.journalError = { ok: false, error: 'JOURNAL_FULL' };
    await router.fill(resting, 100);
    router.desk.cancel(router.alive);
    expect(router.canceledIds).toEqual([resting.child_id]);
    await router.canceled(resting);
    router.journalError = null;
    router.overdue.checkOverdue();
    await router.settle();
    expect(router.order).toMatchObject({ state: 'CANCELED', filled_quantity: '100' });
  });

  it('is none where a venue uses an execution id again for another child', async () => {
    await router.submit({ quantity: '300' });
    for (const each of router.children) await router.fill(each, each.quantity, { execution_id: 'same' });
    expect(router.order).toMatchObject({ state: 'FILLED', filled_quantity: '300' });
  });
});

describe('the gate (L4)', () => {
  it.each([
    ['a limit of nothing', { maxOrderQuantity: quantity(0) }, 'QUANTITY_OVER_LIMIT'],
    ['a limit of no value', { maxOrderNotionalE8: moneyE8(0n) }, 'NOTIONAL_OVER_LIMIT'],
  ])('stops the second wave by %s', async (_name, limit, code) => {
    await router.submit();
    router.limits = () => ({ ...LIMITS, ...limit });
    for (const each of router.children.slice(0, 2)) await router.canceled(each);
    expect(router.children).toHaveLength(2);
    expect(router.order).toMatchObject({ state: 'CANCELED', reject_code: code });
  });

  it('lets the second wave reach no further than the collar of now', async () => {
    await router.submit();
    router.limits = () => ({ ...LIMITS, collarBps: 0 });
    for (const each of router.children.slice(0, 2)) await router.canceled(each);
    expect(router.children.slice(2).map((each) => [each.venueId, each.limit_price])).toEqual([['XNYS', 1_000_100]]);
  });

  it('is passed by an order that comes back from the journal like by any other', async () => {
    await router.submit();
    await router.settle();
    const after = new OneOrder();
    after.limits = () => ({ ...LIMITS, maxOrderQuantity: quantity(0) });
    await restart(router, after);
    for (const each of router.children) await after.says(each, { type: 'status', state: 'CANCELED', executions: [] });
    expect([after.children.length, after.order?.reject_code]).toEqual([0, 'QUANTITY_OVER_LIMIT']);
  });
});

describe('a restart (L5)', () => {
  it('ends an order whose day ended during a cancel as it would have ended', async () => {
    const resting = await router.atRest();
    router.desk.expire(router.alive);
    router.desk.cancel(router.alive);
    await router.settle();
    const after = new OneOrder();
    await restart(router, after);
    for (const life of [router, after]) {
      if (life === after) await life.says(resting, { type: 'status', state: 'CANCELED', executions: [] });
      else await life.canceled(resting);
      expect(life.order?.state).toBe('EXPIRED');
    }
  });

  it('goes on after the first stage of an immediate order', async () => {
    const internal = { timeInForce: 'IOC', sourcing: 'INTERNALIZE_FIRST' } as const;
    const after = new OneOrder();
    after.idsBegin = 'later';
    for (const life of [router, after]) life.quote('INTERNAL', [9_999, 500], [10_001, 100]);
    await router.submit({ ...internal, quantity: '200' });
    await router.settle();
    const first = router.child(0);
    expect([first.venueId, router.alive.life.goesOn]).toEqual(['INTERNAL', true]);
    await restart(router, after);
    await after.says(first, { type: 'status', state: 'CANCELED', executions: [] });
    await router.canceled(first);
    expect(after.children.length).toBeGreaterThan(0);
    expect(after.children.map((each) => each.venueId)).toEqual(router.children.slice(1).map((each) => each.venueId));
  });

  it('folds what is stored to what was in memory, and takes the same next step', async () => {
    await router.submit({ quantity: '700' });
    await router.fill(router.child(0), 50);
    await router.canceled(router.child(0));
    await router.fill(router.child(1), 100);
    await router.desk.confirm(router.alive);
    const live = router.alive;
    const again = router.revived;
    expect(again.life).toEqual(live.durable);
    expect(again.position).toBe(live.position);
  });
});

describe('a plan that waited for its commit (L10)', () => {
  async function waits(meanwhile: () => void) {
    const release = router.holdJournal();
    const walked = router.submit({ quantity: '200' });
    await router.settle();
    router.nowUs += 12 * SECOND_US;
    router.quote('XNYS', [9_999, 500], [10_001, 200]);
    meanwhile();
    release();
    await walked;
    await router.settle();
  }

  it('is sent where each part still holds', async () => {
    await waits(() => {});
    expect(router.children).toMatchObject([{ venueId: 'XNYS', quantity: 200 }]);
  });

  it('is made anew where the market has moved: what was never sent is canceled as too old', async () => {
    await waits(() => router.quote('XNYS', [10_003, 500], [10_005, 200]));
    const rows = rowsBy(router).flatMap((order) => order.children);
    expect(rows.find((row) => row.reject_code !== null)).toMatchObject({
      state: 'CANCELED',
      reject_code: 'PLAN_TOO_OLD',
    });
    expect(router.children.every((each) => each.limit_price !== 1_000_100)).toBe(true);
    expect(router.alive.life.waves).toHaveLength(2);
  });
});

describe('plans that are too old each time', () => {
  /** A plan of each wave takes three seconds to be durable, and the market has moved by then. */
  async function slow(changes: Parameters<OneOrder['submit']>[0]) {
    let release = router.holdJournal();
    const walked = router.submit(changes);
    for (let round = 0; round < 3; round++) {
      await router.settle();
      router.nowUs += 3 * SECOND_US;
      router.quote('XNYS', [10_003 + round, 500], [10_005 + round, 500]);
      router.quote('ARCX', [10_003 + round, 500], [10_005 + round, 500]);
      release();
      release = router.holdJournal();
    }
    await router.settle();
    return { walked, release };
  }

  it('end a market order: it does not chase the market behind a slow journal', async () => {
    const { walked, release } = await slow({ quantity: '200' });
    release();
    await walked;
    await router.settle();
    expect(router.order).toMatchObject({ state: 'CANCELED', reject_code: 'RECORD_TOO_SLOW' });
    expect(router.children).toEqual([]);
  });

  it('leave a limit order waiting, which goes on when commits are fast again', async () => {
    const { walked, release } = await slow({ quantity: '200', orderType: 'LIMIT', limitPrice: '100.50' });
    release();
    await walked;
    await router.settle();
    expect([router.alive.life.plansTooOld, router.children]).toEqual([3, []]);
    router.nowUs += 2 * SECOND_US;
    for (const venueId of ['XNYS', 'ARCX']) router.quote(venueId, [10_005, 500], [10_007, 500]);
    router.overdue.checkOverdue();
    await router.settle();
    expect(router.children).toMatchObject([{ quantity: 200 }]);
  });
});

describe('an order that cannot be durable in time (L11)', () => {
  it('is told so, and the same order again gets its answer when it is', async () => {
    const release = router.holdJournal();
    const first = router.submit();
    await router.settle();
    for (const due of [...router.timers]) due();
    const { outcome } = await first;
    expect(outcome.ok ? 'TAKEN' : refusalCode(outcome.error)).toBe('NOT_DURABLE');
    expect(router.sent).toEqual([]);
    const again = router.submit();
    release();
    expect((await again).repeated).toBe(true);
    expect((await again).outcome.ok).toBe(true);
    await router.settle();
    expect(router.children).toHaveLength(2);
  });
});

describe('reports and commits', () => {
  /** What an order has come to, without when and under which of our own ids. */
  const come = ({ state, filled, notionalE8, feesE8, children }: OrderLife) => ({
    ...{ state, filled, notionalE8, feesE8 },
    children: children.map(({ venueId, state: of, filled: part, executions }) => ({
      ...{ venueId, of, part },
      executions: executions.map(({ executionId }) => executionId),
    })),
  });

  const happening = fc.record({
    child: fc.nat(1),
    what: fc.constantFrom('fill', 'repeat', 'cancel', 'hold', 'release', 'clock'),
    count: fc.integer({ min: 1, max: 60 }),
  });

  type Happening = typeof happening extends fc.Arbitrary<infer Each> ? Each : never;

  /** A journal that holds its commits when it is told, or never does. */
  class Commits {
    readonly #bench: OneOrder;
    #release: (() => void) | null = null;

    constructor(bench: OneOrder) {
      this.#bench = bench;
    }

    hold(): void {
      this.#release ??= this.#bench.holdJournal();
    }

    release(): void {
      this.#release?.();
      this.#release = null;
    }
  }

  function happen(bench: OneOrder, commits: Commits, { what, count, ...at }: Happening & { index: number }) {
    const to = bench.child(at.child);
    switch (what) {
      case 'fill':
        return bench.fill(to, count, { execution_id: `x-${at.index}` });
      case 'repeat':
        return bench.fill(to, 10, { execution_id: 'again' });
      case 'cancel':
        return bench.canceled(to);
      case 'clock':
        return bench.overdue.checkOverdue();
      default:
        return what === 'hold' ? commits.hold() : commits.release();
    }
  }

  /** What becomes of an order of two children by these reports, and commits that are held or not. */
  async function play(happenings: readonly Happening[], isHeld: boolean) {
    const bench = new OneOrder();
    await bench.submit({ timeInForce: 'IOC' });
    const live = bench.alive;
    const commits = new Commits(bench);
    for (const [index, each] of happenings.entries()) {
      if (isHeld || each.what !== 'hold') await happen(bench, commits, { ...each, index });
    }
    commits.release();
    await bench.settle();
    bench.overdue.checkOverdue();
    await bench.settle();
    expect(live.durable).toEqual(live.life);
    return come(live.durable);
  }

  it('give the same life in any interleaving as one at a time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async (happenings) => {
        expect(await play(happenings, true)).toEqual(await play(happenings, false));
      }),
      { numRuns: 60 },
    );
  });
});
