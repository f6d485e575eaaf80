import {
  CHILD_COLUMNS,
  EXECUTION_COLUMNS,
  PROJECTED_DECISION_COLUMNS,
  PROJECTED_ORDER_COLUMNS,
  TERMS_COLUMNS,
} from '../order-columns.ts';
import type { ChildRow, DecisionRow, ExecutionRow, OrderRow, TermsRow } from '../order-rows.ts';
import { upsert } from '../projection/bulk.ts';
import { query } from './query.ts';

/** Rows of the projections, as a test wants them. */
export interface RowsToStore {
  readonly orders?: readonly OrderRow[];
  readonly decisions?: readonly DecisionRow[];
  readonly children?: readonly ChildRow[];
  readonly executions?: readonly ExecutionRow[];
  readonly terms?: readonly TermsRow[];
}

/** Puts rows into the projections without a journal behind them; a row that is there becomes this one. All stand as of position 1. */
export async function storeRows(url: string, rows: RowsToStore): Promise<void> {
  const { orders = [], decisions = [], children = [], executions = [], terms = [] } = rows;
  const write = async <Row extends object>(table: ReturnType<typeof upsert<Row>>, some: readonly Row[]) => {
    if (some.length > 0) await query(url, table.text, table.values(some));
  };
  await write(
    upsert('orders', ['id'], PROJECTED_ORDER_COLUMNS),
    orders.map((order) => ({ ...order, first_position: 1, last_position: 1 })),
  );
  await write(
    upsert('routing_decisions', ['order_pk', 'id'], PROJECTED_DECISION_COLUMNS),
    decisions.map(({ evidence: _evidence, rationale: _rationale, ...decision }) => ({
      ...decision,
      shard: 0,
      position: 1,
    })),
  );
  await write(upsert('child_orders', ['order_pk', 'id'], CHILD_COLUMNS), children);
  await write(upsert('executions', ['order_pk', 'id'], EXECUTION_COLUMNS), executions);
  await write(upsert('order_terms', ['order_pk', 'id', 'number'], TERMS_COLUMNS), terms);
}
