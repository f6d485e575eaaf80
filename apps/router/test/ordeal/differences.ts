import type { Promised } from './promises.ts';
import type { RecordedChild, RecordedOrder } from './record.ts';
import { brokenReplaces } from './replace-promises.ts';
import { lateQuantity, type TrueOrder, works } from './venue-orders.ts';

/** What is held against each other: the database, the venues' own books, and what callers were told. */
export interface Evidence {
  readonly recorded: ReadonlyMap<string, RecordedOrder>;
  readonly atVenues: ReadonlyMap<string, TrueOrder>;
  readonly promised: Promised;
}

/** How long after the answer to a cancel a child may still be on its way from the router to its venue. */
const ON_THE_WAY_US = 50_000;

/** Every fact in which record, venues and promises do not agree, as one sentence each. Empty where all is well. */
export function differences(evidence: Evidence): string[] {
  const { recorded, promised, atVenues } = evidence;
  const ofReplaces = brokenReplaces(recorded, promised, atVenues);
  return [...unrecorded(evidence), ...ofOrders(evidence), ...brokenPromises(evidence), ...ofReplaces].sort();
}

/** Child orders that a venue has and the database does not. */
function* unrecorded({ recorded, atVenues }: Evidence): Generator<string> {
  const known = new Set([...recorded.values()].flatMap(({ children }) => children.map(({ id }) => id)));
  for (const each of atVenues.values()) {
    if (!known.has(each.child_id)) yield `child ${each.child_id} at ${each.venue_id} is not in the database`;
    if (each.times_received > 1) yield `child ${each.child_id} was sent ${each.times_received} times`;
  }
}

function* ofOrders({ recorded, atVenues }: Evidence): Generator<string> {
  for (const order of recorded.values()) {
    const name = `order ${order.order_id} (${order.state})`;
    for (const child of order.children)
      for (const said of ofChild(child, atVenues.get(child.id))) yield `${name}, ${said}`;
    const truths = order.children.flatMap((child) => atVenues.get(child.id) ?? []);
    for (const said of ofSums(order, truths)) yield `${name}: ${said}`;
    if (!order.isChainWhole) yield `${name}: its events have a gap`;
  }
}

function* ofSums(order: RecordedOrder, truths: readonly TrueOrder[]): Generator<string> {
  const booked = sum(order.children.flatMap(({ executions }) => executions.map(({ quantity }) => quantity)));
  if (booked !== order.filled) yield `filled ${order.filled}, and its executions are ${booked}`;
  const working = truths.filter(works).map((each) => each.quantity - each.filled_quantity);
  const held = sum(truths.map((each) => each.filled_quantity)) + sum(working);
  const late = sum(truths.map(lateQuantity));
  // Late fills are the venues' doing, and so is what has executed while less was asked for; everything else beyond the order was sent by us.
  const isReplaced = order.terms.length > 1;
  if (held > order.quantity + late && (working.length > 0 || !isReplaced))
    yield `venues hold ${held} of ${order.quantity}, of which only ${late} came after a confirmed cancel`;
  if (order.isEnded && working.length > 0) yield `has ended, and ${sum(working)} work at venues`;
  if (!order.isEnded && !order.waitsForPerson && working.length === 0)
    yield 'has not ended, and nothing of it works at a venue';
}

/** What the database says of a child against what its venue says; `truth` is absent where it never came there. */
function* ofChild(child: RecordedChild, truth: TrueOrder | undefined): Generator<string> {
  const name = `child ${child.id} at ${child.venue_id} (${child.state}${child.reject_code === null ? '' : ` ${child.reject_code}`})`;
  if (truth === undefined) {
    if (!child.isEnded) yield `${name} never came to its venue and has not ended`;
    if (child.filled !== 0) yield `${name} never came to its venue and is filled ${child.filled}`;
    return;
  }
  if (truth.venue_id !== child.venue_id) yield `${name} is at ${truth.venue_id}`;
  if (truth.quantity !== child.quantity) yield `${name} is of ${child.quantity}, and of ${truth.quantity} at its venue`;
  if (works(truth) === child.isEnded) yield `${name} is ${truth.state} at its venue`;
  if (truth.filled_quantity !== child.filled) yield `${name} is filled ${child.filled}, and ${filledAt(truth)}`;
  yield* ofExecutions(name, child, truth);
}

function* ofExecutions(name: string, child: RecordedChild, truth: TrueOrder): Generator<string> {
  const booked = new Map(child.executions.map((each) => [each.venue_execution_id, each]));
  if (booked.size !== child.executions.length) yield `${name} has an execution twice`;
  for (const { execution_id: id, quantity, price, time_us } of truth.executions) {
    const ours = booked.get(id);
    booked.delete(id);
    const late = truth.canceled_us !== null && time_us > truth.canceled_us ? 'late ' : '';
    if (ours === undefined) yield `${name} lacks the ${late}execution ${id} of ${quantity}`;
    else if (ours.quantity !== quantity || ours.price !== price)
      yield `${name} has ${late}execution ${id} as ${ours.quantity}@${ours.price}, and it is ${quantity}@${price}`;
  }
  for (const { venue_execution_id: id, quantity } of booked.values())
    yield `${name} has an execution ${id} of ${quantity} that its venue does not know`;
}

function* brokenPromises({ recorded, atVenues, promised }: Evidence): Generator<string> {
  for (const orderId of promised.taken)
    if (!recorded.has(orderId)) yield `order ${orderId} was acknowledged and is not in the database`;
  for (const orderId of promised.ended)
    if (recorded.get(orderId)?.isEnded !== true) yield `order ${orderId} was said to have ended, and has not`;
  for (const [orderId, answeredUs] of promised.canceled) {
    const order = recorded.get(orderId);
    if (order === undefined) yield `the cancel of order ${orderId} was confirmed, and the order is not in the database`;
    else yield* ofCancel(order, { answeredUs, atVenues });
  }
}

/** A confirmed cancel ends its order for good: canceled, or filled by what had been sent before. */
function* ofCancel(
  order: RecordedOrder,
  at: { answeredUs: number; atVenues: ReadonlyMap<string, TrueOrder> },
): Generator<string> {
  const name = `order ${order.order_id} (${order.state}), whose cancel was confirmed,`;
  if (order.state !== 'CANCELED' && order.state !== 'FILLED') yield `${name} is not canceled`;
  if (order.state === 'FILLED' && order.filled < order.quantity) yield `${name} is filled in part only`;
  for (const { id, sent_us: sentUs } of order.children) {
    const receivedUs = at.atVenues.get(id)?.received_us ?? 0;
    // A venue on a busy machine reads late what had left before; where the record does not know when that was, the venue's word counts.
    const leftUs = sentUs ?? receivedUs - ON_THE_WAY_US;
    if (receivedUs > 0 && leftUs > at.answeredUs)
      yield `${name} sent child ${id} ${Math.round((leftUs - at.answeredUs) / 1_000)} ms afterwards`;
  }
}

function filledAt(truth: TrueOrder): string {
  const late = lateQuantity(truth);
  return late === 0
    ? `${truth.filled_quantity} at its venue`
    : `${truth.filled_quantity} at its venue, of which ${late} late`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
