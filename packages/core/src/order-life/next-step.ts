import { type Quantity, quantity } from '../money/units.ts';
import { isChildEnded } from '../order/child-state.ts';
import { isResting } from '../routing/order-kind.ts';
import { isTurnedAway } from '../venue/venue-reject.ts';
import { type ChildLife, reservedOf } from './child-life.ts';
import { termsWaveOf } from './child-replace.ts';
import { excessOf, isEnded, isWaiting, isWaveOpen, type OrderLife } from './order-life.ts';

/** What the next step of an order depends on besides its life. */
export interface StepFacts {
  /** Its market is open, and trading neither halted nor restricted. */
  readonly canRoute: boolean;
  /** Waves that an order may take without its market closing in between. */
  readonly maxWaves: number;
  /** The journal takes longer than a plan may wait. */
  readonly isRecordSlow: boolean;
  /** What was given back of it may still be filled: it is not routed on yet. */
  readonly isHeldBack: boolean;
}

/** What an order does next: nothing for now, route its residual, or end with a code. */
export type NextStep =
  | { readonly kind: 'WAIT' }
  | { readonly kind: 'ROUTE' }
  | { readonly kind: 'CLOSE'; readonly code: string | null };

const WAIT: NextStep = { kind: 'WAIT' };
const ROUTE: NextStep = { kind: 'ROUTE' };

/** Plans in a row that may be too old when they are durable. */
const PLANS_TOO_OLD_MAX = 3;

/**
 * What an order does next. Pure: live, after a restart, and in the replay the same life under the same facts goes the same way. An order that waits
 * for its stop or the open is released by whoever keeps it, never from here.
 */
export function nextStep(life: OrderLife, facts: StepFacts): NextStep {
  if (!isDue(life)) return WAIT;
  if (life.endAsked !== null) return close(life, null);
  if (life.isBroken) return close(life, 'RECORD_BROKEN');
  if (life.waitsForPerson) return WAIT;
  return isWaiting(life) ? WAIT : goesOn(life, facts);
}

/** The end of an order for which a route was tried and nothing was found to send. */
export function closeUnrouted(life: OrderLife, code: string | null): NextStep {
  return close(life, code);
}

function goesOn(life: OrderLife, facts: StepFacts): NextStep {
  const { timeInForce } = life.order;
  // One venue at a time is one order to the customer: an immediate one still falls over to the next venue, and each is tried once.
  const isSequence = life.routedMode === 'SEQUENTIAL' && timeInForce !== 'FOK';
  const isImmediate = timeInForce === 'IOC' || timeInForce === 'FOK';
  // What was never sent, or came to a venue that had no room for it, has been looked at by nobody yet.
  const isUnsent = life.plansTooOld > 0 || wasTurnedAway(life);
  if (isImmediate && !isSequence && !life.goesOn && !isUnsent) return close(life, 'NOT_FILLED_AT_ONCE');
  const waves = isSequence ? restingWaves(life) : life.waves.length - life.wavesUncounted;
  if (waves >= facts.maxWaves) return close(life, 'MAX_WAVES');
  if (!facts.canRoute) return isImmediate ? close(life, 'NOT_FILLED_AT_ONCE') : WAIT;
  if (life.plansTooOld >= PLANS_TOO_OLD_MAX && facts.isRecordSlow) {
    return isImmediate || life.order.orderType === 'MARKET' ? close(life, 'RECORD_TOO_SLOW') : WAIT;
  }
  return facts.isHeldBack ? WAIT : ROUTE;
}

/** Waves of a sequence that rested: taking ends by itself, as each venue is tried once, and a venue that refuses what rests could be asked for ever. */
function restingWaves({ children, wavesUncounted }: OrderLife): number {
  return new Set(children.filter(({ kind, wave }) => isResting(kind) && wave > wavesUncounted).map(({ wave }) => wave))
    .size;
}

/** True where a part of the last wave has not left, or its venue took no more orders then: neither is an answer to it. */
function wasTurnedAway({ children, waves }: OrderLife): boolean {
  return children.some(({ wave, state, code }) => wave === waves.length && state === 'REJECTED' && isTurnedAway(code));
}

/** True where there is something to route or to end, and nothing to wait for. */
function isDue(life: OrderLife): boolean {
  return !isEnded(life) && !isWaveOpen(life) && (life.residual > 0 || life.working === 0);
}

/** What still works keeps its order alive. */
function close(life: OrderLife, code: string | null): NextStep {
  return life.working > 0 ? WAIT : { kind: 'CLOSE', code };
}

/**
 * True where a wave that has become durable may still leave. Meanwhile its order can have been asked to end, or replaced by another limit or a smaller
 * quantity, and a late fill can have taken its place: what would be executed beyond the order is not sent.
 */
export function mayBeSent(life: OrderLife, wave: number): boolean {
  return !isStopped(life) && wave > life.recalledWaves && excessOf(life) === 0;
}

/**
 * The children that are to be asked back, and have not been: all where the order is to end, what rests at a limit that is not the order's any
 * more, what may not have heard of its new terms, and of the rest as much as is executed or out beyond the order.
 */
export function childrenToCancel(life: OrderLife): readonly ChildLife[] {
  if (life.endAsked !== null || isEnded(life)) return life.children.filter(isAskable);
  const asked: ChildLife[] = [];
  let excess = openExcess(life);
  for (const child of life.children) {
    if (isChildEnded(child.state) || !isResting(child.kind) || !isAskable(child)) continue;
    const mustGo = isRecalled(life, child) || isReplaceLost(child);
    if (!mustGo && (excess <= 0 || isOnItsWay(child))) continue;
    excess -= mustGo ? 0 : reservedOf(child);
    asked.push(child);
  }
  return asked;
}

/**
 * The child that keeps its place in the queue with less, and how much, where that gives back all that is executed or out beyond the order; the newest one
 * that can. Null where there is none, or nothing is beyond the order.
 */
export function childToShrink(
  life: OrderLife,
  canReplace: (child: ChildLife) => boolean,
): { readonly child: ChildLife; readonly quantity: Quantity } | null {
  if (life.residual >= 0 || isStopped(life)) return null;
  const excess = openExcess(life);
  if (excess <= 0) return null;
  const fits = (child: ChildLife) => isReplaceable(child) && !isRecalled(life, child) && reservedOf(child) > excess;
  const child = life.children.findLast((each) => fits(each) && canReplace(each));
  return child === undefined ? null : { child, quantity: quantity(child.quantity - excess) };
}

/**
 * What rests at a limit that is not the order's any more, and may be given the new one in its place, with so much of it as is still wanted (at the
 * instrument's scale). Null where nothing does, nothing of it is wanted, or the order is not to be routed now.
 */
export function recalledToReplace(
  life: OrderLife,
  canReplace: (child: ChildLife) => boolean,
): { readonly children: readonly ChildLife[]; readonly quantity: Quantity } | null {
  if (life.recalledWaves === 0 || isStopped(life) || isWaveOpen(life) || life.plansTooOld > 0) return null;
  const fits = (child: ChildLife) => isReplaceable(child) && isRecalled(life, child) && canReplace(child);
  const children = life.children.filter(fits);
  const reserved = children.reduce((sum, child) => sum + reservedOf(child), 0);
  const wanted = reserved + Math.min(0, life.residual);
  return children.length === 0 || wanted <= 0 ? null : { children, quantity: quantity(wanted) };
}

/** Nothing new is sent of it. */
function isStopped(life: OrderLife): boolean {
  return isEnded(life) || life.endAsked !== null || life.isBroken || life.waitsForPerson;
}

/** What is executed or out beyond the order when all has come back that is asked back, or is to be. */
function openExcess(life: OrderLife): number {
  let excess = excessOf(life);
  if (excess === 0) return 0;
  for (const child of life.children) excess -= relievedBy(life, child);
  return Math.max(0, excess);
}

function relievedBy(life: OrderLife, child: ChildLife): number {
  if (isChildEnded(child.state) || !isResting(child.kind)) return 0;
  if (isRecalled(life, child) || isReplaceLost(child) || child.cancelAskedAtUs !== null) return reservedOf(child);
  if (isSaidToBeOver(child)) return reservedOf(child);
  const asked = child.replace?.asked ?? null;
  return asked === null ? 0 : reservedOf(child) - Math.max(0, asked.quantity - child.filled);
}

function isRecalled(life: OrderLife, child: ChildLife): boolean {
  return termsWaveOf(child) <= life.recalledWaves;
}

/** True while the answer to a change, or to the question that has followed it, says what becomes of a child. */
function isOnItsWay(child: ChildLife): boolean {
  return (child.replace !== null && child.replace.asked !== null) || isSaidToBeOver(child);
}

/** Its venue has not changed it because it is over, and is asked how. */
function isSaidToBeOver({ state, doubt }: ChildLife): boolean {
  return state === 'UNKNOWN' && doubt === 'REPLACE_REFUSED';
}

/** Its venue has been asked since the doubt, and has not heard of the new terms: they are given up, and so is the child. */
function isReplaceLost({ state, replace }: ChildLife): boolean {
  return state !== 'UNKNOWN' && replace?.asked?.isDoubted === true;
}

/** True for a child that is out at its venue, and not asked back yet. What is intended has not left. */
export function isAskable(child: ChildLife): boolean {
  return !isChildEnded(child.state) && child.state !== 'INTENDED' && child.cancelAskedAtUs === null;
}

/** True for a child that rests by terms that are known, with nothing on its way to it. One whose venue has refused a change is not changed again. */
export function isReplaceable({ state, kind, cancelAskedAtUs, replace }: ChildLife): boolean {
  const isThere = (state === 'ACKED' || state === 'PARTIALLY_FILLED') && isResting(kind) && cancelAskedAtUs === null;
  return isThere && (replace === null || (replace.asked === null && !replace.isRefused));
}

/** True where a change of a child that has become durable may still leave: nobody has asked for its end meanwhile, and its terms are the order's. */
export function mayBeReplaced(life: OrderLife, child: ChildLife, revision: number): boolean {
  const { state, cancelAskedAtUs, replace } = child;
  const isAsked = replace !== null && replace.asked !== null && replace.revision === revision;
  const isThere = (state === 'ACKED' || state === 'PARTIALLY_FILLED') && cancelAskedAtUs === null;
  return !isStopped(life) && isAsked && isThere && !isRecalled(life, child);
}
