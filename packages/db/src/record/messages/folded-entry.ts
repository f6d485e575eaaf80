import { apply } from '@fairlead/core/order-life/fold';
import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { lifeOf, type OrderLife } from '@fairlead/core/order-life/order-life';
import { err, invariant, ok, type Result } from '@fairlead/core/result';
import type { StoredEntry } from '../../journal/journal-entry.ts';
import { readBody } from '../entry-body.ts';
import type { EntryContent, OrderHead } from '../entry-content.ts';
import { migratedLife } from '../fold-entries.ts';

/** An event of an order with where the order stood before it and stands after it. */
export interface FoldedEvent {
  readonly event: OrderEvent;
  readonly before: OrderLife;
  readonly after: OrderLife;
}

/** An entry of an order with what its entries before say: what an entry does not say itself. */
export interface FoldedEntry {
  readonly entry: StoredEntry;
  readonly head: OrderHead;
  readonly before: OrderLife;
  readonly after: OrderLife;
  /** None where the order was taken over from before the journal. */
  readonly events: readonly FoldedEvent[];
  /** When each execution of the order was had, by our id of it; microseconds since 1970. */
  readonly executedAtUs: ReadonlyMap<string, number>;
}

/** Why entries of an order cannot be told: those that it began with are not there any more. */
export type FoldError = 'BEGINNING_IS_GONE';

/**
 * The entries of one order, from its first on and in their order, each with where the order stood. Throws where one is missing in between, and for what no
 * router can have written.
 */
export function foldedEntries(entries: readonly StoredEntry[]): Result<readonly FoldedEntry[], FoldError> {
  const [first] = entries;
  if (first !== undefined && first.firstEvent !== 1) return err('BEGINNING_IS_GONE');
  const folded: FoldedEntry[] = [];
  const executedAtUs = new Map<string, number>();
  for (const entry of entries) folded.push(next(folded.at(-1) ?? null, entry, executedAtUs));
  return ok(folded);
}

/** The times are those of the order, which its entries share: one of an execution is looked up by its id, and never changes. */
function next(last: FoldedEntry | null, entry: StoredEntry, executedAtUs: Map<string, number>): FoldedEntry {
  const known: number = last?.after.version ?? 0;
  invariant(
    entry.firstEvent === known + 1,
    `the entry at ${entry.position} begins with event ${entry.firstEvent}, after event ${known}`,
  );
  const content = readBody(entry.body);
  const before = last?.after ?? firstLife(content);
  const events: FoldedEvent[] = [];
  let after = before;
  for (const event of content.kind === 'EVENTS' ? content.events : []) {
    const stood = after;
    after = apply(stood, event);
    events.push({ event, before: stood, after });
  }
  for (const [id, atUs] of timesIn(content)) executedAtUs.set(id, atUs);
  return { entry, head: content.head, before, after, events, executedAtUs };
}

/** Where an order stands before its first entry, or after the one that took it over. */
function firstLife(content: EntryContent): OrderLife {
  if (content.kind === 'MIGRATED') return migratedLife(content);
  const [first] = content.events;
  invariant(first?.type === 'RECEIVED', `the first entry of ${content.head.orderId} does not begin with its receipt`);
  return lifeOf(first.receipt, content.head.scale);
}

type Times = readonly (readonly [id: string, atUs: number])[];

function timesIn(content: EntryContent): Times {
  if (content.kind === 'MIGRATED') return content.rows.executions.map((row) => [row.id, row.executed_at_us]);
  return content.events.flatMap((event): Times => {
    if (event.type === 'FILL') return [[event.execution.id, event.atUs]];
    return event.type === 'EXECUTED_ELSEWHERE' ? [[event.execution.id, event.executedAtUs]] : [];
  });
}
