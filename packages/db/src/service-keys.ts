import { readFile } from 'node:fs/promises';
import { SERVICE_SCOPES, type ServiceName } from '@fairlead/contracts/access';
import pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { apiKeyPrefix, hashApiKey, newApiKey } from './api-key.ts';
import { writePrivately } from './private-file.ts';
import { DEFAULT_CLIENT_ID } from './seed-catalogue.ts';

/** The key of each service of an installation, as its file has them. */
export type ServiceKeys = Readonly<Record<ServiceName, string>>;

export interface ServiceKeyOptions {
  readonly databaseUrl: string;
  /** Where the keys are, mode 600: the only place where they are in clear. */
  readonly path: string;
}

/**
 * The keys by which the services of this installation call each other, one a service with the scopes of the one table. What the file has and the database
 * takes stays as it is; a key that is missing there, was revoked or has other scopes is followed by a new one. Every start calls it, before it starts the services.
 */
export async function keepServiceKeys({ databaseUrl, path }: ServiceKeyOptions): Promise<ServiceKeys> {
  const before = await readKeys(path);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query("select pg_advisory_xact_lock(hashtext('fairlead seed'))");
    const after = { console: await keep(client, 'console', before('console')) };
    // In place before the transaction ends: a file that the database does not know is mended by the next start.
    await writePrivately(path, after);
    await client.query('commit');
    return after;
  } finally {
    await client.end();
  }
}

/** A file that is not there or cannot be read has no keys: nobody but the services that are about to start has them. */
async function readKeys(path: string): Promise<(service: ServiceName) => string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => '{}');
  const stored = parsed(text);
  return (service) => {
    const key: unknown = Reflect.get(stored, service);
    return typeof key === 'string' ? key : undefined;
  };
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

async function keep(client: pg.Client, service: ServiceName, before: string | undefined): Promise<string> {
  const scopes = SERVICE_SCOPES[service];
  const valid = `select 1 from api_keys where service = $1 and key_hash = $2 and scopes = $3 and revoked_at is null`;
  const found = before === undefined ? null : await client.query(valid, [service, hashApiKey(before), scopes]);
  if (before !== undefined && found?.rowCount === 1) return before;
  const key = newApiKey();
  await client.query('update api_keys set revoked_at = now() where service = $1 and revoked_at is null', [service]);
  await client.query(
    'insert into api_keys (id, client_id, name, key_prefix, key_hash, scopes, service) values ($1, $2, $3, $4, $5, $6, $3)',
    [uuidV7(), DEFAULT_CLIENT_ID, service, apiKeyPrefix(key), hashApiKey(key), scopes],
  );
  return key;
}
