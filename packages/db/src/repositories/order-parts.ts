import {
  CHILD_COLUMNS,
  EXECUTION_COLUMNS,
  PROJECTED_DECISION_COLUMNS,
  PROJECTED_ORDER_COLUMNS,
} from '../order-columns.ts';
import type { ProjectedDecisionRow } from '../order-rows.ts';
import { selectList } from '../row-reading.ts';

/** What the children of one decision have executed: exact sums over the fills of its wave. */
export interface WaveSums {
  readonly filled_quantity: string;
  /** Price × quantity, each fill rounded as in the sum of the order. */
  readonly notional: string;
  /** Negative is received. */
  readonly total_fees: string;
}

/** A decision with what its wave has executed so far. */
export type WaveRow = ProjectedDecisionRow & WaveSums;

/** The sums of a decision `d`, found by the order, whose children and fills are few and lie with it. What the caller executed itself is of its only decision. */
const WAVE_SUMS = `(select coalesce(trim_scale(sum(e.quantity)), 0)::text as filled_quantity,
    coalesce(trim_scale(sum(round(e.price * e.quantity, 8))), 0)::text as notional,
    coalesce(trim_scale(sum(e.fee)), 0)::text as total_fees
  from executions e left join child_orders k on k.order_pk = e.order_pk and k.id = e.child_id
  where e.order_pk = d.order_pk and (k.decision_id = d.id or e.child_id is null)) sums`;

/** One row as a JSON object, for queries that answer several rows at one instant. */
export function oneRow(list: string, from = ''): string {
  return `(select row_to_json(r) from (select ${list} ${from}) r)`;
}

/** A decision `d` with the sums of its wave, as a JSON object. */
export function waveRow(list: string): string {
  return oneRow(`${list}, sums.*`, `from ${WAVE_SUMS}`);
}

/** Rows as a JSON array, empty where there are none. */
export function rowsOf(list: string, from: string): string {
  return `coalesce((select json_agg(r) from (select ${list} ${from}) r), '[]')`;
}

const CHILDREN = selectList('c', CHILD_COLUMNS);
const DECISIONS = selectList('d', PROJECTED_DECISION_COLUMNS);
const EXECUTIONS = selectList('e', EXECUTION_COLUMNS);

/** The select list of an order `o` with its decisions, children and executions. */
export const ORDER_PARTS = `
  ${oneRow(selectList('o', PROJECTED_ORDER_COLUMNS))} as "order",
  ${rowsOf(`${DECISIONS}, sums.*`, `from routing_decisions d cross join lateral ${WAVE_SUMS} where d.order_pk = o.id order by d.wave`)} as decisions,
  ${rowsOf(CHILDREN, 'from child_orders c where c.order_pk = o.id order by c.wave, c.priority, c.id')} as children,
  ${rowsOf(EXECUTIONS, 'from executions e where e.order_pk = o.id order by e.executed_at, e.id')} as executions`;
