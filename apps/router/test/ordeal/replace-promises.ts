import type { AskedReplace, Promised, Terms } from './promises.ts';
import { grouped, type RecordedOrder } from './record.ts';
import { lateQuantity, type TrueOrder } from './venue-orders.ts';

type Books = ReadonlyMap<string, TrueOrder>;

/**
 * What does not hold of replacements, as one sentence each. One that was answered 200 is in the record, and what was asked before it does not come after it; one without an answer is there whole or
 * not at all; one that was refused is not there. No more is executed than the largest quantity that an order has had, and nothing at a price that none of its limits allowed.
 */
export function* brokenReplaces(
  recorded: ReadonlyMap<string, RecordedOrder>,
  promised: Promised,
  atVenues: Books,
): Generator<string> {
  const asks = grouped(promised.replaces, ({ orderId }) => orderId);
  for (const order of recorded.values()) {
    const name = `order ${order.order_id} (${order.state})`;
    const ofOrder = asks.get(order.order_id) ?? [];
    const ofAsked = promised.sent.has(order.order_id) ? ofTerms(order, ofOrder) : [];
    for (const said of [...ofAsked, ...ofBounds(order, atVenues)]) yield `${name} ${said}`;
  }
  for (const [orderId, ofOrder] of asks)
    if (!recorded.has(orderId) && ofOrder.some(isPromised))
      yield `the replacement of order ${orderId} was confirmed, and the order is not in the database`;
}

function* ofTerms({ terms, quantity }: RecordedOrder, asks: readonly AskedReplace[]): Generator<string> {
  const last = terms.at(-1);
  if (last?.quantity !== quantity) yield `is of ${quantity}, and by its events of ${last?.quantity}`;
  for (const [index, after] of terms.slice(1).entries()) {
    const before = terms[index];
    const isAsked = before !== undefined && asks.some((ask) => mayBeTaken(ask) && explains(ask, before, after));
    if (!isAsked)
      yield `got ${termsText(after)} after ${termsText(before)}, which nobody was answered or may have asked`;
  }
  for (const ask of asks.filter(isPromised)) {
    const at = terms.findLastIndex((each) => holds(each, ask));
    if (at < 0) yield `never got ${askText(ask)}, which was confirmed`;
    else yield* wentBack(terms, at, { ask, asks });
  }
}

/** What came after a confirmed replacement was asked for by somebody who had no answer when it was asked. */
function* wentBack(
  terms: readonly Terms[],
  at: number,
  { ask, asks }: { readonly ask: AskedReplace; readonly asks: readonly AskedReplace[] },
): Generator<string> {
  for (const [index, after] of terms.slice(at + 1).entries()) {
    const before = terms[at + index];
    const isLater = (other: AskedReplace) => mayBeTaken(other) && other.answeredUs > ask.askedUs;
    const isAsked = before !== undefined && asks.some((other) => isLater(other) && explains(other, before, after));
    if (!isAsked) yield `got ${termsText(after)} after ${askText(ask)}, which was confirmed later`;
  }
}

function* ofBounds({ side, terms, children }: RecordedOrder, atVenues: Books): Generator<string> {
  const truths = children.flatMap(({ id }) => atVenues.get(id) ?? []);
  const most = Math.max(...terms.map(({ quantity }) => quantity));
  const executed = truths.reduce((sum, each) => sum + each.filled_quantity - lateQuantity(each), 0);
  if (executed > most) yield `has executed ${executed}, and was never of more than ${most}`;
  const limits = terms.flatMap(({ limit }) => (limit === null ? [] : [limit]));
  if (limits.length < terms.length) return;
  const worst = side === 'BUY' ? Math.max(...limits) : Math.min(...limits);
  for (const { child_id: id, executions } of truths)
    for (const { price } of executions)
      if (side === 'BUY' ? price > worst : price < worst) yield `executed child ${id} at ${price}, beyond ${worst}`;
}

function isPromised({ status }: AskedReplace): boolean {
  return status === 200;
}

/** Promised, not answered, or told that it is not durable yet. */
function mayBeTaken({ status }: AskedReplace): boolean {
  return status === 200 || status === null || status === 503;
}

function holds(terms: Terms, { asked }: AskedReplace): boolean {
  const isQuantity = asked.quantity === null || asked.quantity === terms.quantity;
  return isQuantity && (asked.limit === null || asked.limit === terms.limit);
}

/** What was asked for is there, and what was to stay has stayed: never a half of it. */
function explains(ask: AskedReplace, before: Terms, after: Terms): boolean {
  const { quantity, limit } = ask.asked;
  return (
    holds(after, ask) && (quantity ?? before.quantity) === after.quantity && (limit ?? before.limit) === after.limit
  );
}

function termsText(terms: Terms | undefined): string {
  return terms === undefined ? 'nothing' : `${terms.quantity} at ${terms.limit ?? 'any price'}`;
}

function askText({ asked }: AskedReplace): string {
  return `${asked.quantity ?? 'as many'} at ${asked.limit ?? 'the same limit'}`;
}
