import type { ChildRow, ExecutionRow, ProjectedDecisionRow, ProjectedOrderRow } from '@fairlead/db/order-rows';
import type { BatchRows, ProjectionBatch } from '@fairlead/db/projection/batch';

/** The readable tables, as the batches of the projector make them. */
export class DatabaseRows {
  readonly orders = new Map<string, ProjectedOrderRow>();
  readonly decisions = new Map<string, ProjectedDecisionRow>();
  readonly children = new Map<string, ChildRow>();
  readonly executions = new Map<string, ExecutionRow>();
  /** The last entry of the journal that they tell. */
  position = 0;

  /** Writes a batch, whole. */
  write({ fresh, changed, busted }: ProjectionBatch, upTo: number): void {
    for (const rows of [fresh, changed]) this.#put(rows);
    for (const { id } of busted) this.executions.delete(id);
    this.position = upTo;
  }

  #put({ orders, decisions, children, executions }: BatchRows): void {
    for (const row of orders) this.orders.set(row.id, row);
    for (const row of decisions) this.decisions.set(row.id, row);
    for (const row of children) this.children.set(row.id, row);
    for (const row of executions) this.executions.set(row.id, row);
  }
}
