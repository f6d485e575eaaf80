import type { ChildRow, ExecutionRow, ProjectedDecisionRow, ProjectedOrderRow } from '../journal-rows.ts';
import type { ProjectedRows } from './projected-rows.ts';

/** What some entries of the journal change in the projections: each row once, as it stands after the last of them. */
export interface ProjectionBatch {
  readonly orders: readonly ProjectedOrderRow[];
  readonly decisions: readonly ProjectedDecisionRow[];
  readonly children: readonly ChildRow[];
  readonly executions: readonly ExecutionRow[];
  /** Executions that were stored and that their venues have taken back. */
  readonly busted: readonly Pick<ExecutionRow, 'order_pk' | 'id'>[];
}

/** An order before some entries, null where it is new with them, and after them. */
export interface Changed {
  readonly before: ProjectedRows | null;
  readonly after: ProjectedRows;
}

/** The rows to write, so that the projections tell the orders as they are after. A row that has not changed is the same object, and is not written. */
export function batchOf(changes: Iterable<Changed>): ProjectionBatch {
  const batch = {
    orders: [] as ProjectedOrderRow[],
    decisions: [] as ProjectedDecisionRow[],
    children: [] as ChildRow[],
    executions: [] as ExecutionRow[],
    busted: [] as Pick<ExecutionRow, 'order_pk' | 'id'>[],
  };
  for (const { before, after } of changes) {
    batch.orders.push(after.order);
    batch.decisions.push(...changedRows(before?.decisions, after.decisions));
    batch.children.push(...changedRows(before?.children, after.children));
    batch.executions.push(...changedRows(before?.executions, after.executions));
    if (before !== null) batch.busted.push(...goneRows(before.executions, after.executions));
  }
  return batch;
}

function changedRows<Row>(before: readonly Row[] | undefined, after: readonly Row[]): readonly Row[] {
  if (before === undefined || before.length === 0) return after;
  if (before === after) return [];
  const known = new Set(before);
  return after.filter((row) => !known.has(row));
}

function goneRows(before: readonly ExecutionRow[], after: readonly ExecutionRow[]) {
  if (before === after || before.length === 0) return [];
  const kept = new Set(after.map((row) => row.id));
  return before.filter((row) => !kept.has(row.id)).map(({ order_pk, id }) => ({ order_pk, id }));
}
