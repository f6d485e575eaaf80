import type { RecordPart } from '@fairlead/core/routing/record/part-book';
import pg from 'pg';
import { errorLine, UnwritableError } from './database-error.ts';
import { assemble } from './journal-batch.ts';
import type { JournalEntry } from './journal-rows.ts';
import { type JournalStatement, journalStatement } from './journal-sql.ts';

/** The journal's own connection, made anew after each loss. */
export interface JournalLink {
  readonly connected: boolean;
  readonly lastError: string | null;
  /** Connects if it is not connected. Throws what the server or the network said. */
  connect(): Promise<void>;
  /** Writes entries in one transaction; gives the ids of the orders refused as duplicates. Throws what the server said. */
  write(entries: readonly JournalEntry[]): Promise<ReadonlySet<string>>;
  /** Gives up the connection, whatever its state. */
  drop(error: unknown): void;
  close(): Promise<void>;
}

/**
 * Every statement of the journal finds its rows by key. Its plans are made before the tables fill and kept, so the plans that
 * would only suit small tables are ruled out.
 */
const SETTINGS = `
  set plan_cache_mode = force_generic_plan;
  set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off;
  set jit = off; set statement_timeout = '30s'`;
const CONNECT_MS_MAX = 10_000;
/** Longer than the server's own time-out: passed only where the server is not there to keep it. */
const ANSWER_MS_MAX = 40_000;

/** A link to one database. `onLoss` is told when an idle connection breaks. */
export function journalLink(databaseUrl: string, onLoss: () => void): JournalLink {
  let client: pg.Client | null = null;
  /** Parts that are written: the same object need not be sent again. */
  const kept = new WeakSet<RecordPart>();
  let lastError: string | null = null;

  const drop = (error: unknown) => {
    lastError = errorLine(error);
    const lost = client;
    client = null;
    lost?.end().catch(() => undefined);
  };

  return {
    get connected() {
      return client !== null;
    },
    get lastError() {
      return lastError;
    },
    async connect() {
      if (client !== null) return;
      const made = new pg.Client({
        connectionString: databaseUrl,
        application_name: 'fairlead-journal',
        connectionTimeoutMillis: CONNECT_MS_MAX,
        query_timeout: ANSWER_MS_MAX,
        keepAlive: true,
      });
      made.on('error', (error) => {
        if (client !== made) return;
        drop(error);
        onLoss();
      });
      try {
        await made.connect();
        await made.query(SETTINGS);
      } catch (error) {
        lastError = errorLine(error);
        made.end().catch(() => undefined);
        throw error;
      }
      client = made;
    },
    async write(entries) {
      if (client === null) throw new Error('the journal is not connected');
      const result = await client.query<{ id: string }>(statementFor(entries, (part) => kept.has(part)));
      for (const entry of entries) for (const part of entry.parts ?? []) kept.add(part);
      return new Set(result.rows.map((row) => row.id));
    },
    drop,
    async close() {
      const open = client;
      client = null;
      await open?.end();
    },
  };
}

function statementFor(entries: readonly JournalEntry[], isKept: (part: RecordPart) => boolean): JournalStatement {
  try {
    return journalStatement(assemble(entries, isKept));
  } catch (error) {
    throw new UnwritableError(errorLine(error), { cause: error });
  }
}
