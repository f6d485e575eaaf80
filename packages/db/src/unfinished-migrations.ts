import pg from 'pg';

/** The advisory lock that Prisma's schema engine holds while it migrates. */
const ENGINE_LOCK = 72_707_369;

/**
 * A script of a migration that, in its own transaction, is also written down as finished: whoever asks for it and is gone before the answer leaves either
 * both behind or nothing. One at a time is unfinished, for the engine stops at the first that fails.
 */
export function finishedWith(script: string): string {
  return `${script}
;DO $finished$ BEGIN
  IF to_regclass('_prisma_migrations') IS NOT NULL THEN
    UPDATE _prisma_migrations SET finished_at = now(), logs = NULL WHERE finished_at IS NULL AND rolled_back_at IS NULL;
  END IF;
END $finished$;`;
}

/**
 * Waits for a migration that still runs, which one does to its end after its process was killed, and then writes down of those that did not end that
 * they were rolled back: each was one transaction. Without this the engine refuses such a database for good.
 */
export async function takeBackUnfinished(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(
      `SELECT pg_advisory_xact_lock(${ENGINE_LOCK});
      DO $$ BEGIN
        IF to_regclass('_prisma_migrations') IS NOT NULL THEN
          UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL;
        END IF;
      END $$;`,
    );
  } finally {
    await client.end();
  }
}
