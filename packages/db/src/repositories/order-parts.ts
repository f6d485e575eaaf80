import { CHILD_COLUMNS, DECISION_SUMMARY_COLUMNS, EXECUTION_COLUMNS, ORDER_COLUMNS } from '../journal-columns.ts';
import { selectList } from '../row-reading.ts';

/** One row as a JSON object, for queries that answer several rows at one instant. */
export function oneRow(list: string): string {
  return `(select row_to_json(r) from (select ${list}) r)`;
}

/** Rows as a JSON array, empty where there are none. */
export function rowsOf(list: string, from: string): string {
  return `coalesce((select json_agg(r) from (select ${list} ${from}) r), '[]')`;
}

const CHILDREN = selectList('c', CHILD_COLUMNS);
const DECISIONS = selectList('d', DECISION_SUMMARY_COLUMNS);
const EXECUTIONS = selectList('e', EXECUTION_COLUMNS);

/** The select list of an order `o` with its decisions, children and executions. */
export const ORDER_PARTS = `
  ${oneRow(selectList('o', ORDER_COLUMNS))} as "order",
  ${rowsOf(DECISIONS, 'from routing_decisions d where d.order_pk = o.id order by d.wave')} as decisions,
  ${rowsOf(CHILDREN, 'from child_orders c where c.order_pk = o.id order by c.wave, c.priority, c.id')} as children,
  ${rowsOf(EXECUTIONS, 'from executions e where e.order_pk = o.id order by e.executed_at, e.id')} as executions`;
