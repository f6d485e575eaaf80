import type { Database } from '../pool.ts';
import { microseconds } from '../row-reading.ts';

/** An API key that may be used, by what is stored of it. */
export interface ApiKeyRecord {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** Microseconds since 1970; null does not expire. The caller compares it with its own clock. */
  readonly expiresAtUs: number | null;
}

/** Finds out what keys may do. */
export class AccessRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The key with this SHA-256 (64 hex digits, see api-key.ts); null where there is none, it was revoked or its client is disabled. */
  async findKey(keySha256: string): Promise<ApiKeyRecord | null> {
    const result = await this.#database.query<ApiKeyRecord>(
      `select k.id, k.name, k.client_id as "clientId", k.scopes, ${microseconds('k.expires_at')} as "expiresAtUs"
       from api_keys k join clients c on c.client_id = k.client_id
       where k.key_hash = $1 and k.revoked_at is null and c.enabled`,
      [keySha256],
    );
    return result.rows[0] ?? null;
  }
}
