import { price, quantity } from '@fairlead/core/money/units';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { refusalCode } from '../src/entry/submission.ts';
import type { LiveOrder } from '../src/order/live-order.ts';
import { reviveOrder } from '../src/recovery/stored-order.ts';
import { BenchRouter, LIMITS } from './bench-router.ts';
import { journaledBy, restart, storedOrders } from './restart.ts';

let router: BenchRouter;
const AT_REST = { orderType: 'LIMIT', limitPrice: '99.50' } as const;
const SECOND_US = 1_000_000;

beforeEach(() => {
  router = freshRouter();
});

function freshRouter(): BenchRouter {
  const fresh = new BenchRouter();
  fresh.quote('XNYS', [9_999, 500], [10_001, 200]);
  fresh.quote('ARCX', [9_998, 500], [10_002, 500]);
  return fresh;
}

/** The only order of the bench. */
function theOrder(of = router): LiveOrder {
  const [live] = of.desk.live.alive();
  if (live === undefined) throw new Error('an order expected');
  return live;
}

function child(index: number, of = router) {
  const found = of.children[index];
  if (found === undefined) throw new Error(`a child ${index} expected`);
  return found;
}

/** An order that rests at one venue, which has acknowledged it. */
async function atRest(changes: Parameters<BenchRouter['submit']>[0] = {}) {
  await router.submit({ ...AT_REST, ...changes });
  const resting = child(0);
  await router.says(resting, { type: 'ack' });
  return resting;
}

const cancels = (of = router) =>
  of.sent.filter((message) => message.type === 'cancel').map((message) => message.child_id);
const alerts = () => router.stream.flatMap(({ data }) => ('severity' in data ? [data.code] : []));
const eventsOf = (of = router) => journaledBy(of).flatMap((entry) => entry.events ?? []);
const isGapless = () => eventsOf().every((event, index) => event.seq === index + 1);

describe('a cancel (L1)', () => {
  it('leaves when it is durable, and is confirmed then', async () => {
    const resting = await atRest();
    const release = router.holdJournal();
    expect(router.desk.cancel(theOrder())).toBe(true);
    const confirmed = router.desk.confirm(theOrder());
    await router.settle();
    expect(cancels()).toEqual([]);
    release();
    expect(await confirmed).toBe(true);
    expect(cancels()).toEqual([resting.child_id]);
  });

  it('goes to the venues at once while the journal is away, is told as not durable, and is written when it is back', async () => {
    const resting = await atRest();
    router.isJournalHealthy = false;
    const release = router.holdJournal();
    router.desk.cancel(theOrder());
    expect(cancels()).toEqual([resting.child_id]);
    expect(await router.desk.confirm(theOrder())).toBe(false);
    router.isJournalHealthy = true;
    release();
    await router.settle();
    expect(router.order?.state).toBe('PENDING_CANCEL');
    expect(cancels()).toEqual([resting.child_id]);
  });

  it('does not wait for a commit that takes its time', async () => {
    const resting = await atRest();
    router.holdJournal();
    router.desk.cancel(theOrder());
    expect(cancels()).toEqual([]);
    for (const due of [...router.timers]) due();
    expect(cancels()).toEqual([resting.child_id]);
  });

  it('that was confirmed is not undone by a restart', async () => {
    const resting = await atRest();
    router.desk.cancel(theOrder());
    await router.settle();
    const after = freshRouter();
    await restart(router, after);
    expect(theOrder(after).life.endAsked).toBe('CALLER');
    await after.says(resting, { type: 'status', state: 'CANCELED', executions: [] });
    expect([after.order?.state, after.children.length]).toEqual(['CANCELED', 0]);
  });
});

describe('a step that the journal refuses (L2, L3)', () => {
  it('loses no fill: nothing new leaves, people are told, and it is written when the journal takes it again', async () => {
    const resting = await atRest();
    router.journalOutcome = { ok: false, error: 'JOURNAL_FULL' };
    await router.fill(resting, 100);
    expect(alerts()).toEqual(expect.arrayContaining(['JOURNAL_FULL', 'RECORD_BROKEN']));
    await router.fill(resting, 50);
    router.overdue.checkOverdue();
    await router.settle();
    expect(alerts().filter((code) => code === 'RECORD_BROKEN')).toHaveLength(1);
    router.journalOutcome = { ok: true };
    router.overdue.checkOverdue();
    await router.settle();
    expect(router.order).toMatchObject({ filled_quantity: '150', state: 'PARTIALLY_FILLED' });
    expect(isGapless()).toBe(true);
    expect(eventsOf().map((event) => event.event_type)).toContain('RECORD_BROKEN');
    await router.canceled(resting);
    expect([router.order?.state, router.order?.reject_code, router.children.length]).toEqual([
      'CANCELED',
      'RECORD_BROKEN',
      1,
    ]);
  });

  it('of a second wave ends the order: it has no child that was never sent, and nothing of that wave is in the record', async () => {
    await router.submit();
    await router.canceled(child(0));
    router.journalOutcome = { ok: false, error: 'JOURNAL_REFUSED', detail: 'numeric field overflow' };
    await router.canceled(child(1));
    router.journalOutcome = { ok: true };
    router.overdue.checkOverdue();
    await router.settle();
    expect(router.order).toMatchObject({ state: 'CANCELED', reject_code: 'RECORD_BROKEN' });
    expect([router.children.length, journaledBy(router).flatMap((entry) => entry.children ?? []).length]).toEqual([
      2, 2,
    ]);
    expect(isGapless()).toBe(true);
  });

  it('leaves an order that can be canceled, while the journal refuses and after', async () => {
    const resting = await atRest();
    router.journalOutcome = { ok: false, error: 'JOURNAL_FULL' };
    await router.fill(resting, 100);
    router.desk.cancel(theOrder());
    expect(cancels()).toEqual([resting.child_id]);
    await router.canceled(resting);
    router.journalOutcome = { ok: true };
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
    ['a collar that a part would pass', { collarBps: 0 }, 'PRICE_OUTSIDE_COLLAR'],
  ])('stops the second wave by %s', async (_name, limit, code) => {
    await router.submit();
    router.limits = () => ({ ...LIMITS, ...limit });
    for (const each of router.children.slice(0, 2)) await router.canceled(each);
    expect(router.children).toHaveLength(2);
    expect(router.order).toMatchObject({ state: 'CANCELED', reject_code: code });
  });

  it('is passed by an order that comes back from the journal like by any other', async () => {
    await router.submit();
    await router.settle();
    const after = freshRouter();
    after.limits = () => ({ ...LIMITS, maxOrderQuantity: quantity(0) });
    await restart(router, after);
    for (const each of router.children) await after.says(each, { type: 'status', state: 'CANCELED', executions: [] });
    expect([after.children.length, after.order?.reject_code]).toEqual([0, 'QUANTITY_OVER_LIMIT']);
  });
});

describe('a restart (L5)', () => {
  it('ends an order whose day ended during a cancel as it would have ended', async () => {
    const resting = await atRest();
    router.desk.expire(theOrder());
    router.desk.cancel(theOrder());
    await router.settle();
    const after = freshRouter();
    await restart(router, after);
    for (const life of [router, after]) {
      if (life === after) await life.says(resting, { type: 'status', state: 'CANCELED', executions: [] });
      else await life.canceled(resting);
      expect(life.order?.state).toBe('EXPIRED');
    }
  });

  it('goes on after the first stage of an immediate order', async () => {
    const internal = { timeInForce: 'IOC', sourcing: 'INTERNALIZE_FIRST' } as const;
    const after = freshRouter();
    for (const life of [router, after]) life.quote('INTERNAL', [9_999, 500], [10_001, 100]);
    await router.submit({ ...internal, quantity: '200' });
    await router.settle();
    const first = child(0);
    expect([first.venueId, theOrder().life.goesOn]).toEqual(['INTERNAL', true]);
    await restart(router, after);
    await after.says(first, { type: 'status', state: 'CANCELED', executions: [] });
    await router.canceled(first);
    expect(after.children.length).toBeGreaterThan(0);
    expect(after.children.map((each) => each.venueId)).toEqual(router.children.slice(1).map((each) => each.venueId));
  });

  it('folds what is stored to what was in memory, and takes the same next step', async () => {
    await router.submit({ quantity: '700' });
    await router.fill(child(0), 50);
    await router.canceled(child(0));
    await router.fill(child(1), 100);
    await router.desk.confirm(theOrder());
    const [stored] = storedOrders(journaledBy(router));
    const instrument = router.market.instrument('AAPL');
    if (stored === undefined || instrument === undefined) throw new Error('an order expected');
    const live = theOrder();
    const again = reviveOrder(stored, instrument);
    expect(again.life).toEqual(live.durable);
    expect(again.chain).toEqual(live.chain);
  });
});

describe('what venues say late (L6)', () => {
  it('of a child that is not in memory is looked up and booked', async () => {
    await router.submit({ timeInForce: 'IOC', quantity: '200' });
    const late = child(0);
    await router.canceled(late);
    const after = freshRouter();
    const [stored] = storedOrders(journaledBy(router));
    const instrument = router.market.instrument('AAPL');
    if (stored === undefined || instrument === undefined) throw new Error('an order expected');
    after.load = (childId) => (childId === late.child_id ? reviveOrder(stored, instrument) : null);
    await after.fill(late, 150);
    expect(after.order).toMatchObject({ state: 'CANCELED', filled_quantity: '150' });
    expect(after.orphans).toEqual([]);
  });

  it('of a child that nobody knows is kept, and people are told', async () => {
    await router.says({ child_id: 'nobody', venueId: 'XNYS' }, { type: 'canceled', reason: 'IOC' });
    expect(router.orphans).toMatchObject([{ venue_id: 'XNYS', child_id: 'nobody' }]);
    expect(alerts()).toEqual(['ORPHAN_REPORT']);
  });

  it('of another venue’s child changes nothing', async () => {
    const resting = await atRest();
    await router.fill({ ...resting, venueId: 'BATS' }, 100);
    expect([theOrder().life.filled, router.errors.length]).toEqual([0, 1]);
  });
});

describe('a venue whose sum differs (L7, L8)', () => {
  it('is asked, and nothing is released before it has answered', async () => {
    await router.submit({ quantity: '200' });
    const taken = child(0);
    await router.says(taken, { type: 'canceled', reason: 'IOC', filled_quantity: 150 });
    expect([router.order?.state, router.children.length, router.sent.at(-1)?.type]).toEqual(['UNKNOWN', 1, 'status']);
    const executions = [{ execution_id: 'missed', quantity: 150, price: taken.limit_price, liquidity_flag: 'TAKE' }];
    await router.says(taken, { type: 'status', state: 'CANCELED', executions });
    expect(router.order?.filled_quantity).toBe('150');
    expect(child(1).quantity).toBe(50);
  });

  it('and that refuses a cancel as too late is asked what it has done', async () => {
    const resting = await atRest();
    router.desk.cancel(theOrder());
    await router.settle();
    await router.says(resting, { type: 'cancel_reject', code: 'TOO_LATE', filled_quantity: 300 });
    expect(router.sent.at(-1)).toMatchObject({ type: 'status', child_id: resting.child_id });
    const executions = [{ execution_id: 'x', quantity: 300, price: 995_000, liquidity_flag: 'MAKE' }];
    await router.says(resting, { type: 'status', state: 'FILLED', executions });
    expect(router.order).toMatchObject({ state: 'FILLED', filled_quantity: '300' });
  });
});

describe('fills after confirmed cancels (L9)', () => {
  it('are executions, marked, with the excess on the order; what that venue gives back later is asked for twice', async () => {
    await router.submit({ quantity: '200' });
    const first = child(0);
    await router.canceled(first);
    const second = child(1);
    await router.fill(second, second.quantity);
    await router.fill(first, 120);
    expect(router.order).toMatchObject({ state: 'FILLED', filled_quantity: '320', excess_quantity: '120' });
    const executions = journaledBy(router).flatMap((entry) => entry.executions ?? []);
    expect(executions.at(-1)?.marks).toEqual(['LATE', 'EXCESS']);
    expect(alerts()).toContain('OVERCOMMITTED');
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
    const rows = journaledBy(router).flatMap((entry) => entry.childUpdates ?? []);
    expect(rows.find((row) => row.reject_code !== null)).toMatchObject({
      state: 'CANCELED',
      reject_code: 'PLAN_TOO_OLD',
    });
    expect(router.children.every((each) => each.limit_price !== 1_000_100)).toBe(true);
    expect(theOrder().life.waves).toHaveLength(2);
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

describe('what a venue takes back or corrects', () => {
  const booked = () => journaledBy(router).flatMap((entry) => entry.executions ?? []);

  it('is an event, and no execution any more: sums, fees and the order follow, and the rest is worked on', async () => {
    const resting = await atRest();
    await router.fill(resting, 100, { execution_id: 'wrong' });
    router.desk.onReport(resting.venueId, resting.child_id, { type: 'TRADE_BUSTED', executionId: 'wrong' });
    await router.settle();
    expect(router.order).toMatchObject({ state: 'WORKING', filled_quantity: '0', notional: '0', total_fees: '0' });
    expect(journaledBy(router).flatMap((entry) => entry.busted ?? [])).toEqual([{ id: booked()[0]?.id }]);
    expect(eventsOf().at(-1)?.event_type).toBe('TRADE_BUSTED');
    expect(alerts()).toContain('TRADE_BUSTED');
    const [stored] = storedOrders(journaledBy(router));
    const instrument = router.market.instrument('AAPL');
    if (stored === undefined || instrument === undefined) throw new Error('an order expected');
    expect(reviveOrder(stored, instrument).life).toEqual(theOrder().durable);
  });

  it('is booked as corrected, in the table and in the sums', async () => {
    const resting = await atRest();
    await router.fill(resting, 100, { execution_id: 'x' });
    const corrected = { executionId: 'x', quantity: quantity(80), price: price(994_900) };
    router.desk.onReport(resting.venueId, resting.child_id, { type: 'TRADE_CORRECTED', ...corrected });
    await router.settle();
    expect(router.order).toMatchObject({ filled_quantity: '80', notional: '7959.2' });
    const updates = journaledBy(router).flatMap((entry) => entry.executionUpdates ?? []);
    expect(updates).toMatchObject([{ id: booked()[0]?.id, quantity: '80', price: '99.49' }]);
  });
});

it('an execution outside its limit is booked, marked and alarmed', async () => {
  const resting = await atRest();
  await router.says(resting, {
    type: 'fill',
    execution_id: 'dear',
    quantity: 100,
    price: resting.limit_price + 100,
    liquidity_flag: 'MAKE',
  });
  expect(journaledBy(router).flatMap((entry) => entry.executions ?? [])[0]?.marks).toEqual(['OUTSIDE_LIMIT']);
  expect([router.order?.filled_quantity, alerts()]).toEqual(['100', ['FILL_OUTSIDE_LIMIT']]);
});

it('an order that may go to one venue goes to no second one, over all its waves', async () => {
  await router.submit({ maxVenueSplit: 1, quantity: '400' });
  const first = child(0);
  await router.fill(first, 50);
  await router.canceled(first);
  router.quote('ARCX', [9_998, 500], [10_000, 900]);
  await router.settle();
  expect(new Set(router.children.map((each) => each.venueId))).toEqual(new Set([first.venueId]));
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
    readonly #bench: BenchRouter;
    #release: (() => void) | null = null;

    constructor(bench: BenchRouter) {
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

  function happen(bench: BenchRouter, commits: Commits, { what, count, ...at }: Happening & { index: number }) {
    const to = child(at.child, bench);
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
    const bench = freshRouter();
    await bench.submit({ timeInForce: 'IOC' });
    const live = theOrder(bench);
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
