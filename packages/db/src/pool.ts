import pg from 'pg';
import { asApplication } from './application-role.ts';

/** What a repository needs of a pool or a client. */
export type Database = Pick<pg.Pool, 'query'>;

export interface PoolOptions {
  /** Connections at most. */
  readonly max: number;
  /** Told of connections that break while nobody uses them, as they do when the server stops. */
  readonly onError: (error: Error) => void;
}

/** How long a question waits for a connection: a database that is away is to be told, not waited for. */
const CONNECT_MS_MAX = 5_000;

/** A pool of connections for repositories, in the applications' role. The caller ends it. */
export function createPool(databaseUrl: string, options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: asApplication(databaseUrl),
    max: options.max,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS_MAX,
  });
  // Without a listener a broken idle connection would end the process.
  pool.on('error', options.onError);
  return outliving(pool);
}

/**
 * A pool whose process outlives its server. The pool listens to a connection that nobody uses, and to the first error of one that is lent; a server that is killed says
 * so and then breaks the connection, which are two, and the second would end the process. Whoever has the connection hears of it from the question.
 */
export function outliving(pool: pg.Pool): pg.Pool {
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
}
