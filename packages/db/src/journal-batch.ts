import type { RecordPart } from '@fairlead/core/routing/record/part-book';
import type {
  BustedRow,
  ChildRow,
  ChildUpdateRow,
  CircuitEventRow,
  DecisionRow,
  ExecutionRow,
  ExecutionUpdateRow,
  JournalEntry,
  OrderEventRow,
  OrderRow,
  OrderUpdateRow,
  OutboxRow,
} from './journal-rows.ts';

/** The rows of several entries, by table, in the order of the entries; no row of it is written twice. */
export interface JournalBatch {
  readonly orders: readonly OrderRow[];
  readonly decisions: readonly DecisionRow[];
  readonly parts: readonly RecordPart[];
  readonly children: readonly ChildRow[];
  readonly executions: readonly ExecutionRow[];
  readonly executionUpdates: readonly ExecutionUpdateRow[];
  readonly busted: readonly BustedRow[];
  readonly events: readonly OrderEventRow[];
  readonly outbox: readonly OutboxRow[];
  readonly circuits: readonly CircuitEventRow[];
  readonly orderUpdates: readonly OrderUpdateRow[];
  readonly childUpdates: readonly ChildUpdateRow[];
}

/**
 * Why an entry cannot be written at all, or null. An entry with a new order holds rows of that order only: they are what is left
 * out where the order turns out to be a duplicate.
 */
export function entryFault(entry: JournalEntry): string | null {
  const order = entry.orders?.[0];
  if (order === undefined) return null;
  if ((entry.orders?.length ?? 0) > 1) return 'an entry holds at most one new order';
  if ((entry.circuits?.length ?? 0) > 0) return 'an entry with a new order holds nothing else';
  const groups = [entry.decisions, entry.children, entry.executions, entry.events, entry.outbox];
  for (const rows of groups) {
    for (const row of rows ?? []) {
      if (row.order_pk !== order.id) return 'an entry with a new order holds rows of that order only';
    }
  }
  return null;
}

/**
 * Puts entries together for one statement. A statement sees the tables as they were before it, so a row is touched once: changes
 * of one row become its last one, and a change of a row that the same batch inserts is made in the inserted row. Parts that are kept already,
 * and all but the first of a batch that say the same, are left out.
 */
export function assemble(
  entries: readonly JournalEntry[],
  isKept: (part: RecordPart) => boolean = () => false,
): JournalBatch {
  const orders = entries.flatMap((entry) => entry.orders ?? []);
  const children = entries.flatMap((entry) => entry.children ?? []);
  const orderUpdates = entries.flatMap((entry) => entry.orderUpdates ?? []);
  const childUpdates = entries.flatMap((entry) => entry.childUpdates ?? []);
  const ordersFolded = fold<OrderUpdateRow, OrderRow>(orders, orderUpdates);
  const childrenFolded = fold<ChildUpdateRow, ChildRow>(children, childUpdates);
  return {
    orders: ordersFolded.inserts,
    decisions: entries.flatMap((entry) => entry.decisions ?? []),
    parts: partsOf(entries, isKept),
    children: childrenFolded.inserts,
    executions: entries.flatMap((entry) => entry.executions ?? []),
    executionUpdates: entries.flatMap((entry) => entry.executionUpdates ?? []),
    busted: entries.flatMap((entry) => entry.busted ?? []),
    events: entries.flatMap((entry) => entry.events ?? []),
    outbox: entries.flatMap((entry) => entry.outbox ?? []),
    circuits: entries.flatMap((entry) => entry.circuits ?? []),
    orderUpdates: ordersFolded.updates,
    childUpdates: childrenFolded.updates,
  };
}

function partsOf(entries: readonly JournalEntry[], isKept: (part: RecordPart) => boolean): readonly RecordPart[] {
  const parts = new Map<string, RecordPart>();
  for (const entry of entries)
    for (const part of entry.parts ?? []) if (!isKept(part) && !parts.has(part.hash)) parts.set(part.hash, part);
  return [...parts.values()];
}

interface Versioned {
  readonly id: string;
  readonly version: number;
}

function fold<Update extends Versioned, Row extends Update>(
  inserts: readonly Row[],
  updates: readonly Update[],
): { inserts: readonly Row[]; updates: readonly Update[] } {
  if (updates.length === 0) return { inserts, updates };
  const latest = new Map<string, Update>();
  for (const update of updates) {
    const known = latest.get(update.id);
    if (known === undefined || known.version < update.version) latest.set(update.id, update);
  }
  const folded = inserts.map((row) => {
    const update = latest.get(row.id);
    latest.delete(row.id);
    return update !== undefined && update.version > row.version ? { ...row, ...update } : row;
  });
  return { inserts: folded, updates: [...latest.values()] };
}
