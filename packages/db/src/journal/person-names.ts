import { v4 as uuidV4 } from 'uuid';
import type { Database } from '../pool.ts';

/** A name of a person, as a client gave it. */
export interface PersonName {
  readonly clientId: string;
  readonly kind: 'ACCOUNT' | 'CUSTOMER';
  readonly name: string;
}

const KNOWN_MAX = 50_000;

/**
 * What stands for the names of persons in the record, which is never changed: drawn at random, so that nothing of a name can be found in it
 * once its row here is gone.
 */
export class PersonNames {
  readonly #database: Database;
  readonly #knownMax: number;
  /** By name, the one used longest ago first. Those that are being asked for are there too, so that each is asked for once. */
  readonly #known = new Map<string, Promise<string>>();

  constructor(database: Database, knownMax = KNOWN_MAX) {
    this.#database = database;
    this.#knownMax = knownMax;
  }

  /** The pseudonym of a name, made where it has none. Rejects where the database does not answer. */
  pseudonymOf(person: PersonName): Promise<string> {
    const key = keyOf(person);
    const known = this.#known.get(key) ?? this.#ask(person);
    this.#known.delete(key);
    this.#known.set(key, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= this.#knownMax) break;
      this.#known.delete(oldest);
    }
    known.catch(() => this.#known.get(key) === known && this.#known.delete(key));
    return known;
  }

  /** Forgets whose pseudonym it was; what the record holds of it belongs to nobody any more. True where there was such a name. */
  async erase(person: PersonName): Promise<boolean> {
    this.#known.delete(keyOf(person));
    const result = await this.#database.query(ERASE, valuesOf(person));
    this.#known.delete(keyOf(person));
    return (result.rowCount ?? 0) > 0;
  }

  async #ask(person: PersonName): Promise<string> {
    const result = await this.#database.query<{ pseudonym: string }>(UPSERT, [...valuesOf(person), uuidV4()]);
    const pseudonym = result.rows[0]?.pseudonym;
    if (pseudonym === undefined) throw new Error('the database gave no pseudonym');
    return pseudonym;
  }
}

function keyOf({ clientId, kind, name }: PersonName): string {
  return JSON.stringify([clientId, kind, name]);
}

function valuesOf({ clientId, kind, name }: PersonName): string[] {
  return [clientId, kind, name];
}

/** The update changes nothing: it is there for the row to be given back where it was there before. */
const UPSERT = `insert into person_names (client_id, kind, name, pseudonym) values ($1, $2, $3, $4)
on conflict (client_id, kind, name) do update set name = excluded.name returning pseudonym`;

const ERASE = 'delete from person_names where client_id = $1 and kind = $2 and name = $3';
