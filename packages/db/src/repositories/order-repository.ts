import type { OrderState } from '@fairlead/core/order/order-state';
import { EVENT_COLUMNS, ORDER_COLUMNS } from '../journal-columns.ts';
import type { ChildRow, ExecutionRow, OrderEventRow, OrderRow } from '../journal-rows.ts';
import type { Database } from '../pool.ts';
import { selectList, timestamp } from '../row-reading.ts';
import { ORDER_PARTS, rowsOf, type WaveRow } from './order-parts.ts';
import { Conditions, type Page, type PageRequest, pageOf } from './page.ts';

/** Whose orders may be seen: one client's, or everybody's where it is null. */
export type Visibility = string | null;

/** An order and everything that happened to it, all of one instant. */
export interface OrderWalk {
  readonly order: OrderRow;
  /** By wave. */
  readonly decisions: readonly WaveRow[];
  /** By wave and priority. */
  readonly children: readonly ChildRow[];
  /** By time of execution. */
  readonly executions: readonly ExecutionRow[];
  /** By sequence. */
  readonly events: readonly OrderEventRow[];
}

export interface OrderFilter extends PageRequest {
  readonly clientId: Visibility;
  readonly states?: readonly OrderState[];
  readonly instrumentId?: string;
  readonly simulated?: boolean;
  /** Received from (included) and to (excluded), microseconds since 1970. */
  readonly fromUs?: number;
  readonly toUs?: number;
}

const ORDER = selectList('o', ORDER_COLUMNS);

/** Reads orders. Plain SQL: the router reads through it too. */
export class OrderRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The order that a client knows by this id, or null. */
  async findByClientId(clientId: string, orderId: string): Promise<OrderRow | null> {
    const sql = `select ${ORDER} from orders o where o.client_id = $1 and o.order_id = $2`;
    const result = await this.#database.query<OrderRow>(sql, [clientId, orderId]);
    return result.rows[0] ?? null;
  }

  /** The order with this key and all that belongs to it, or null where there is none or it may not be seen. */
  async findWalk(orderPk: string, clientId: Visibility): Promise<OrderWalk | null> {
    const result = await this.#database.query<OrderWalk>(WALK, [orderPk, clientId]);
    return result.rows[0] ?? null;
  }

  /** The newest orders first, those that match. */
  async list(filter: OrderFilter): Promise<Page<OrderRow>> {
    const conditions = new Conditions()
      .add(filter.clientId, (p) => `o.client_id = ${p}`)
      .add(filter.states, (p) => `o.state = any (${p})`)
      .add(filter.instrumentId, (p) => `o.instrument_id = ${p}`)
      .add(filter.simulated, (p) => `o.simulated = ${p}`)
      .add(filter.fromUs, (p) => `o.created_at >= ${timestamp(p)}`)
      .add(filter.toUs, (p) => `o.created_at < ${timestamp(p)}`)
      .after(filter.cursor, 'o');
    const sql = `select ${ORDER} from orders o ${conditions.where} order by o.created_at desc, o.id desc limit ${filter.limit + 1}`;
    const result = await this.#database.query<OrderRow>(sql, conditions.values);
    return pageOf(result.rows, filter.limit, (row) => row);
  }
}

const WALK = `
select ${ORDER_PARTS},
  ${rowsOf(selectList('v', EVENT_COLUMNS), 'from order_events v where v.order_pk = o.id order by v.seq')} as events
from orders o where o.id = $1 and ($2::text is null or o.client_id = $2)`;
