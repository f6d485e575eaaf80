import type { Scale } from '@fairlead/core/money/amount';
import type { Side } from '@fairlead/core/order/request';
import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import type { ChildRow, DecisionRow, ExecutionRow, LaterOrderColumns, OrderRow, ToldColumns } from '../order-rows.ts';

/** What every entry of an order says of it, so that an entry can be read alone. */
export interface OrderHead {
  readonly clientId: string;
  readonly orderId: string;
  readonly instrumentId: string;
  readonly side: Side;
  readonly scale: Scale;
  readonly simulated: boolean;
  readonly routeOnly: boolean;
}

/** A child as it was stored then: without what has been kept since. */
export type MigratedChildRow = Omit<ChildRow, 'venue_order_id'>;

/** An execution as it was stored then. */
export type MigratedExecutionRow = Omit<ExecutionRow, keyof ToldColumns>;

/** An order as it was stored before the journal. */
export type MigratedOrderRow = Omit<OrderRow, keyof LaterOrderColumns>;

/** An order of before the journal: its old rows as they were stored, decisions with their evidence, and its old events with their hashes. */
export interface MigratedRows {
  readonly order: MigratedOrderRow;
  readonly decisions: readonly DecisionRow[];
  readonly children: readonly MigratedChildRow[];
  readonly executions: readonly MigratedExecutionRow[];
  readonly events: readonly Readonly<Record<string, unknown>>[];
}

/** What the body of an order's entry holds. */
export type EntryContent =
  | { readonly kind: 'EVENTS'; readonly head: OrderHead; readonly events: readonly OrderEvent[] }
  | { readonly kind: 'MIGRATED'; readonly head: OrderHead; readonly rows: MigratedRows };
