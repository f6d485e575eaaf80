import { dirname, join } from 'node:path';
import { findRunning } from '@fairlead/db/embedded-postgres';
import { createPool } from '@fairlead/db/pool';
import { type BrowserContext, expect } from '@playwright/test';

/** Puts the end of a session to this moment, as if its time had come. */
export async function expireSession(context: BrowserContext): Promise<void> {
  const cookie = (await context.cookies()).find(({ name }) => name.endsWith('session_token'));
  const token = decodeURIComponent(cookie?.value ?? '').split('.')[0];
  const database = await findRunning(join(dirname(process.env.E2E_CREDENTIALS ?? ''), 'postgres'));
  if (typeof database === 'string') throw new Error('the system under test has no database of its own');
  const pool = createPool(database.url, { max: 1, onError: () => {} });
  try {
    const ended = await pool.query('update sessions set expires_at = now() where token = $1', [token]);
    expect(ended.rowCount, 'the session is there').toBe(1);
  } finally {
    await pool.end();
  }
}
