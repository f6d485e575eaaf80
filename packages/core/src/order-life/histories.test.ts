import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notionalRoundedE8 } from '../money/amount.ts';
import { CHILD_STATES, isChildEnded } from '../order/child-state.ts';
import type { OrderState } from '../order/order-state.ts';
import { anyHappenings, trueHappenings } from '../testing/happenings.ts';
import { FACTS, type Happening, type History, newHistory } from '../testing/history.ts';
import { beyondOf, filledOf, openOf } from '../testing/model-venues.ts';
import { type ChildLife, reservedOf } from './child-life.ts';
import { mostOf } from './child-replace.ts';
import { apply, applyAll } from './fold.ts';
import { childrenToCancel, nextStep } from './next-step.ts';
import type { OrderEvent } from './order-event.ts';
import { isEnded, type OrderLife } from './order-life.ts';

/** Histories: 1,000 in the tests, more with FAIRLEAD_PROPERTY_RUNS in the long mode. */
const RUNS = { numRuns: Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 1_000) };

/** The long mode takes minutes on a busy machine. */
const LONG_MS = 600_000;
const ENDED: readonly string[] = CHILD_STATES.filter(isChildEnded);
const timesInForce = fc.constantFrom('DAY', 'IOC', 'GTC');

/** Reads an order's life a second time, from its events, and says at each what is wrong with it. */
class Reader {
  life: OrderLife | null = null;
  #wasFilled = false;
  #hasLeft = false;
  #closed: OrderState | null = null;

  read(event: OrderEvent, first: OrderLife): void {
    const before = this.life ?? first;
    this.life = apply(before, structuredClone(event));
    if (event.type === 'ORDER_CLOSED') this.#closed = before.endAsked === 'DAY' ? 'EXPIRED' : 'CANCELED';
    this.#wasFilled ||= before.filled >= before.order.quantity;
    this.#hasLeft ||= ['CHILD_SENT', 'CHILD_IN_DOUBT'].includes(event.type);
    check(
      this.life.state === this.#stateOf(this.life),
      `${this.life.state}, and its parts say ${this.#stateOf(this.life)}`,
    );
    checkParts(this.life);
    checkStep(before, event);
  }

  /** What the state of an order is, by its children and by what has been asked of it. */
  #stateOf(life: OrderLife): OrderState {
    if (life.filled >= life.order.quantity) return 'FILLED';
    if (this.#wasFilled) return 'CANCELED';
    if (this.#closed !== null) return this.#closed;
    if (life.endAsked !== null) return 'PENDING_CANCEL';
    if (life.children.some(({ state }) => state === 'UNKNOWN')) return 'UNKNOWN';
    if (life.filled > 0) return 'PARTIALLY_FILLED';
    if (this.#hasLeft) return 'WORKING';
    return life.waves.length > 0 ? 'ROUTING' : 'RECEIVED';
  }
}

function check(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}

/** The sums over the parts of an order, added up anew. */
function checkParts(life: OrderLife): void {
  const sums = { filled: 0, working: 0, notionalE8: 0n, feesE8: 0n };
  const waves = new Map(life.waves.map(({ decisionId }) => [decisionId, { filled: 0, notionalE8: 0n, feesE8: 0n }]));
  for (const child of life.children) {
    checkChild(child);
    sums.working += reservedOf(child);
    const wave = waves.get(child.decisionId);
    for (const { price, quantity, feeE8 } of child.executions) {
      for (const each of [sums, wave]) {
        if (each === undefined) continue;
        each.filled += quantity;
        each.notionalE8 += notionalRoundedE8(price, quantity, life.scale);
        each.feesE8 += feeE8;
      }
    }
  }
  const { filled, working, notionalE8, feesE8 } = life;
  check(
    filled === sums.filled && working === sums.working,
    `${filled} and ${working}, and its parts ${sums.filled}, ${sums.working}`,
  );
  check(notionalE8 === sums.notionalE8 && feesE8 === sums.feesE8, 'money is not that of the executions');
  check(filled + working + life.residual === life.order.quantity, 'executed, working and left are not the order');
  for (const wave of life.waves) {
    const of = waves.get(wave.decisionId);
    check(wave.filled === of?.filled && wave.notionalE8 === of.notionalE8 && wave.feesE8 === of.feesE8, 'a wave');
  }
}

function checkChild(child: ChildLife): void {
  const { state, filled, quantity, doubt, doneAtUs } = child;
  const says = `child in ${state} with ${filled} of ${quantity}, doubt ${doubt}, done ${doneAtUs}`;
  check((state === 'FILLED') === filled >= mostOf(child), says);
  const asked = child.replace?.asked ?? null;
  check(
    asked === null || !['INTENDED', 'SENT', ...ENDED].includes(state) || state === 'FILLED',
    `${says}, with other terms on their way`,
  );
  check((state === 'UNKNOWN') === (doubt !== null), says);
  check(isChildEnded(state) === (doneAtUs !== null), says);
  check(state !== 'PARTIALLY_FILLED' || filled > 0, says);
  check(!['INTENDED', 'SENT', 'ACKED'].includes(state) || filled === 0, says);
  check(state !== 'PENDING_CANCEL' || child.cancelAskedAtUs !== null, says);
}

/** What an order may never do next. */
function checkStep(life: OrderLife, event: OrderEvent): void {
  const isStopped = life.isBroken || life.waitsForPerson || life.endAsked !== null || isEnded(life);
  const isDoubted = life.children.some(({ state }) => state === 'UNKNOWN');
  const step = nextStep(life, FACTS);
  check(step.kind !== 'ROUTE' || (!isStopped && !isDoubted && life.residual > 0), `${step.kind} in ${life.state}`);
  check(step.kind !== 'CLOSE' || (life.working === 0 && !isDoubted && !isEnded(life)), `${step.kind} in ${life.state}`);
  const placed = event.type === 'WAVE_PLANNED' ? event.children.reduce((sum, child) => sum + child.quantity, 0) : 0;
  check(placed <= Math.max(0, life.residual), `${placed} sent with ${life.residual} left`);
  if (event.type === 'CHILD_REPLACE_ASKED') {
    const child = life.children.find(({ id }) => id === event.childId);
    const more = event.quantity - (child?.quantity ?? 0);
    check(more <= Math.max(0, life.residual), `${more} more asked for with ${life.residual} left`);
  }
  if (event.type === 'CHILD_SENT') {
    check(life.filled + life.working <= life.order.quantity && !isStopped, `sent with ${life.residual} left`);
    check(
      life.children.every(({ id, wave }) => id !== event.childId || wave > life.recalledWaves),
      'sent at an old limit',
    );
  }
  const unsent = childrenToCancel(life).some(
    ({ state, cancelAskedAtUs }) => state === 'INTENDED' || isChildEnded(state) || cancelAskedAtUs !== null,
  );
  check(!unsent, 'a child is asked back that is not there, or twice');
}

function play(
  happenings: readonly Happening[],
  timeInForce: 'DAY' | 'IOC' | 'GTC',
  onEach: (history: History) => void,
): History {
  const reader = new Reader();
  const history = newHistory(timeInForce, (event, first) => reader.read(event, first));
  for (const happening of happenings) {
    history.happen(happening);
    onEach(history);
  }
  expect(reader.life).toEqual(history.life);
  return history;
}

/**
 * Nothing is given free that may still be executed: what we count of each child is no less than what its venue has and may yet execute of it, and all
 * of that together never more than was ordered. What a venue executes after its own end, or beyond what it was sent, is none of our sending.
 */
function checkNothingReleased({ life, venues, events }: History): void {
  const ordered = events.map((event) => (event.type === 'ORDER_REPLACED' ? event.quantity : 0));
  let sent = 0;
  for (const child of life.children) {
    const there = venues.children.get(child.id);
    const truly = there === undefined ? 0 : filledOf(there) + openOf(there) - beyondOf(there);
    const counted = child.filled + reservedOf(child);
    check(counted >= truly, `child ${child.id} in ${child.state}: ${counted}, and truly ${truly}`);
    sent += truly;
  }
  check(sent <= Math.max(300, ...ordered), `${sent} sent of ${life.order.quantity}`);
}

/** The wire is whole again: all that is on its way arrives, each child is asked for, and what the order asks for is done. */
function settle(history: History): void {
  for (let round = 0; round < 30; round += 1) {
    while (history.venues.wire.length > 0) history.happen({ kind: 'HEAR', pick: 0, size: 0, odd: 1 });
    // A cancel that nobody answers is overdue like anything else.
    for (let pick = 0; pick < 3; pick += 1) history.happen({ kind: 'OVERDUE', pick, size: 0, odd: 0 });
    for (const childId of history.venues.children.keys()) history.hear(childId, history.venues.account(childId));
    history.happen({ kind: 'COMMIT', pick: 0, size: 0, odd: 4 });
    if (history.life.endAsked === null && !isEnded(history.life)) history.tell({ type: 'CANCEL_ASKED' });
    history.step(0, 5);
  }
}

describe('any history of an order', { timeout: LONG_MS }, () => {
  it('has sums and states that are those of its parts, and is the fold of its events, whatever venues say', () => {
    fc.assert(
      fc.property(anyHappenings, timesInForce, (happenings, timeInForce) => {
        const history = play(happenings, timeInForce, () => undefined);
        const folded = applyAll(history.first, structuredClone(history.events));
        expect(folded).toEqual(history.life);
        expect(nextStep(folded, FACTS)).toEqual(nextStep(history.life, FACTS));
        expect(childrenToCancel(folded)).toEqual(childrenToCancel(history.life));
      }),
      RUNS,
    );
  });

  it('stopped after any event and begun again has the same next step', () => {
    fc.assert(
      fc.property(anyHappenings, fc.nat(200), (happenings, at) => {
        const history = play(happenings, 'DAY', () => undefined);
        const stop = at % (history.events.length + 1);
        const before = applyAll(history.first, structuredClone(history.events.slice(0, stop)));
        const again = applyAll(before, structuredClone(history.events.slice(stop)));
        expect(again).toEqual(history.life);
      }),
      RUNS,
    );
  });

  it('gives nothing free that a venue may still execute, however the wire loses, doubles and overtakes', () => {
    fc.assert(
      fc.property(trueHappenings, timesInForce, (happenings, timeInForce) => {
        play(happenings, timeInForce, checkNothingReleased);
      }),
      RUNS,
    );
  });

  it('ends, and has booked what its venues have executed, once they can be heard again', () => {
    fc.assert(
      fc.property(trueHappenings, timesInForce, (happenings, timeInForce) => {
        const history = play(happenings, timeInForce, () => undefined);
        settle(history);
        const executed = [...history.venues.children.values()].reduce((sum, child) => sum + filledOf(child), 0);
        expect(history.life.filled).toBe(executed);
        expect(history.life.children.filter(({ state }) => !isChildEnded(state))).toEqual([]);
        expect(isEnded(history.life)).toBe(true);
      }),
      RUNS,
    );
  });
});
