import type { StoredEntry } from '../journal/journal-entry.ts';
import type { Database } from '../pool.ts';
import { readBody } from '../record/entry-body.ts';
import type { EntryContent } from '../record/entry-content.ts';
import { type Message, messagesOf } from '../record/messages.ts';
import { type JournalPlace, JournalReader } from './journal-reader.ts';

/** Messages in the order of the journal. */
export interface MessagePage {
  readonly messages: readonly Message[];
  /** Up to which entry this is everything; where the next page begins. */
  readonly position: number;
}

/** Reads what the world outside is told, out of the journal. */
export class MessageRepository {
  readonly #journal: JournalReader;

  constructor(database: Database) {
    this.#journal = new JournalReader(database);
  }

  /**
   * The messages of the entries after a place, of so many entries at most. What retention has dropped says nothing any more, nor do later entries of an
   * order that began in it.
   */
  async messagesAfter(place: JournalPlace, entriesMax: number): Promise<MessagePage> {
    const entries = await this.#journal.after(place, entriesMax);
    const whole = await this.#begunBefore(entries);
    const venues = venuesIn(whole);
    const messages = entries
      .filter(({ orderPk, firstEvent }) => orderPk === null || firstEvent <= 1 || whole.has(orderPk))
      .flatMap((entry) => messagesOf(entry, (childId) => venues.get(childId)));
    return { messages, position: entries.at(-1)?.position ?? place.position };
  }

  /** All entries of the orders that go on here, but for those whose first is gone. */
  async #begunBefore(entries: readonly StoredEntry[]): Promise<ReadonlyMap<string, readonly StoredEntry[]>> {
    const later = entries.filter(({ orderPk, firstEvent }) => orderPk !== null && firstEvent > 1);
    const found = await this.#journal.ofOrders([...new Set(later.map(({ orderPk }) => orderPk ?? ''))]);
    return new Map([...found].filter(([, [first]]) => first?.firstEvent === 1));
  }
}

/** The venues of children whose fills are told later than their waves. */
function venuesIn(orders: ReadonlyMap<string, readonly StoredEntry[]>): ReadonlyMap<string, string> {
  const bodies = [...orders.values()].flat().map(({ body }) => readBody(body));
  return new Map(bodies.flatMap(plannedIn));
}

/** The children that an entry plans, with their venues. */
function plannedIn(content: EntryContent): [string, string][] {
  if (content.kind === 'MIGRATED') return content.rows.children.map((child) => [child.id, child.venue_id]);
  return content.events.flatMap((event): [string, string][] =>
    event.type === 'WAVE_PLANNED' ? event.children.map(({ id, venueId }) => [id, venueId]) : [],
  );
}
