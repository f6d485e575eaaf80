import type { ControlEvent } from '@fairlead/core/control/control-event';
import { SHARD } from '../journal/shard-lease.ts';
import type { Database } from '../pool.ts';
import { readControl } from '../record/control-body.ts';
import { microseconds } from '../row-reading.ts';
import { PROJECTED } from './journal-reader.ts';

/** A halt as it was placed, and how it ended; null where it is in force. Times in microseconds since 1970. */
export interface PastHalt extends HaltRow {
  readonly release: { readonly actor: string; readonly reason: string; readonly atUs: number } | null;
}

/** Reads what is in force of circuits and halts, and what halts there have been. */
export class ControlRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Events whose fold is what is in force: of each venue the last change of its circuit, of each halt in force its placing, and after these whatever the
   * journal tells beyond the projections. Some may be told twice, in the same order.
   */
  async inForce(): Promise<readonly ControlEvent[]> {
    // Before the tables, so that nothing falls between them and the rest.
    const position = (await this.#database.query<{ position: number }>(POSITION)).rows[0];
    const circuits = await this.#database.query<CircuitRow>(CIRCUITS);
    const halts = await this.#database.query<HaltRow>(HALTS);
    const rest = await this.#database.query<{ body: string }>(REST, [position?.position ?? 0]);
    return [
      ...circuits.rows.map(({ actor, untilUs, ...row }) => ({
        ...row,
        type: 'CIRCUIT_CHANGED' as const,
        untilUs: untilUs === null ? null : Number(untilUs),
        actor,
      })),
      ...halts.rows.map(({ clientId, venueId, instrumentId, ...row }) => ({
        ...row,
        type: 'HALT_PLACED' as const,
        scope: { clientId, venueId, instrumentId },
      })),
      ...rest.rows.map(({ body }) => readControl(body)),
    ];
  }

  /** The ids of all halts that the projections have. */
  async haltIds(): Promise<readonly string[]> {
    return (await this.#database.query<{ id: string }>('select id from halts')).rows.map(({ id }) => id);
  }

  /** Those of some events that are not in the journal. A release that it has is known by its halt having ended. */
  async notWritten(events: readonly ControlEvent[]): Promise<readonly ControlEvent[]> {
    if (events.length === 0) return [];
    const ids = events.map(({ id }) => id);
    const [{ position } = { position: 0 }] = (await this.#database.query<{ position: number }>(POSITION)).rows;
    const known = await this.#database.query<{ name: string }>(KNOWN, [ids]);
    const rest = await this.#database.query<{ body: string }>(REST, [position]);
    const names = new Set([
      ...known.rows.map(({ name }) => name),
      ...rest.rows.map(({ body }) => nameOf(readControl(body))),
    ]);
    return events.filter((event) => !names.has(nameOf(event)));
  }

  /** The newest halts, so many at most, newest first, as far as the projections go. */
  async recentHalts(most: number): Promise<readonly PastHalt[]> {
    const { rows } = await this.#database.query<HaltRow & Released>(RECENT_HALTS, [most]);
    return rows.map(({ releasedBy: actor, releaseReason: reason, releasedAtUs: atUs, ...halt }) => ({
      ...halt,
      release: actor === null || reason === null || atUs === null ? null : { actor, reason, atUs },
    }));
  }
}

/** How a stored halt has ended. */
interface Released {
  readonly releasedBy: string | null;
  readonly releaseReason: string | null;
  readonly releasedAtUs: number | null;
}

type CircuitRow = Omit<Extract<ControlEvent, { type: 'CIRCUIT_CHANGED' }>, 'type'>;
type HaltRow = Omit<Extract<ControlEvent, { type: 'HALT_PLACED' }>, 'type' | 'scope'> &
  Extract<ControlEvent, { type: 'HALT_PLACED' }>['scope'];

/** What an event is known by: a halt has one that places and one that releases it. */
const nameOf = ({ type, id }: ControlEvent): string => `${type} ${id}`;

const POSITION = `select ${PROJECTED}::float8 as position`;
const KNOWN = `
select 'CIRCUIT_CHANGED ' || e.id as name from circuit_events e where e.id = any ($1::uuid[])
union all select 'HALT_PLACED ' || h.id from halts h where h.id = any ($1::uuid[])
union all select 'HALT_RELEASED ' || h.id from halts h where h.id = any ($1::uuid[]) and h.released_at is not null`;
const CIRCUITS = `
select distinct on (e.venue_id) e.id, e.venue_id as "venueId", e.from_state as "from", e.to_state as "to", e.code, e.reason as detail,
  ${microseconds('e.until_at')} as "untilUs", e.openings, e.actor, ${microseconds('e.created_at')} as "atUs"
from circuit_events e order by e.venue_id, e.created_at desc, e.position desc`;
const HALT_COLUMNS = `h.id, h.client_id as "clientId", h.venue_id as "venueId", h.instrument_id as "instrumentId", h.reason, h.cancel_all as "cancelAll", h.actor,
  ${microseconds('h.created_at')} as "atUs"`;
const HALTS = `
select ${HALT_COLUMNS}
from halts h where h.released_at is null order by h.created_at, h.position`;
const RECENT_HALTS = `
select ${HALT_COLUMNS}, h.released_by as "releasedBy", h.release_reason as "releaseReason", ${microseconds('h.released_at')} as "releasedAtUs"
from halts h order by h.created_at desc, h.position desc limit $1`;
const REST = `select j.body from order_journal j where j.shard = ${SHARD} and j.position > $1::int8 and j.order_pk is null order by j.position`;
