import type { ControlEvent } from '@fairlead/core/control/control-event';
import type pg from 'pg';
import { timestamp } from '../row-reading.ts';
import type { Codec } from './codec.ts';
import type { ReadEntry } from './journal-reading.ts';

type Client = Pick<pg.ClientBase, 'query'>;
type EventOf<T extends ControlEvent['type']> = Extract<ControlEvent, { readonly type: T }>;
type Place = Pick<ReadEntry, 'shard' | 'position'>;

/** What an entry of no order tells, and where it stands. */
export interface ToldControl {
  readonly place: Place;
  readonly event: ControlEvent;
}

/** What those of some entries tell that belong to no order, in order. */
export function controlOf(entries: readonly ReadEntry[], codec: Pick<Codec, 'control'>): ToldControl[] {
  return entries.flatMap((place) => (place.orderPk === null ? [{ place, event: codec.control(place.body) }] : []));
}

/** How circuits and halts are written, or to tables of the same form under names with a prefix. They are few: an event is a statement. What was told before changes nothing. */
export class ControlTables {
  readonly #prefix: string;

  constructor(prefix = '') {
    this.#prefix = prefix;
  }

  async write(client: Client, told: readonly ToldControl[]): Promise<void> {
    for (const { event, place } of told) {
      const { sql, values } = this.#statement(event, place);
      await client.query(sql, values);
    }
  }

  #statement(event: ControlEvent, place: Place): { sql: string; values: unknown[] } {
    switch (event.type) {
      case 'CIRCUIT_CHANGED':
        return this.#circuit(event, place);
      case 'HALT_PLACED':
        return this.#halt(event, place);
      case 'HALT_RELEASED':
        return {
          sql: `update ${this.#prefix}halts set released_at = ${timestamp('$2')}, released_by = $3, release_reason = $4
            where id = $1 and released_at is null`,
          values: [event.id, event.atUs, event.actor, event.reason],
        };
    }
  }

  #circuit(event: EventOf<'CIRCUIT_CHANGED'>, { shard, position }: Place) {
    const { id, venueId, from, to, code, detail, untilUs, openings, actor, atUs } = event;
    return {
      sql: `insert into ${this.#prefix}circuit_events
        (id, venue_id, from_state, to_state, code, reason, until_at, openings, actor, created_at, shard, position)
        values ($1, $2, $3, $4, $5, $6, ${timestamp('$7')}, $8, $9, ${timestamp('$10')}, $11, $12) on conflict (id) do nothing`,
      values: [id, venueId, from, to, code, detail, untilUs, openings, actor, atUs, shard, position],
    };
  }

  #halt(event: EventOf<'HALT_PLACED'>, { shard, position }: Place) {
    const { id, scope, reason, cancelAll, actor, atUs } = event;
    return {
      sql: `insert into ${this.#prefix}halts
        (id, client_id, venue_id, instrument_id, reason, cancel_all, actor, created_at, shard, position)
        values ($1, $2, $3, $4, $5, $6, $7, ${timestamp('$8')}, $9, $10) on conflict (id) do nothing`,
      values: [id, scope.clientId, scope.venueId, scope.instrumentId, reason, cancelAll, actor, atUs, shard, position],
    };
  }
}
