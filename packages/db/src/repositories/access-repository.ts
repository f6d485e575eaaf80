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
  /** Who answers for it where two persons are needed: the e-mail of the person whose key it is, otherwise whoever has made it; null where nobody knows. */
  readonly owner: string | null;
  /** The service of this installation that it is for; null where it is for people and clients. */
  readonly service: string | null;
}

/** A session that holds, with what its person is now. */
export interface SessionRecord {
  readonly email: string;
  readonly role: string;
  /** The client for whom this person trades; null for the firm's own people. */
  readonly clientId: string | null;
  readonly expiresAtUs: number;
}

/** A person who may do nothing: banned (and the ban has not run out), or of a client that is disabled. */
const SHUT_OUT = `((u.banned is true and (u.ban_expires is null or u.ban_expires > now())) or exists (
  select 1 from clients uc where uc.client_id = u.client_id and not uc.enabled))`;

/** Finds out what keys, sessions and people may do. */
export class AccessRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The key with this SHA-256 (64 hex digits, see api-key.ts); null where there is none, it was revoked, or its client or owner is shut out. */
  async findKey(keySha256: string): Promise<ApiKeyRecord | null> {
    const result = await this.#database.query<ApiKeyRecord>(
      `select k.id, k.name, k.client_id as "clientId", k.scopes, ${microseconds('k.expires_at')} as "expiresAtUs", coalesce(u.email, k.made_by) as owner, k.service
       from api_keys k join clients c on c.client_id = k.client_id left join users u on u.id = k.owner_id
       where k.key_hash = $1 and k.revoked_at is null and c.enabled and (u.id is null or not ${SHUT_OUT})`,
      [keySha256],
    );
    return result.rows[0] ?? null;
  }

  /** The session of this id; null where there is none, it has ended, or its person is shut out. */
  async findSession(sessionId: string): Promise<SessionRecord | null> {
    const result = await this.#database.query<SessionRecord>(
      `select u.email, u.role, u.client_id as "clientId", ${microseconds('s.expires_at')} as "expiresAtUs"
       from sessions s join users u on u.id = s.user_id
       where s.id = $1 and s.expires_at > now() and not ${SHUT_OUT}`,
      [sessionId],
    );
    return result.rows[0] ?? null;
  }

  /** Whether there is a client of this id. */
  async isClient(clientId: string): Promise<boolean> {
    return (await this.#database.query('select 1 from clients where client_id = $1', [clientId])).rowCount === 1;
  }

  /** Whether this person may sign in at all. */
  async maySignIn(userId: string): Promise<boolean> {
    const result = await this.#database.query(`select 1 from users u where u.id = $1 and not ${SHUT_OUT}`, [userId]);
    return result.rowCount === 1;
  }
}
