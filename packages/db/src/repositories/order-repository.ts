import type { StoredEntry } from '../journal/journal-entry.ts';
import { PROJECTED_ORDER_COLUMNS } from '../order-columns.ts';
import type { ChildRow, ExecutionRow, ProjectedOrderRow } from '../order-rows.ts';
import type { Database } from '../pool.ts';
import { type ToldEvent, toldEvents } from '../record/told-events.ts';
import { selectList } from '../row-reading.ts';
import { JournalReader } from './journal-reader.ts';
import { journaledOrder, waveSums } from './journaled-order.ts';
import { ORDER_PARTS, type WaveRow } from './order-parts.ts';
import { type Named, withNames } from './persons-of-order.ts';

/** Whose orders may be seen: one client's, or everybody's where it is null. */
export type Visibility = string | null;

/** An order as it is read: with the names of its persons, and the positions in the journal that its row tells. */
export type OrderView = Named<ProjectedOrderRow>;

/** A decision in the walk of its order; its rationale is null where retention has dropped its record. */
export type WalkWave = WaveRow & { readonly rationale: string | null };

/** An order and everything that happened to it, all of one instant. */
export interface OrderWalk {
  readonly order: OrderView;
  /** By wave. */
  readonly decisions: readonly WalkWave[];
  /** By wave and priority. */
  readonly children: readonly ChildRow[];
  /** By time of execution. */
  readonly executions: readonly ExecutionRow[];
  /** By sequence. */
  readonly events: readonly ToldEvent[];
}

type StoredWalk = Omit<OrderWalk, 'order'> & { readonly order: ProjectedOrderRow };

/**
 * Reads orders by their ids, out of the journal, so that an order is never behind nor missing while the projections are. Plain SQL: the router reads
 * through it too.
 */
export class OrderRepository {
  readonly #database: Database;
  readonly #journal: JournalReader;

  constructor(database: Database) {
    this.#database = database;
    this.#journal = new JournalReader(database);
  }

  /** The order that a client knows by this id, or null. */
  async findByClientId(clientId: string, orderId: string): Promise<OrderView | null> {
    const result = await this.#database.query<FoundByKey>(BY_KEY, [clientId, orderId]);
    const [found] = result.rows;
    if (found === undefined) return null;
    const isBehind = found.order === null || found.newest > found.order.last_position;
    const order = isBehind ? await this.#journaledRow(found.order_pk) : found.order;
    return order === null ? null : this.#named(order);
  }

  /** The order with this key and all that belongs to it, or null where there is none or it may not be seen. */
  async findWalk(orderPk: string, clientId: Visibility): Promise<OrderWalk | null> {
    const entries = await this.#journal.ofOrder(orderPk);
    const walk = this.#journaledWalk(entries) ?? (await this.#projectedWalk(orderPk, entries));
    if (walk === null || (clientId !== null && walk.order.client_id !== clientId)) return null;
    return { ...walk, order: await this.#named(walk.order) };
  }

  /** The events of an order, in order; none where there is no such order. */
  async orderEvents(orderPk: string): Promise<readonly ToldEvent[]> {
    return toldEvents(await this.#journal.ofOrder(orderPk));
  }

  async #journaledRow(orderPk: string): Promise<ProjectedOrderRow | null> {
    return journaledOrder(await this.#journal.ofOrder(orderPk))?.order ?? null;
  }

  #journaledWalk(entries: readonly StoredEntry[]): StoredWalk | null {
    const found = journaledOrder(entries);
    if (found === null) return null;
    const { order, children, executions, records } = found;
    const decisions = found.decisions.map((decision) => ({
      ...decision,
      ...waveSums(decision, found),
      rationale: records.get(decision.id)?.rationale() ?? null,
    }));
    return { order, decisions, children, executions, events: toldEvents(entries) };
  }

  /** What the projections keep of an order whose first entries retention has dropped. */
  async #projectedWalk(orderPk: string, entries: readonly StoredEntry[]): Promise<StoredWalk | null> {
    const result = await this.#database.query<StoredWalk>(`select ${ORDER_PARTS} from orders o where o.id = $1`, [
      orderPk,
    ]);
    const [found] = result.rows;
    if (found === undefined) return null;
    const decisions = found.decisions.map((decision) => ({ ...decision, rationale: null }));
    return { ...found, decisions, events: toldEvents(entries) };
  }

  async #named(order: ProjectedOrderRow): Promise<OrderView> {
    const [named] = await withNames(this.#database, [order]);
    if (named === undefined) throw new Error('an order expected');
    return named;
  }
}

interface FoundByKey {
  readonly order_pk: string;
  readonly order: ProjectedOrderRow | null;
  readonly newest: number;
}

const ORDER = selectList('o', PROJECTED_ORDER_COLUMNS);
const BY_KEY = `
select k.order_pk, (select row_to_json(r) from (select ${ORDER} from orders o where o.id = k.order_pk) r) as "order",
  coalesce((select j.position from order_journal j where j.order_pk = k.order_pk order by j.position desc limit 1), 0)::float8 as newest
from order_keys k where k.client_id = $1 and k.order_id = $2`;
