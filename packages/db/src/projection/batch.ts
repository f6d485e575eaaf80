import type { ChildRow, ExecutionRow, ProjectedDecisionRow, ProjectedOrderRow, TermsRow } from '../order-rows.ts';
import type { ToldControl } from './control-tables.ts';
import type { ProjectedRows } from './projected-rows.ts';

/** Rows of several orders, by table. */
export interface BatchRows {
  readonly orders: readonly ProjectedOrderRow[];
  readonly decisions: readonly ProjectedDecisionRow[];
  readonly children: readonly ChildRow[];
  readonly executions: readonly ExecutionRow[];
  readonly terms: readonly TermsRow[];
}

/** What some entries of the journal change in the projections: each row once, as it stands after the last of them. */
export interface ProjectionBatch {
  /** Of orders that are new with these entries. */
  readonly fresh: BatchRows;
  /** Of the others, those that are new or changed. */
  readonly changed: BatchRows;
  /** Executions that were stored and that their venues have taken back. */
  readonly busted: readonly Pick<ExecutionRow, 'order_pk' | 'id'>[];
  /** What belongs to no order, in order. */
  readonly control: readonly ToldControl[];
}

/** An order before some entries, null where it is new with them, and after them. */
export interface Changed {
  readonly before: ProjectedRows | null;
  readonly after: ProjectedRows;
}

/**
 * The rows to write, so that the projections tell the orders as they are after. A row that has not changed is the same object, and is not written, unless
 * the orders are to be written `whole`: where rows that should be there may be gone.
 */
export function batchOf(
  { changes, control }: { readonly changes: Iterable<Changed>; readonly control: readonly ToldControl[] },
  whole = false,
): ProjectionBatch {
  const fresh = new Gathered();
  const changed = new Gathered();
  const busted: Pick<ExecutionRow, 'order_pk' | 'id'>[] = [];
  for (const { before, after } of changes) {
    if (before === null) fresh.add(after);
    else if (whole) changed.add(after);
    else {
      changed.add({
        order: after.order,
        decisions: newRows(before.decisions, after.decisions),
        children: newRows(before.children, after.children),
        executions: newRows(before.executions, after.executions),
        terms: newRows(before.terms, after.terms),
      });
    }
    if (before !== null) busted.push(...goneRows(before.executions, after.executions));
  }
  return { fresh, changed, busted, control };
}

class Gathered implements BatchRows {
  readonly orders: ProjectedOrderRow[] = [];
  readonly decisions: ProjectedDecisionRow[] = [];
  readonly children: ChildRow[] = [];
  readonly executions: ExecutionRow[] = [];
  readonly terms: TermsRow[] = [];

  add({ order, decisions, children, executions, terms }: ProjectedRows): void {
    this.orders.push(order);
    this.decisions.push(...decisions);
    this.children.push(...children);
    this.executions.push(...executions);
    this.terms.push(...terms);
  }
}

function newRows<Row>(before: readonly Row[], after: readonly Row[]): readonly Row[] {
  if (before === after) return [];
  const known = new Set(before);
  return after.filter((row) => !known.has(row));
}

function goneRows(before: readonly ExecutionRow[], after: readonly ExecutionRow[]) {
  if (before === after || before.length === 0) return [];
  const kept = new Set(after.map((row) => row.id));
  return before.filter((row) => !kept.has(row.id)).map(({ order_pk, id }) => ({ order_pk, id }));
}
