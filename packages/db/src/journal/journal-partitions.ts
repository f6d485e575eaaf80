import { isOrderEnded, ORDER_STATES } from '@fairlead/core/order/order-state';
import type { Database } from '../pool.ts';
import { microseconds } from '../row-reading.ts';

/** A partition of the journal. */
export interface JournalPartition {
  readonly firstPosition: number;
  /** The first position that is not in it. */
  readonly endPosition: number;
  /** With its indexes. */
  readonly bytes: number;
  readonly entries: number;
  /** It holds sealed entries that are not simulated. */
  readonly holdsLive: boolean;
  /** When the last of it was sealed; null where nothing of it is. */
  readonly lastAtUs: number | null;
  /** All that it may hold is sealed: it can be dropped. */
  readonly isSealed: boolean;
}

/** Looks after the partitions of the journal, over the functions of its owner. */
export class JournalPartitions {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Makes room for about a day ahead; gives how many partitions were missing. */
  async ensure(): Promise<number> {
    const result = await this.#database.query<{ made: number }>('select ensure_journal_partitions() as made');
    return result.rows[0]?.made ?? 0;
  }

  /** All of them, in the order of their positions. */
  async list(): Promise<JournalPartition[]> {
    return (await this.#database.query<JournalPartition>(LIST)).rows;
  }

  /**
   * True where an order that has entries in a partition has not ended, by the projections; those know all that is sealed. One that was only routed
   * for somebody else to execute waits for nothing.
   */
  async holdsOpenOrders({ firstPosition, endPosition }: JournalPartition): Promise<boolean> {
    const result = await this.#database.query<{ holds: boolean }>(OPEN_ORDERS, [
      OPEN_STATES,
      firstPosition,
      endPosition,
    ]);
    return result.rows[0]?.holds ?? true;
  }

  /** True where the projections hold rows of an order that has entries in a partition: they would tell what the journal no longer does. */
  async holdsProjected({ firstPosition, endPosition }: JournalPartition): Promise<boolean> {
    const result = await this.#database.query<{ holds: boolean }>(PROJECTED, [firstPosition, endPosition]);
    return result.rows[0]?.holds ?? true;
  }

  /** Deletes beliefs that only dropped entries named, the oldest first, so many at most; gives how many. */
  async deleteUnnamedBeliefs(limit: number): Promise<number> {
    const sql = 'select delete_unnamed_beliefs($1) as deleted';
    const result = await this.#database.query<{ deleted: number }>(sql, [limit]);
    return result.rows[0]?.deleted ?? 0;
  }

  /**
   * Drops the partition that begins at a position, with the names of the orders that begin in it, and gives how many entries went. Whether its orders
   * have ended and need not be kept any longer is the caller's to know. Throws where it is not sealed to its end, and where somebody reads the
   * journal at that moment: then it is to be tried again.
   */
  async drop(firstPosition: number): Promise<number> {
    const sql = 'select drop_journal_partition($1)::float8 as dropped';
    const result = await this.#database.query<{ dropped: number }>(sql, [firstPosition]);
    return result.rows[0]?.dropped ?? 0;
  }
}

const LIST = `select first_position::float8 as "firstPosition", end_position::float8 as "endPosition", bytes::float8 as bytes,
  entries::float8 as entries, holds_live as "holdsLive", ${microseconds('last_at')} as "lastAtUs", is_sealed as "isSealed"
from journal_partitions()`;

const OPEN_STATES = ORDER_STATES.filter((state) => !isOrderEnded(state));

const OPEN_ORDERS = `select exists (
  select from orders where not route_only and state = any ($1::text[]) and first_position < $3::int8 and last_position >= $2::int8
) as holds`;

const PROJECTED = `select exists (
  select from order_journal j join orders o on o.id = j.order_pk where j.position >= $1::int8 and j.position < $2::int8
) as holds`;
