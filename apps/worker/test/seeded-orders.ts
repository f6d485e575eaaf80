import { type ChildRow, type ExecutionRow, NOTHING_TOLD } from '@fairlead/db/order-rows';
import { childRows, decisionRow, orderRow } from '@fairlead/db/testing/order-rows';
import type { RowsToStore } from '@fairlead/db/testing/stored-rows';

/** What a test says of a parent order. */
export interface OrderOf {
  readonly instrument: string;
  readonly side: 'BUY' | 'SELL';
  readonly arrivalMid: string | null;
  readonly children: readonly ChildOf[];
}

/** What a test says of a child: times in microseconds after the start of the order, null for never. */
export interface ChildOf {
  readonly venue: string;
  readonly quantity: string;
  readonly filled: string;
  readonly kind?: ChildRow['order_kind'];
  readonly sent: number | null;
  readonly acked: number | null;
  readonly done: number | null;
  /** The mid at its one fill. */
  readonly mid?: string;
}

let counted = 0;

/** A UUIDv7 of a given time, each call another. */
export function uuidAt(time_us: number): string {
  counted += 1;
  const ms = Math.floor(time_us / 1_000)
    .toString(16)
    .padStart(12, '0');
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-${counted.toString(16).padStart(12, '0')}`;
}

/** A parent order received at a time, with its decision, children and fills, as the projector writes it. */
export function orderEntry(said: OrderOf, at_us: number): RowsToStore {
  const order = orderRow({
    id: uuidAt(at_us),
    instrument_id: said.instrument,
    side: said.side,
    arrival_mid: said.arrivalMid,
    quantity: '100000',
    created_at_us: at_us,
    updated_at_us: at_us,
  });
  const decision = decisionRow(order);
  const [child] = childRows(decision);
  if (child === undefined) throw new Error('a decision without children');
  const children = said.children.map((each) => childRow(child, each));
  const executions = said.children.flatMap((each, index) => executionRows(each, children[index]));
  return { orders: [order], decisions: [decision], children, executions };
}

function childRow(like: ChildRow, said: ChildOf): ChildRow {
  const at = (after: number | null) => (after === null ? null : like.created_at_us + after);
  return {
    ...like,
    id: uuidAt(like.created_at_us),
    venue_id: said.venue,
    quantity: said.quantity,
    order_kind: said.kind ?? 'IOC',
    state: said.done === null ? 'SENT' : 'CANCELED',
    filled_quantity: said.filled,
    sent_at_us: at(said.sent),
    acked_at_us: at(said.acked),
    done_at_us: at(said.done),
  };
}

function executionRows(said: ChildOf, child: ChildRow | undefined): ExecutionRow[] {
  if (child === undefined || said.filled === '0') return [];
  const id = uuidAt(child.created_at_us);
  const { order_pk, venue_id, created_at_us } = child;
  const nothing = { latency_us: null, nbbo_bid: null, nbbo_ask: null, price_improvement_bps: null, quality: null };
  const fill = {
    quantity: said.filled,
    price: '100',
    fee: '0',
    ...NOTHING_TOLD,
    liquidity_flag: 'TAKE',
    marks: [],
    mid: said.mid ?? null,
  } as const;
  const times = { executed_at_us: created_at_us, created_at_us };
  return [{ id, order_pk, child_id: child.id, venue_id, venue_execution_id: id, ...fill, ...nothing, ...times }];
}
