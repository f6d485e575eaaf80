import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { TEMPLATE, testServer } from './test-server.ts';

/** One database of a test's own. Dropped with everything connected to it when it is disposed of. */
export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
}

/**
 * A fresh database: migrated, with the default venues, instruments and clients (`DEMO`, `default`), and nothing else.
 * `await using db = await testDatabase()`. One server serves the whole test run, fast and not durable.
 */
export function testDatabase(): Promise<TestDatabase> {
  return create(`template ${TEMPLATE}`);
}

/** A fresh database with nothing in it at all, for what tests migrations. */
export function emptyDatabase(): Promise<TestDatabase> {
  return create('template template0');
}

async function create(from: string): Promise<TestDatabase> {
  const server = await testServer();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(server, `create database ${name} ${from}`);
  return {
    url: withDatabase(server, name),
    [Symbol.asyncDispose]: () => administer(server, `drop database if exists ${name} with (force)`),
  };
}

async function administer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(server, 'postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function withDatabase(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
