import { isForClient, lastEventId, type StreamQuery } from '@fairlead/contracts/stream';
import type { Market } from '../../market-data/market.ts';
import type { Published } from '../../publish/stream-window.ts';
import type { Principal } from '../access.ts';
import type { Fault } from '../problem.ts';
import { faultsOf } from '../problem.ts';

/** What a reader asks for, understood. */
export interface StreamWish {
  /** The topics it named; null for everything but the NBBO. */
  readonly topics: ReadonlySet<string> | null;
  /** The first message that it wants; null for what comes new. */
  readonly fromSeq: number | null;
  /** Whether it asked for a message and may see it. */
  readonly wants: (message: Published, principal: Principal) => boolean;
}

/** What is asked of the stream by its query and the Last-Event-ID header, or what of it cannot be. */
export function readWish(
  query: StreamQuery,
  lastSeen: string | string[] | undefined,
  market: Market,
): StreamWish | Fault[] {
  const header = readLastSeen(lastSeen);
  const faults = [...header.faults, ...unknownNames(query, market)];
  if (faults.length > 0) return faults;
  const topics = query.topics === undefined ? null : new Set<string>(query.topics);
  const filters = [
    filterOf('instrument_id', query.instrument_id),
    filterOf('venue_id', query.venue_id),
    filterOf('order_id', query.order_id),
  ];
  return {
    topics,
    fromSeq: newest(query.from_seq, after(query.last_event_id), after(header.seq)),
    wants: (message, principal) =>
      (topics === null ? message.type !== 'NBBO' : topics.has(message.type)) &&
      filters.every((passes) => passes(message.data)) &&
      (principal.seesOnly === null || isForClient(message, principal.seesOnly)),
  };
}

function readLastSeen(text: string | string[] | undefined): { seq: number | undefined; faults: Fault[] } {
  if (text === undefined || text === '') return { seq: undefined, faults: [] };
  const read = lastEventId.safeParse(text);
  if (read.success) return { seq: read.data, faults: [] };
  return { seq: undefined, faults: faultsOf(read.error).map((fault) => ({ ...fault, path: 'Last-Event-ID' })) };
}

function unknownNames(query: StreamQuery, market: Market): Fault[] {
  const instruments = (query.instrument_id ?? []).filter((id) => market.book(id) === undefined);
  const venues = (query.venue_id ?? []).filter((id) => market.health(id) === undefined);
  return [
    ...instruments.map((id) => ({
      path: 'instrument_id',
      code: 'UNKNOWN_INSTRUMENT',
      message: `there is no instrument ${id}`,
    })),
    ...venues.map((id) => ({ path: 'venue_id', code: 'UNKNOWN_VENUE', message: `there is no venue ${id}` })),
  ];
}

/** The message after one that was seen. */
function after(seen: number | undefined): number | undefined {
  return seen === undefined ? undefined : seen + 1;
}

/** A page that reconnects by itself sends its first address again with the number it has come to: the newer of both is meant. */
function newest(...given: readonly (number | undefined)[]): number | null {
  const known = given.filter((seq) => seq !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}

/** Passes what is about one of the named things, and what is about none. */
function filterOf(
  field: 'instrument_id' | 'venue_id' | 'order_id',
  named: readonly string[] | undefined,
): (data: Published['data']) => boolean {
  if (named === undefined) return () => true;
  const wanted = new Set<unknown>(named);
  return (data) => {
    const subject: unknown = Reflect.get(data, field);
    return subject === undefined || subject === null || wanted.has(subject);
  };
}
