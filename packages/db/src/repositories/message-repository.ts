import type { StoredEntry } from '../journal/journal-entry.ts';
import type { Database } from '../pool.ts';
import { type FoldedEntry, foldedEntries } from '../record/messages/folded-entry.ts';
import type { Message } from '../record/messages/message.ts';
import type { MessageNames } from '../record/messages/message-names.ts';
import { controlMessages, messagesOf } from '../record/messages/messages-of.ts';
import { byOrder, type JournalPlace, JournalReader } from './journal-reader.ts';
import { namesOf } from './persons-of-order.ts';

/** Messages in the order of the journal. */
export interface MessagePage {
  readonly messages: readonly Message[];
  /** Up to which entry this is everything; where the next page begins. */
  readonly position: number;
}

const CURRENCIES = 'select instrument_id, currency from instruments where instrument_id = any ($1::text[])';

/** Reads what the world outside is told, out of the journal. */
export class MessageRepository {
  readonly #database: Database;
  readonly #journal: JournalReader;

  constructor(database: Database) {
    this.#database = database;
    this.#journal = new JournalReader(database);
  }

  /**
   * The messages of the entries after a place, of so many entries at most. What retention has dropped says nothing any more, nor do later entries of an
   * order that began in it.
   */
  async messagesAfter(place: JournalPlace, entriesMax: number): Promise<MessagePage> {
    const entries = await this.#journal.after(place, entriesMax);
    const folded = await this.#folded(entries);
    const names = await this.#namesOf([...folded.values()]);
    const messages = entries.flatMap((entry) => {
      if (entry.orderPk === null) return controlMessages(entry);
      const known = folded.get(entry.position);
      return known === undefined ? [] : messagesOf(known, names);
    });
    return { messages, position: entries.at(-1)?.position ?? place.position };
  }

  /** The entries of orders by their places, each with where its order stood; without those of orders whose beginning is gone. */
  async #folded(entries: readonly StoredEntry[]): Promise<ReadonlyMap<number, FoldedEntry>> {
    const ofPage = byOrder(entries);
    const begunBefore = [...ofPage].flatMap(([orderPk, [first]]) => (first?.firstEvent === 1 ? [] : [orderPk]));
    const whole = await this.#journal.ofOrders(begunBefore);
    const folded = new Map<number, FoldedEntry>();
    for (const [orderPk, own] of ofPage) {
      const known = foldedEntries(whole.get(orderPk) ?? own);
      if (known.ok) for (const each of known.value) folded.set(each.entry.position, each);
    }
    return folded;
  }

  async #namesOf(folded: readonly FoldedEntry[]): Promise<MessageNames> {
    const persons = folded.flatMap(({ after: { order } }) => [order.account, order.customerId]);
    const instruments = [...new Set(folded.map(({ head }) => head.instrumentId))];
    const [names, currencies] = await Promise.all([namesOf(this.#database, persons), this.#currenciesOf(instruments)]);
    return { persons: names, currencies };
  }

  async #currenciesOf(instruments: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (instruments.length === 0) return new Map();
    const result = await this.#database.query<{ instrument_id: string; currency: string }>(CURRENCIES, [instruments]);
    return new Map(result.rows.map((row) => [row.instrument_id, row.currency]));
  }
}
