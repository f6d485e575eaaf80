import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { asApplication } from './application-role.ts';
import { PrismaClient } from './generated/client.ts';
import { outliving } from './pool.ts';

/** A page that waits for a database that hangs is to say so. */
const CONNECT_MS_MAX = 5_000;
const ANSWER_MS_MAX = 10_000;

export type { PrismaClient } from './generated/client.ts';

/**
 * Prisma on a database, for the console and its login (better-auth's Prisma adapter). The caller disconnects it.
 * The router does without: its reads and writes are plain SQL, in the repositories and the journal.
 */
export function createPrisma(databaseUrl: string): PrismaClient {
  const pool = new pg.Pool({
    connectionString: asApplication(databaseUrl),
    connectionTimeoutMillis: CONNECT_MS_MAX,
    query_timeout: ANSWER_MS_MAX,
  });
  return new PrismaClient({ adapter: new PrismaPg(outliving(pool), { disposeExternalPool: true }) });
}
