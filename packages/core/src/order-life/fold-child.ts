import { type ChildMove, type ChildState, isChildEnded, nextChildState } from '../order/child-state.ts';
import { invariant } from '../result.ts';
import { type ChildLife, changedChild, executionOf } from './child-life.ts';
import { type ChildReplace, mostOf, termsWaveOf } from './child-replace.ts';
import type { BookedExecution, DoubtCode, OrderEvent } from './order-event.ts';
import { changedLife, childOf, type OrderLife } from './order-life.ts';
import { moved, movedByFill, movedByLess } from './order-moves.ts';
import { sumsOf, withChild, withExecution } from './sums.ts';

/** The events that change one child, or the children of one wave. */
export type ChildEvent = Extract<OrderEvent, { readonly childId: string } | { readonly childIds: readonly string[] }>;
type Of<Type extends ChildEvent['type']> = Extract<ChildEvent, { type: Type }>;
type OfOne = Extract<ChildEvent, { readonly childId: string }>;

export function isOfChild(event: OrderEvent): event is ChildEvent {
  return 'childId' in event || 'childIds' in event;
}

/** What an order becomes by an event of a child. Throws where the child is not the order's, or cannot take it in its state. */
export function applyToChild(life: OrderLife, event: ChildEvent): OrderLife {
  if (event.type !== 'PLAN_TOO_OLD') return changed(life, knownChild(life, event.childId), event);
  const unsent = event.childIds.reduce((all, childId) => {
    const child = knownChild(all, childId);
    return withMoved(all, child, { ...movedChild(child, 'CANCELED', event.atUs), code: 'PLAN_TOO_OLD' });
  }, life);
  // A wave of before the market last opened is not counted already.
  const wavesUncounted = Math.min(life.waves.length, life.wavesUncounted + 1);
  return { ...unsent, plansTooOld: life.plansTooOld + 1, wavesUncounted };
}

function changed(life: OrderLife, child: ChildLife, event: Exclude<OfOne, { type: 'PLAN_TOO_OLD' }>): OrderLife {
  const by = (move: ChildMove, more: Partial<ChildLife> = {}) =>
    withMoved(life, child, changedChild(movedChild(child, move, event.atUs), more));
  switch (event.type) {
    case 'CHILD_SENT':
      return moved(sentOnTime(by('SENT', { sentAtUs: event.atUs, venueEpoch: event.epoch })), 'SENT');
    case 'CHILD_NOT_SENT':
      return by('NOT_SENT', { code: 'NOT_SENT' });
    case 'CHILD_ACKED':
      return by('ACKED', {
        ackedAtUs: child.ackedAtUs ?? event.atUs,
        venueOrderId: event.venueOrderId ?? child.venueOrderId,
      });
    case 'FILL':
      return filled(life, child, event);
    case 'CHILD_CANCELED':
      return by('CANCELED', { code: event.code ?? child.code });
    case 'CHILD_REJECTED':
      return by('REJECTED', { code: event.code });
    case 'CHILD_EXPIRED':
      return by('EXPIRED');
    case 'CHILD_CANCEL_ASKED':
      return by('CANCEL_ASKED', { cancelAskedAtUs: event.atUs });
    case 'CHILD_IN_DOUBT':
      // Nothing that has ended is in doubt.
      if (isChildEnded(child.state)) return by('LOST');
      return moved(by('LOST', { doubt: event.why, replace: doubtedReplace(child, event.why) }), 'DOUBT');
    case 'CHILD_SETTLED':
      return by('SETTLED', {
        // A venue that refuses a cancel is not asked again at once: it would refuse again.
        cancelAskedAtUs: child.doubt === 'CANCEL_REFUSED' ? child.cancelAskedAtUs : null,
        // That it was sent may not have been durable.
        sentAtUs: child.sentAtUs ?? event.atUs,
        ackedAtUs: child.ackedAtUs ?? event.atUs,
      });
    case 'CHILD_REPLACE_ASKED':
      return by('REPLACE_ASKED', { replace: askedReplace(child, event) });
    case 'CHILD_REPLACED':
      return replaced(life, child, event);
    case 'CHILD_REPLACE_REFUSED':
      return refused(life, child, event);
    case 'REST_ENDED':
      return { ...life, hasRested: true };
    case 'WAITS_FOR_PERSON':
      return { ...life, waitsForPerson: true };
    case 'TRADE_BUSTED':
      return busted(life, child, event);
    case 'TRADE_CORRECTED':
      return corrected(life, child, event);
  }
}

function sentOnTime(life: OrderLife): OrderLife {
  return life.plansTooOld === 0 ? life : changedLife(life, { plansTooOld: 0 });
}

function knownChild(life: OrderLife, childId: string): ChildLife {
  const child = childOf(life, childId);
  invariant(child !== undefined, `child ${childId} is not of the order`);
  return child;
}

function bookedOn(child: ChildLife, executionId: string): BookedExecution {
  const execution = executionOf(child, executionId);
  invariant(execution !== undefined, `execution ${executionId} is not booked on child ${child.id}`);
  return execution;
}

/** Moves a child by its table of states; what it has executed says more where a doubt or a mistake has ended. */
function movedChild(child: ChildLife, move: ChildMove, atUs: number): ChildLife {
  const next = nextChildState(child.state, move);
  invariant(next !== null, `a child cannot take ${move} in ${child.state}`);
  const isPart = (move === 'SETTLED' || move === 'BUSTED') && next === 'ACKED' && child.filled > 0;
  const state = isPart ? 'PARTIALLY_FILLED' : next;
  const doneAtUs = isChildEnded(child.state) ? child.doneAtUs : atUs;
  return changedChild(isChildEnded(state) ? withLastTerms(child, state) : child, {
    state,
    doubt: state === 'UNKNOWN' ? child.doubt : null,
    code: state === 'FILLED' ? null : child.code,
    doneAtUs: isChildEnded(state) ? doneAtUs : null,
    version: child.version + 1,
  });
}

/**
 * What becomes of terms that are on their way to a child when it ends. One that has executed more than it could by its old ones had the new. One that is
 * filled may work again when an execution is taken back: then its venue is asked for its terms too. Of any other nobody waits for them any more.
 */
function withLastTerms(child: ChildLife, state: ChildState): ChildLife {
  const { replace, filled, quantity } = child;
  if (replace === null || replace.asked === null) return child;
  const { asked } = replace;
  const isBeyond = filled > quantity || (filled === quantity && state !== 'FILLED');
  if (isBeyond && asked.quantity > quantity) {
    const before = { limitPrice: child.limitPrice, filled };
    const taken = { ...replace, asked: null, wave: asked.wave, before };
    return changedChild(child, { quantity: asked.quantity, limitPrice: asked.limitPrice, replace: taken });
  }
  const kept = state === 'FILLED' ? { ...asked, isDoubted: true } : null;
  return changedChild(child, { replace: { ...replace, asked: kept } });
}

/** Puts a changed child in its order. The end of the last doubt about its children ends the order's own. */
function withMoved(life: OrderLife, before: ChildLife, after: ChildLife): OrderLife {
  const next = withChild(life, before, after);
  const isSettled = before.state === 'UNKNOWN' && !next.children.some((child) => child.state === 'UNKNOWN');
  if (!isSettled || life.state !== 'UNKNOWN') return next;
  const settled = moved(next, 'SETTLED');
  return settled.filled > 0 ? moved(settled, 'FILLED_PART') : settled;
}

function askedReplace(child: ChildLife, event: Of<'CHILD_REPLACE_ASKED'>): ChildReplace {
  const { revision, quantity, limitPrice, wave, atUs } = event;
  const asked = { quantity, limitPrice, wave, askedAtUs: atUs, isDoubted: false };
  return { ...(child.replace ?? unchanged(child)), revision, asked };
}

function unchanged(child: ChildLife): ChildReplace {
  return { revision: 0, asked: null, wave: child.wave, isRefused: false, before: null };
}

/** A session or an answer that is lost may have cost the question too. */
function doubtedReplace({ replace }: ChildLife, why: DoubtCode): ChildReplace | null {
  const isLost = why === 'SESSION_LOST' || why === 'OVERDUE' || why === 'RESTART' || why === 'OUTCOME_UNKNOWN';
  if (!isLost || replace === null || replace.asked === null) return replace;
  return { ...replace, asked: { ...replace.asked, isDoubted: true } };
}

/** The venue works by the new terms: what it has executed may be all of them. */
function replaced(life: OrderLife, child: ChildLife, event: Of<'CHILD_REPLACED'>): OrderLife {
  const { quantity, limitPrice, revision, filledBefore } = event;
  const before = { limitPrice: child.limitPrice, filled: filledBefore };
  const replace = { revision, asked: null, wave: termsWaveOf(child), isRefused: false, before };
  return reviewed(life, child, { child: changedChild(child, { quantity, limitPrice, replace }), event });
}

function refused(life: OrderLife, child: ChildLife, event: Of<'CHILD_REPLACE_REFUSED'>): OrderLife {
  const replace = { ...(child.replace ?? unchanged(child)), asked: null, isRefused: true };
  return reviewed(life, child, { child: changedChild(child, { replace }), event });
}

function reviewed(
  life: OrderLife,
  before: ChildLife,
  now: { readonly child: ChildLife; readonly event: Of<'CHILD_REPLACED'> | Of<'CHILD_REPLACE_REFUSED'> },
): OrderLife {
  const { child, event } = now;
  const goesOn = event.type === 'CHILD_REPLACED' ? 'REPLACED' : 'REPLACE_REFUSED';
  const move = child.filled >= child.quantity ? 'FILLED_ALL' : goesOn;
  return withMoved(life, before, movedChild(child, move, event.atUs));
}

function filled(life: OrderLife, child: ChildLife, event: Of<'FILL'>): OrderLife {
  const { execution, marks } = event;
  const count = child.filled + execution.quantity;
  const move = count >= mostOf(child) ? 'FILLED_ALL' : 'FILLED_PART';
  const booking = changedChild(child, { filled: count, executions: [...child.executions, execution] });
  const after = movedChild(booking, move, event.atUs);
  const isNewlyLate = marks.includes('LATE') && !life.lateVenues.includes(child.venueId);
  const booked = withExecution(withMoved(life, child, after), {
    decisionId: child.decisionId,
    sums: sumsOf(execution, life),
    sign: 1,
  });
  return movedByFill(isNewlyLate ? changedLife(booked, { lateVenues: [...life.lateVenues, child.venueId] }) : booked);
}

/** Takes an execution out again. */
function busted(life: OrderLife, child: ChildLife, event: Of<'TRADE_BUSTED'>): OrderLife {
  const execution = bookedOn(child, event.executionId);
  const bearer = event.bears === null ? null : bookedOn(child, event.bears.executionId);
  const bearing = bearer === null ? null : { ...bearer, feeE8: event.bears?.feeE8 ?? bearer.feeE8 };
  const executions = child.executions.flatMap((each) =>
    each === execution ? [] : [each === bearer && bearing !== null ? bearing : each],
  );
  const after = recounted(child, executions, event);
  const { decisionId } = child;
  const less = withExecution(withMoved(life, child, after), { decisionId, sums: sumsOf(execution, life), sign: -1 });
  return doubted(movedByLess(withOtherFee(less, decisionId, [bearer, bearing]), 'TRADE_BUSTED'), after);
}

/** An order one of whose executions has another fee. */
function withOtherFee(
  life: OrderLife,
  decisionId: string,
  [before, after]: readonly [BookedExecution | null, BookedExecution | null],
): OrderLife {
  if (before === null || after === null) return life;
  const without = withExecution(life, { decisionId, sums: sumsOf(before, life), sign: -1 });
  return withExecution(without, { decisionId, sums: sumsOf(after, life), sign: 1 });
}

function corrected(life: OrderLife, child: ChildLife, event: Of<'TRADE_CORRECTED'>): OrderLife {
  const before = bookedOn(child, event.executionId);
  const { quantity, price, feeE8 } = event;
  const execution = { ...before, quantity, price, feeE8, told: wordAfter(before, event) };
  const executions = child.executions.map((each) => (each === before ? execution : each));
  const after = recounted(child, executions, event);
  const { decisionId } = child;
  const without = withExecution(withMoved(life, child, after), { decisionId, sums: sumsOf(before, life), sign: -1 });
  const booked = withExecution(without, { decisionId, sums: sumsOf(execution, life), sign: 1 });
  return doubted(movedByLess(booked, 'TRADE_CORRECTED'), after);
}

/** What its venue has told of an execution, after its word on what it has charged. A fee of before was for what it is not any more. */
function wordAfter({ told }: BookedExecution, { charged }: Of<'TRADE_CORRECTED'>): BookedExecution['told'] {
  if (told === null && charged === null) return null;
  const of = told ?? { lastMarket: null, venueTimeUs: null, isFlagAssumed: false };
  if (charged === null) return { ...of, fee: null, isFeeCharged: false };
  const { isFeeCharged, ...fee } = charged;
  return { ...of, fee, isFeeCharged };
}

/** A child with other executions than it had. One that was filled and is not any more is in doubt: its venue may work the rest. */
function recounted(
  child: ChildLife,
  executions: readonly BookedExecution[],
  { executionId, atUs }: Of<'TRADE_BUSTED'> | Of<'TRADE_CORRECTED'>,
): ChildLife {
  const count = executions.reduce((sum, execution) => sum + execution.quantity, 0);
  const isLess = count < child.filled && !child.takenBack.includes(executionId);
  const counted: ChildLife = {
    ...child,
    filled: count,
    executions,
    takenBack: isLess ? [...child.takenBack, executionId] : child.takenBack,
  };
  const after = movedChild(counted, count >= mostOf(child) ? 'FILLED_ALL' : 'BUSTED', atUs);
  return child.state === 'FILLED' && after.state === 'UNKNOWN' ? { ...after, doubt: 'TRADE_BUSTED' } : after;
}

/** An order follows a child into doubt. */
function doubted(life: OrderLife, child: ChildLife): OrderLife {
  return child.state === 'UNKNOWN' ? moved(life, 'DOUBT') : life;
}
