import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { role as roleSchema } from '@fairlead/contracts/access';
import pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { apiKeyPrefix, CLIENT_SCOPES, hashApiKey, newApiKey } from './api-key.ts';
import { writePrivately } from './private-file.ts';
import { DEFAULT_CLIENT_ID, seedCatalogue } from './seed-catalogue.ts';

export interface SeedOptions {
  readonly databaseUrl: string;
  /** Where the first credentials go, mode 600. */
  readonly credentialsPath: string;
}

/** What is in the credentials file. The only place where the secrets are ever in clear. */
export interface Credentials {
  readonly api_key: string;
  readonly client_id: string;
  readonly users: readonly { readonly email: string; readonly password: string; readonly role: Role }[];
}

/**
 * `created`: made now and written down. `kept`: made before, and the file is there.
 * `lost`: made before, and the file is not there; `hint` says what to do.
 */
export type SeedOutcome =
  | { readonly credentials: 'created' | 'kept'; readonly hint: null }
  | { readonly credentials: 'lost'; readonly hint: string };

type Role = (typeof roleSchema.options)[number];

const KEY_NAME = 'installation';

/**
 * Fills a migrated database with what a first start needs: venues, fees, instruments, clients, one console user a role and one
 * API key of the default client. What is there already is left as it is, so every start may call it. Secrets are random, written
 * to `credentialsPath` alone and never returned or printed.
 */
export async function seed(options: SeedOptions): Promise<SeedOutcome> {
  await seedCatalogue(options.databaseUrl);
  const peopleExist = await inTransaction(options.databaseUrl, async (client) => {
    const found = await client.query('select 1 from users limit 1');
    if (found.rowCount !== 0) return true;
    await issueCredentials(client, options.credentialsPath);
    return false;
  });
  if (!peopleExist) return { credentials: 'created', hint: null };
  const fileExists = await stat(options.credentialsPath).then(
    () => true,
    () => false,
  );
  if (fileExists) return { credentials: 'kept', hint: null };
  return {
    credentials: 'lost',
    hint: `the users and keys exist but ${options.credentialsPath} does not: "npm run reset" starts anew`,
  };
}

/**
 * Gives the five users of the installation new passwords and ends their sessions, replaces the installation's API key, and
 * writes the credentials file anew.
 */
export async function rotateCredentials(options: SeedOptions): Promise<void> {
  await inTransaction(options.databaseUrl, (client) => issueCredentials(client, options.credentialsPath));
}

/** The file is in place before the transaction ends: a crash between leaves a file without users, which the next start rewrites. */
async function issueCredentials(client: pg.Client, path: string): Promise<void> {
  const users = roleSchema.options.map((role) => ({
    email: `${role.toLowerCase()}@fairlead.local`,
    password: randomBytes(15).toString('base64url'),
    role,
  }));
  for (const user of users) await writeUser(client, user);
  const key = await writeApiKey(client);
  await writePrivately(path, { api_key: key, client_id: DEFAULT_CLIENT_ID, users });
}

async function writeUser(client: pg.Client, user: Credentials['users'][number]): Promise<void> {
  // Loaded only here: a start that makes no users does without the whole of better-auth.
  const { hashPassword } = await import('better-auth/crypto');
  const name = user.role.charAt(0) + user.role.slice(1).toLowerCase();
  const written = await client.query<{ id: string }>(
    // No client: the firm's own people see every client's orders; only a customer's user belongs to one.
    `insert into users (id, name, email, email_verified, role) values ($1, $2, $3, true, $4)
     on conflict (email) do update set updated_at = now() returning id`,
    [uuidV7(), name, user.email, user.role],
  );
  const userId = written.rows[0]?.id;
  await client.query('delete from sessions where user_id = $1', [userId]);
  await client.query(
    `insert into accounts (id, user_id, account_id, provider_id, password) values ($1, $2, $3, 'credential', $4)
     on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = now()`,
    [uuidV7(), userId, userId, await hashPassword(user.password)],
  );
}

async function writeApiKey(client: pg.Client): Promise<string> {
  const key = newApiKey();
  await client.query('update api_keys set revoked_at = now() where name = $1 and revoked_at is null', [KEY_NAME]);
  await client.query(
    'insert into api_keys (id, client_id, name, key_prefix, key_hash, scopes) values ($1, $2, $3, $4, $5, $6)',
    [uuidV7(), DEFAULT_CLIENT_ID, KEY_NAME, apiKeyPrefix(key), hashApiKey(key), CLIENT_SCOPES],
  );
  return key;
}

/** Two starts at once wait for each other. */
async function inTransaction<T>(databaseUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query("select pg_advisory_xact_lock(hashtext('fairlead seed'))");
    const result = await work(client);
    await client.query('commit');
    return result;
  } finally {
    await client.end();
  }
}
