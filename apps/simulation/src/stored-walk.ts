import { partNames } from '@fairlead/core/routing/record/part-names';
import type { StoredEntry } from '@fairlead/db/journal/journal-entry';
import { readBodyHead } from '@fairlead/db/record/entry-body';
import { toldEvents } from '@fairlead/db/record/told-events';
import { type JournaledOrder, journaledOrder } from '@fairlead/db/repositories/journaled-order';
import type { Store } from '@fairlead/router/adapters';
import type { SimulatedDatabase } from './simulated-database.ts';

type OrderView = NonNullable<Awaited<ReturnType<Store['orders']['findByClientId']>>>;
type Walk = NonNullable<Awaited<ReturnType<Store['orders']['findWalk']>>>;
type Whole = NonNullable<Awaited<ReturnType<Store['decisions']['findById']>>>;

const NOBODY_ERASED = { account_erased: false, customer_erased: false };
const NOT_SUMMED = { filled_quantity: '0', notional: '0', total_fees: '0' };

/** An order as the repositories give it, out of its entries. */
export function storedOrder(database: SimulatedDatabase, orderPk: string | undefined): OrderView | null {
  const found = orderPk === undefined ? null : journaledOrder([...database.entriesOf(orderPk)]);
  return found === null ? null : { ...found.order, ...NOBODY_ERASED };
}

/** The same with everything that happened to it. */
export function storedWalk(database: SimulatedDatabase, orderPk: string): Walk | null {
  const entries = [...database.entriesOf(orderPk)];
  const found = journaledOrder(entries);
  if (found === null) return null;
  const decisions = found.decisions.map((decision) => ({ ...decision, ...NOT_SUMMED, rationale: null }));
  const { order, children, executions } = found;
  return { order: { ...order, ...NOBODY_ERASED }, decisions, children, executions, events: toldEvents(entries) };
}

/** A decision with its record and the parts that it names. */
export function wholeDecision(database: SimulatedDatabase, decisionId: string): Whole | null {
  const orderPk = database.rows.decisions.get(decisionId)?.order_pk ?? orderOfDecision(database, decisionId);
  const entries = orderPk === null ? [] : [...database.entriesOf(orderPk)];
  const found = journaledOrder(entries);
  const decision = found?.decisions.find(({ id }) => id === decisionId);
  const [first] = entries;
  if (found === null || decision === undefined || first === undefined) return null;
  return {
    decision: { ...decision, ...NOT_SUMMED, rationale: null },
    order: { ...found.order, ...NOBODY_ERASED },
    children: found.children.filter((child) => child.decision_id === decisionId),
    stored: storedDecision(database, { found, first, decisionId }),
  };
}

function orderOfDecision({ entries }: SimulatedDatabase, decisionId: string): string | null {
  return entries.find(({ body }) => body.includes(decisionId))?.orderPk ?? null;
}

function storedDecision(
  { parts }: SimulatedDatabase,
  { found, first, decisionId }: { found: JournaledOrder; first: StoredEntry; decisionId: string },
): Whole['stored'] {
  const record = found.records.get(decisionId)?.record ?? '';
  const names = partNames(record);
  const body = (hash: string) => parts.get(hash) ?? '';
  const { clientId, orderId } = readBodyHead(first.body);
  const { side, time_in_force: timeInForce, held, directed_venue: directedVenue, capacity } = found.order;
  return {
    record,
    parts: names === null ? null : { catalogue: body(names.catalogue), belief: body(names.belief) },
    order: { clientId, orderId, side, timeInForce, held, directedVenue, capacity },
  };
}
