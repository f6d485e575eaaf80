import type pg from 'pg';

const LOCK = 'select pg_try_advisory_lock(hashtextextended($1, 0)) as ours';
const UNLOCK = 'select pg_advisory_unlock(hashtextextended($1, 0))';

/**
 * Does what only one process at a time may do under a name, and gives what it comes to; null, and nothing done, where another is at it. Holds a connection
 * of the pool for as long as the work takes; a process that ends lets go with its connection.
 */
export async function alone<T>(pool: pg.Pool, name: string, work: () => Promise<T>): Promise<T | null> {
  const client = await pool.connect();
  let isOurs = false;
  try {
    isOurs = (await client.query<{ ours: boolean }>(LOCK, [name])).rows[0]?.ours ?? false;
    return isOurs ? await work() : null;
  } finally {
    // The lock is the connection's: one that cannot give it back is closed.
    const isBack = !isOurs || (await client.query(UNLOCK, [name]).then(isDone, isNot));
    client.release(!isBack);
  }
}

const isDone = () => true;
const isNot = () => false;
