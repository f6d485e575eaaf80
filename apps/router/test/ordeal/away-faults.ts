import type { DatabaseOutcome } from './database-ordeal.ts';
import type { Answered } from './order-load.ts';
import type { RecordedChild, RecordedOrder } from './record.ts';
import type { TrueOrder } from './venue-orders.ts';

/** How long a router may take to see that its database does not answer, and to answer what waits for it. */
const NOTICED_US = 3_000_000;
/** A plan that was made longer ago than this has been looked at again before it was sent; a little more than the router's own bound. */
const OLD_US = 300_000;
/** A quote that stood for less may not have been read by a router that had its hands full. */
const NEWS_US = 1_000_000;

/** What a router did or said that it must not while its database is away, as one sentence each. Empty where all is well. */
export function awayFaults(outcome: DatabaseOutcome): string[] {
  return [...ofAnswers(outcome), ...ofReadiness(outcome), ...ofCancels(outcome), ...ofOldPlans(outcome)].sort();
}

/** New orders are refused for now, known ones get their answer, and nothing is an error of ours. */
function* ofAnswers(outcome: DatabaseOutcome): Generator<string> {
  const { answers, goneUs } = outcome;
  for (const { kind, orderId, status, code } of answers)
    if (status === null || (status >= 500 && status !== 503)) yield `${kind} ${orderId} was answered ${status} ${code}`;
  const takenUs = new Map<string, number>();
  for (const each of answers) {
    const before = takenUs.get(each.orderId) ?? Number.POSITIVE_INFINITY;
    if (each.kind === 'ORDER' && each.status === 202) takenUs.set(each.orderId, Math.min(before, each.answeredUs));
  }
  for (const each of during(outcome)) {
    const wanted = (takenUs.get(each.orderId) ?? Number.POSITIVE_INFINITY) < each.askedUs ? 202 : 503;
    if (each.kind === 'ORDER' && each.status !== wanted)
      yield `ORDER ${each.orderId} was answered ${each.status} ${each.code} instead of ${wanted}, ${seconds(each.askedUs - goneUs)} after the database had gone`;
  }
}

function* ofReadiness({ looks, goneUs, backUs }: DatabaseOutcome): Generator<string> {
  for (const { atUs, isReady } of looks)
    if (isReady && atUs > goneUs + NOTICED_US && atUs < backUs)
      yield `ready ${seconds(atUs - goneUs)} after the database had gone`;
}

/** A cancel of what works goes to its venue at once, and the caller is told that it is not durable. */
function* ofCancels(outcome: DatabaseOutcome): Generator<string> {
  const orders = new Map(outcome.orders.map((order) => [order.order_id, order]));
  for (const { kind, orderId, status, code, isSent, askedUs } of during(outcome)) {
    if (kind !== 'CANCEL') continue;
    const working = (orders.get(orderId)?.children ?? []).flatMap((child) => {
      const truth = outcome.atVenues.get(child.id);
      return truth !== undefined && worked(truth, askedUs) ? [truth] : [];
    });
    if (working.length === 0) continue;
    if (code !== 'NOT_DURABLE' || !isSent) yield `CANCEL ${orderId} was answered ${status} ${code} (sent: ${isSent})`;
    for (const { child_id, venue_id, cancel_received_us: receivedUs } of working)
      if (receivedUs === null || receivedUs > askedUs + NOTICED_US)
        yield `the cancel of ${orderId} came to ${venue_id} for child ${child_id} ${receivedUs === null ? 'never' : seconds(receivedUs - askedUs)}`;
  }
}

/** Whether something of it worked at its venue just then. */
function worked({ received_us, canceled_us, state, executions }: TrueOrder, atUs: number): boolean {
  if (received_us > atUs || state === 'REJECTED') return false;
  if (canceled_us !== null) return canceled_us > atUs;
  const lastUs = executions.at(-1)?.time_us ?? 0;
  return state !== 'FILLED' || lastUs > atUs;
}

/** Nothing is sent on a market that is gone: an old plan was looked at again, so its venue still showed what it was sent for. */
function* ofOldPlans({ orders, atVenues }: DatabaseOutcome): Generator<string> {
  for (const order of orders) {
    for (const child of order.children) {
      const truth = atVenues.get(child.id);
      if (truth === undefined) continue;
      const sentUs = child.sent_us ?? truth.received_us;
      if (sentUs - child.planned_us < OLD_US || stillHeld(order, child, { shown: truth.shown, sentUs })) continue;
      yield `order ${order.order_id} sent child ${child.id} (${order.side} ${child.order_kind} at ${child.limit}) to ${child.venue_id}, which showed ${marketOf(truth, sentUs)}, ${seconds(sentUs - child.planned_us)} after its plan`;
    }
  }
}

function marketOf({ shown }: TrueOrder, sentUs: number): string {
  return shown === null ? 'nothing' : `${shown.bid} x ${shown.ask} for ${seconds(sentUs - shown.since_us)}`;
}

/** What would take is shown at its limit or better; what would rest does not lock its venue. */
function stillHeld(
  { side }: RecordedOrder,
  { order_kind: kind, limit }: RecordedChild,
  { shown, sentUs }: { shown: TrueOrder['shown']; sentUs: number },
): boolean {
  if (shown === null || shown.since_us > sentUs - NEWS_US || kind.startsWith('MID')) return true;
  const far = side === 'BUY' ? shown.ask : shown.bid;
  const reaches = far !== 0 && (side === 'BUY' ? far <= limit : far >= limit);
  return kind === 'POST' ? !reaches : reaches;
}

/** Calls whose whole life lies where the database was away and the router knew it. */
function during({ answers, goneUs, backUs }: DatabaseOutcome): Answered[] {
  return answers.filter(({ askedUs }) => askedUs > goneUs + NOTICED_US && askedUs < backUs - NOTICED_US);
}

function seconds(us: number): string {
  return `${(us / 1_000_000).toFixed(2)} s`;
}
