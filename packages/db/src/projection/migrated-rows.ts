import { NOTHING_LATER, NOTHING_TOLD } from '../order-rows.ts';
import type { MigratedRows } from '../record/entry-content.ts';
import type { ProjectedRows } from './projected-rows.ts';

/** The rows of an order of before the journal, as they were stored; evidence and rationale of its decisions stand in its entry. */
export function migratedRows(
  { order, decisions, children, executions }: MigratedRows,
  { shard, position }: { readonly shard: number; readonly position: number },
): ProjectedRows {
  return {
    order: { ...order, ...NOTHING_LATER, first_position: position, last_position: position },
    decisions: decisions.map(({ evidence: _evidence, rationale: _rationale, ...decision }) => ({
      ...decision,
      shard,
      position,
    })),
    children: children.map((child) => ({ ...child, venue_order_id: null })),
    executions: executions.map((execution) => ({ ...execution, ...NOTHING_TOLD })),
    terms: [],
  };
}
