import type { Side } from '@fairlead/core/order/request';
import type { StoredEntry } from '../journal/journal-entry.ts';
import { SHARD } from '../journal/shard-lease.ts';
import type { Database } from '../pool.ts';
import { timestamp } from '../row-reading.ts';
import { JournalReader, PROJECTED } from './journal-reader.ts';

/** An order to go on with: its entries, in order, of which `foldEntries` makes its life. */
export interface OpenOrder {
  readonly orderPk: string;
  readonly entries: readonly StoredEntry[];
}

/** A child that has ended lately. */
export interface LateEndRow {
  readonly child_id: string;
  readonly venue_id: string;
  readonly instrument_id: string;
  readonly side: Side;
  readonly venue_order_id: string | null;
  readonly filled_quantity: string;
  readonly quantity_decimals: number;
}

/** A report for a child that nobody here knows. */
export interface OrphanReportRow {
  readonly id: string;
  readonly venue_id: string;
  readonly child_id: string;
  /** JSON text. */
  readonly report: string;
  readonly received_at_us: number;
}

/** As many as venues can be asked for in a moment. */
const LATE_ENDS_MAX = 20_000;

/** Reads what the router has to take up again, at its start and when venues speak of what has ended. */
export class RecoveryRepository {
  readonly #database: Database;
  readonly #journal: JournalReader;

  constructor(database: Database) {
    this.#database = database;
    this.#journal = new JournalReader(database);
  }

  /**
   * Every order that has not ended, or of which something is still out, oldest first, and whatever the journal tells of beyond the projections, ended or
   * not: folded, it says for itself. Of orders that were only routed for somebody else to execute the projected ones are left out: they are not ours to go
   * on with.
   */
  async openOrders(): Promise<OpenOrder[]> {
    const entries = await this.#journal.ofOpen(IS_OPEN);
    const begunAt = ({ entries: [first] }: OpenOrder) => first?.position ?? 0;
    return [...entries]
      .map(([orderPk, ofOrder]) => ({ orderPk, entries: ofOrder }))
      .sort((a, b) => begunAt(a) - begunAt(b));
  }

  /** True where so much of the journal is not projected yet that it is better waited for than read here. */
  async isFarBehind(): Promise<boolean> {
    const result = await this.#database.query<{ is_far: boolean }>(FAR_BEHIND, [UNPROJECTED_MAX]);
    return result.rows[0]?.is_far ?? false;
  }

  /** The order of a child, or null where there is no such child. */
  async orderOfChild(childId: string): Promise<OpenOrder | null> {
    if (!UUID.test(childId)) return null;
    const orderPk = await this.#journal.orderNaming(childId, async () => {
      const sql = 'select c.order_pk from child_orders c where c.id = $1';
      const result = await this.#database.query<{ order_pk: string }>(sql, [childId]);
      return result.rows[0]?.order_pk ?? null;
    });
    return orderPk === null ? null : this.order(orderPk);
  }

  /** The order with this key, or null. */
  async order(orderPk: string): Promise<OpenOrder | null> {
    const entries = await this.#journal.ofOrder(orderPk);
    return entries.length === 0 ? null : { orderPk, entries };
  }

  /**
   * Children of a venue, or of all, that were sent and have ended since a time, the newest first; microseconds since 1970. Filled ones too: a venue
   * that doubles a report can have filled a child that it says is half done, and the question about it may not have been answered.
   */
  async endedSince(venueId: string | null, sinceUs: number): Promise<LateEndRow[]> {
    const result = await this.#database.query<LateEndRow>(LATE_ENDS, [sinceUs, venueId]);
    return result.rows;
  }

  /** Keeps a report that belongs to nobody. */
  async keepOrphan(row: OrphanReportRow): Promise<void> {
    await this.#database.query(
      `insert into orphan_reports (id, venue_id, child_id, report, received_at) values ($1, $2, $3, $4, ${timestamp('$5')})`,
      [row.id, row.venue_id, row.child_id, row.report, row.received_at_us],
    );
  }
}

/** Entries beyond the projections that a start reads for itself: their orders are in memory for a moment. */
const UNPROJECTED_MAX = 50_000;
const FAR_BEHIND = `
select coalesce((select max(j.position) from order_journal j where j.shard = ${SHARD}), 0) - ${PROJECTED} > $1::int8 as is_far`;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const IS_OPEN = `not o.route_only and (
  o.state in ('RECEIVED', 'ROUTING', 'WORKING', 'PARTIALLY_FILLED', 'PENDING_CANCEL', 'UNKNOWN')
  or o.id in (
    select c.order_pk from venue_configurations v join child_orders c on c.venue_id = v.venue_id and c.done_at is null))`;
const LATE_ENDS = `
select c.id as child_id, c.venue_id, o.instrument_id, o.side, c.venue_order_id, trim_scale(c.filled_quantity)::text as filled_quantity, i.quantity_decimals
from child_orders c join orders o on o.id = c.order_pk join instruments i on i.instrument_id = o.instrument_id
where c.done_at >= ${timestamp('$1')} and ($2::text is null or c.venue_id = $2)
  and (c.reject_code is null or c.reject_code not in ('NOT_SENT', 'PLAN_TOO_OLD', 'VENUE_LOST', 'NEVER_RECEIVED'))
order by c.done_at desc limit ${LATE_ENDS_MAX}`;
