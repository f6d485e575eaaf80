import type { Scale } from '@fairlead/core/money/amount';
import { ORDER_EVENT_VERSION, type OrderEvent } from '@fairlead/core/order-life/order-event';
import type { StoredEntry } from '../journal/journal-entry.ts';
import { readBody } from './entry-body.ts';
import type { MigratedRows } from './entry-content.ts';
import { StoredFacts } from './stored-facts.ts';
import { toldFacts } from './told-facts.ts';
import { Decimals } from './told-market.ts';

/** One event of an order as people and programs read it, and the entry of the journal that it stands in. */
export interface ToldEvent {
  readonly order_pk: string;
  /** From 1, gapless. Events of before the journal are counted too. */
  readonly seq: number;
  /** MIGRATED stands where the order was taken into the journal, after its events of before. */
  readonly event_type: string;
  /** JSON text; one of before the journal byte for byte as it was stored then. */
  readonly payload: string;
  readonly created_at_us: number;
  readonly shard: number;
  readonly position: number;
  /** Of the chain over the whole journal up to the entry, 64 hex digits. */
  readonly hash: string;
}

type Place = Pick<ToldEvent, 'order_pk' | 'shard' | 'position' | 'hash'>;

/** The events that entries of one order tell, in their order. What retention has dropped is missing in front, and the numbers say so. */
export function toldEvents(entries: readonly StoredEntry[]): ToldEvent[] {
  let before = 0;
  return entries.flatMap((entry) => {
    const place = placeOf(entry);
    const content = readBody(entry.body);
    if (content.kind === 'EVENTS')
      return content.events.map((event, index) => ({
        ...place,
        seq: before + entry.firstEvent + index,
        event_type: event.type,
        payload: payloadOf(event, content.head.scale),
        created_at_us: event.atUs,
      }));
    const events = olderEvents(content.rows, place);
    before = events.length;
    return [...events, migratedEvent(entry, before + 1)];
  });
}

function placeOf({ orderPk, shard, position, hash }: StoredEntry): Place {
  return { order_pk: orderPk ?? '', shard, position, hash };
}

/** The facts of an event as JSON text, with the version of their names and what brought it about. */
export function payloadOf(event: OrderEvent, scale: Scale): string {
  return JSON.stringify({ v: ORDER_EVENT_VERSION, cause: event.cause, ...toldFacts(event, new Decimals(scale)) });
}

function olderEvents({ events }: MigratedRows, place: Place): ToldEvent[] {
  return events.map((event) => {
    const stored = new StoredFacts(event, { priceDecimals: 0, quantityDecimals: 0 });
    return {
      ...place,
      seq: stored.number('seq'),
      event_type: stored.text('event_type'),
      payload: stored.text('payload'),
      created_at_us: stored.number('created_at_us'),
    };
  });
}

function migratedEvent(entry: StoredEntry, seq: number): ToldEvent {
  const payload = JSON.stringify({ v: ORDER_EVENT_VERSION, cause: 'RESTART' });
  return { ...placeOf(entry), seq, event_type: 'MIGRATED', payload, created_at_us: entry.atUs };
}
