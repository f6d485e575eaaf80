import { err, ok, type Result } from '@fairlead/core/result';
import type pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { apiKeyPrefix, hashApiKey, newApiKey } from '../api-key.ts';
import { microseconds, timestamp } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { auditChange, earlierChange, type RiskStep, type RiskWriter } from './risk-writer.ts';
import { isUuid } from './uuid-range.ts';

/** A key as it is told of and audited, without what it is found by. Times are microseconds since 1970. */
export interface ApiKeyRow {
  readonly id: string;
  readonly client_id: string;
  readonly name: string;
  readonly key_prefix: string;
  readonly scopes: readonly string[];
  readonly created_at_us: number;
  readonly expires_at_us: number | null;
  readonly made_by: string | null;
  readonly owner: string | null;
  readonly service: string | null;
  readonly revoked_at_us: number | null;
  readonly last_used_at_us: number | null;
}

/** What a key is to be. */
export type KeyWish = Pick<ApiKeyRow, 'client_id' | 'name' | 'scopes' | 'expires_at_us'>;

/** Whose keys: a client's, or everybody's (null), those before a place, the newest first. */
export interface KeyPlace {
  readonly clientId: string | null;
  /** The id of the last key that was read; null begins. */
  readonly cursor: string | null;
  readonly limit: number;
}

/** A page of keys, and where the next one begins; null where there is none. */
export interface KeyPage {
  readonly rows: readonly ApiKeyRow[];
  readonly next: string | null;
}

/** A key that was made: its secret now and never again, so null where this very act was done before. */
export interface MadeKey extends RiskStep<ApiKeyRow> {
  readonly secret: string | null;
}

/** A key that was revoked, with the SHA-256 by which it was found. */
export interface RevokedKey extends RiskStep<ApiKeyRow> {
  readonly keyHash: string;
}

/** Why no key is made or revoked: there is no such client; the idempotency key asked for another key before; there is no such key; it is revoked. */
export type KeyRefusal = 'UNKNOWN_CLIENT' | 'ASKED_OTHERWISE' | 'NOT_FOUND' | 'REVOKED';

const COLUMNS = `k.id, k.client_id, k.name, k.key_prefix, k.scopes, k.made_by, u.email as owner, k.service, ${microseconds('k.created_at')} as created_at_us,
  ${microseconds('k.expires_at')} as expires_at_us, ${microseconds('k.revoked_at')} as revoked_at_us, ${microseconds('k.last_used_at')} as last_used_at_us`;
const KEYS = `select ${COLUMNS} from api_keys k left join users u on u.id = k.owner_id`;

/** Makes, lists and revokes keys. Every write of a person's is one transaction with its audit record, which has neither a key nor its hash. */
export class KeyRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** A page of keys, those too that are revoked or have expired. */
  async list({ clientId, cursor, limit }: KeyPlace): Promise<KeyPage> {
    const sql = `${KEYS} where ($1::text is null or k.client_id = $1) and ($2::uuid is null or k.id < $2) order by k.id desc limit $3`;
    const found = await this.#pool.query<ApiKeyRow>(sql, [clientId, cursor, limit + 1]);
    const rows = found.rows.slice(0, limit);
    return { rows, next: found.rows.length > limit ? (rows.at(-1)?.id ?? null) : null };
  }

  /** Makes a key, once for its idempotency key. */
  async make(wish: KeyWish, writer: RiskWriter): Promise<Result<MadeKey, KeyRefusal>> {
    const { auditId } = writer;
    return inTransaction(this.#pool, async (client) => {
      await client.query("select pg_advisory_xact_lock(hashtext('api_keys'))");
      const earlier = await earlierChange<ApiKeyRow>(client, writer);
      if (earlier !== null) {
        const { after } = earlier;
        return saidOf(after) === saidOf(wish) ? ok({ done: after, auditId, secret: null }) : err('ASKED_OTHERWISE');
      }
      const known = await client.query('select from clients where client_id = $1', [wish.client_id]);
      if (known.rowCount === 0) return err('UNKNOWN_CLIENT');
      const secret = newApiKey();
      const done = await insert(client, { wish, secret, writer });
      const change = { action: 'key.make', subjectType: 'api_keys', subjectId: done.id } as const;
      await auditChange(client, writer, { ...change, before: null, after: done });
      return ok({ done, auditId, secret });
    });
  }

  /** Revokes a key of a client, or of any (null), for good. */
  async revoke(
    { id, clientId }: { readonly id: string; readonly clientId: string | null },
    writer: RiskWriter,
  ): Promise<Result<RevokedKey, KeyRefusal>> {
    if (!isUuid(id)) return err('NOT_FOUND');
    const { auditId, atUs } = writer;
    return inTransaction(this.#pool, async (client) => {
      await client.query("select pg_advisory_xact_lock(hashtext('api_keys'))");
      const found = await client.query<ApiKeyRow & { key_hash: string }>(
        `${KEYS.replace('select ', 'select k.key_hash, ')} where k.id = $1 and ($2::text is null or k.client_id = $2)`,
        [id, clientId],
      );
      const [row] = found.rows;
      if (row === undefined) return err('NOT_FOUND');
      const { key_hash: keyHash, ...before } = row;
      const earlier = await earlierChange<ApiKeyRow>(client, writer);
      if (earlier !== null) return ok({ done: earlier.after, auditId, keyHash });
      if (before.revoked_at_us !== null) return err('REVOKED');
      await client.query(`update api_keys set revoked_at = ${timestamp('$2')} where id = $1`, [id, atUs]);
      const done = { ...before, revoked_at_us: atUs };
      const change = { action: 'key.revoke', subjectType: 'api_keys', subjectId: id } as const;
      await auditChange(client, writer, { ...change, before, after: done });
      return ok({ done, auditId, keyHash });
    });
  }

  /** Writes when keys were last used (microseconds since 1970, by their ids); a later time stays. */
  async used(times: ReadonlyMap<string, number>): Promise<void> {
    await this.#pool.query(
      `update api_keys k set last_used_at = ${timestamp('u.at_us')} from unnest($1::uuid[], $2::float8[]) u (id, at_us)
       where k.id = u.id and (k.last_used_at is null or k.last_used_at < ${timestamp('u.at_us')})`,
      [[...times.keys()], [...times.values()]],
    );
  }
}

async function insert(
  client: pg.PoolClient,
  { wish, secret, writer }: { readonly wish: KeyWish; readonly secret: string; readonly writer: RiskWriter },
): Promise<ApiKeyRow> {
  const id = uuidV7({ msecs: Math.floor(writer.atUs / 1_000) });
  const { client_id, name, scopes, expires_at_us } = wish;
  const said = [client_id, name, apiKeyPrefix(secret), hashApiKey(secret), scopes, expires_at_us];
  await client.query(
    `insert into api_keys (id, client_id, name, key_prefix, key_hash, scopes, expires_at, made_by, created_at)
     values ($1, $2, $3, $4, $5, $6, ${timestamp('$7')}, $8, ${timestamp('$9')})`,
    [id, ...said, writer.personId, writer.atUs],
  );
  const kept = await client.query<ApiKeyRow>(`${KEYS} where k.id = $1`, [id]);
  const [row] = kept.rows;
  if (row === undefined) throw new Error(`the key ${id} is gone`);
  return row;
}

function saidOf({ client_id, name, scopes, expires_at_us }: KeyWish): string {
  return JSON.stringify([client_id, name, scopes, expires_at_us]);
}
