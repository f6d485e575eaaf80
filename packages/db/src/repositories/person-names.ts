import type { PersonKind } from '@fairlead/contracts/persons';
import type pg from 'pg';
import { v4 as uuidV4 } from 'uuid';
import { inTransaction } from '../transaction.ts';
import { type AuditRecord, appendAudit } from './audit-repository.ts';

/** A name of a person, as a client gave it. */
export interface PersonName {
  readonly clientId: string;
  readonly kind: PersonKind;
  readonly name: string;
}

const KNOWN_MAX = 50_000;

/**
 * What stands for the names of persons in the record, which is never changed: drawn at random, so that nothing of a name can be found in it
 * once its row here is gone.
 */
export class PersonNames {
  readonly #pool: pg.Pool;
  readonly #knownMax: number;
  /** By name, the one used longest ago first. Those that are being asked for are there too, so that each is asked for once. */
  readonly #known = new Map<string, Promise<string>>();

  constructor(pool: pg.Pool, knownMax = KNOWN_MAX) {
    this.#pool = pool;
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

  /** The pseudonym that a name has; null where no order has named it. */
  async known(person: PersonName): Promise<string | null> {
    const sql = 'select pseudonym from person_names where client_id = $1 and kind = $2 and name = $3';
    return (await this.#pool.query<{ pseudonym: string }>(sql, valuesOf(person))).rows[0]?.pseudonym ?? null;
  }

  /** The pseudonyms of many names of one client and kind, by the names; made where they have none. */
  async pseudonymsOf(
    { clientId, kind }: Omit<PersonName, 'name'>,
    names: ReadonlySet<string>,
  ): Promise<ReadonlyMap<string, string>> {
    const list = [...names].sort();
    await this.#pool.query(INSERT_MANY, [clientId, kind, list, list.map(() => uuidV4())]);
    const result = await this.#pool.query<{ name: string; pseudonym: string }>(
      'select name, pseudonym from person_names where client_id = $1 and kind = $2 and name = any ($3::text[])',
      [clientId, kind, list],
    );
    return new Map(result.rows.map((row) => [row.name, row.pseudonym]));
  }

  /**
   * Forgets whose pseudonym it was, with an audit entry that names the pseudonym: what the record holds of it belongs to nobody any more. On the list of
   * a client's accounts and in the versions of the limits the pseudonym takes the place of the name: a list that lost its last account would let every
   * account trade. A name that stands there alone gets a pseudonym for it. Gives the pseudonym, or null where there was no such name.
   */
  async erase(person: PersonName, audit: Omit<AuditRecord, 'before' | 'after' | 'subject_id'>): Promise<string | null> {
    const erased = await inTransaction(this.#pool, async (client) => {
      const result = await client.query<{ pseudonym: string }>(ERASE, valuesOf(person));
      const known = result.rows[0]?.pseudonym ?? null;
      const pseudonym = known ?? uuidV4();
      const renamed = person.kind === 'ACCOUNT' ? await renameAccount(client, person, pseudonym) : 0;
      if (known === null && renamed === 0) return null;
      await appendAudit(client, { ...audit, subject_id: pseudonym, before: null, after: null });
      return pseudonym;
    });
    // Whoever asks from here on asks the database, and gets another one.
    this.#known.delete(keyOf(person));
    return erased;
  }

  async #ask(person: PersonName): Promise<string> {
    const result = await this.#pool.query<{ pseudonym: string }>(UPSERT, [...valuesOf(person), uuidV4()]);
    const pseudonym = result.rows[0]?.pseudonym;
    if (pseudonym === undefined) throw new Error('the database gave no pseudonym');
    return pseudonym;
  }
}

/** Gives how many rows had the name. */
async function renameAccount(
  client: pg.PoolClient,
  { clientId, name }: PersonName,
  pseudonym: string,
): Promise<number> {
  let count = 0;
  for (const table of ['client_accounts', 'risk_limits']) {
    const set = `update ${table} set account = $3 where client_id = $1 and account = $2`;
    count += (await client.query(set, [clientId, name, pseudonym])).rowCount ?? 0;
  }
  return count;
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

const INSERT_MANY = `insert into person_names (client_id, kind, name, pseudonym)
select $1, $2, n.name, n.pseudonym from unnest($3::text[], $4::uuid[]) as n(name, pseudonym)
on conflict (client_id, kind, name) do nothing`;

const ERASE = 'delete from person_names where client_id = $1 and kind = $2 and name = $3 returning pseudonym';
