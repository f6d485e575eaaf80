import { setTimeout as pause } from 'node:timers/promises';
import { backoffMs } from '@fairlead/core/math/backoff';
import pg from 'pg';
import { errorLine, isPassing } from './database-error.ts';

/** What waiting for a database needs. */
export interface WaitingPorts {
  /** Told why there is no answer: the first time, when the reason changes, and now and then. */
  readonly onWaiting: (reason: string) => void;
  /** Ends the waiting with its reason. */
  readonly signal?: AbortSignal;
}

const PAUSES = { firstMs: 100, longestMs: 2_000 };
const CONNECT_MS_MAX = 5_000;
const SAY_EVERY_MS = 30_000;

/**
 * Resolves when the database answers. One that is not there yet, or is just starting, is waited for, however long it takes; one that is there
 * and does not let us in (a wrong password, no such database) is not: throws what it said.
 */
export async function untilReachable(databaseUrl: string, { onWaiting, signal }: WaitingPorts): Promise<void> {
  let said = { reason: '', atMs: 0 };
  for (let failures = 1; ; failures++) {
    signal?.throwIfAborted();
    try {
      return await ask(databaseUrl);
    } catch (error) {
      if (!isPassing(error)) throw error;
      const reason = errorLine(error);
      if (reason !== said.reason || performance.now() - said.atMs > SAY_EVERY_MS) {
        said = { reason, atMs: performance.now() };
        onWaiting(reason);
      }
    }
    await pause(backoffMs(failures, PAUSES, Math.random()), undefined, { signal });
  }
}

async function ask(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_MS_MAX });
  // A server that goes just now may say so after we have stopped listening to the question.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
  } finally {
    await client.end().catch(() => {});
  }
}
