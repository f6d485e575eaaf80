import type { ChildRow, ExecutionRow, OrderRow } from '../journal-rows.ts';
import type { Database } from '../pool.ts';
import { ORDER_PARTS, type WaveRow } from './order-parts.ts';

/** An order that was alive when the router stopped, with all that is needed to go on with it. */
export interface OpenOrder {
  readonly order: OrderRow;
  readonly decisions: readonly WaveRow[];
  readonly children: readonly ChildRow[];
  readonly executions: readonly ExecutionRow[];
  /** The end of its chain of events: `seq` 0 and 64 zeros where it has none. */
  readonly lastEvent: { readonly seq: number; readonly hash: string };
}

/** Reads what the router has to take up again at its start. */
export class RecoveryRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Every order that has not ended, oldest first. Orders that were only routed for somebody else to execute are not ours to go on with. */
  async openOrders(): Promise<OpenOrder[]> {
    const result = await this.#database.query<OpenOrder>(OPEN_ORDERS);
    return result.rows;
  }
}

const OPEN_ORDERS = `
select ${ORDER_PARTS},
  coalesce(
    (select json_build_object('seq', v.seq, 'hash', v.hash) from order_events v where v.order_pk = o.id order by v.seq desc limit 1),
    json_build_object('seq', 0, 'hash', repeat('0', 64))) as "lastEvent"
from orders o
where o.state in ('RECEIVED', 'ROUTING', 'WORKING', 'PARTIALLY_FILLED', 'PENDING_CANCEL', 'UNKNOWN') and not o.route_only
order by o.created_at, o.id`;
