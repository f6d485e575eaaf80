import pg from 'pg';
import { asApplication } from '../application-role.ts';
import { errorLine, UnwritableError } from '../database-error.ts';
import { EMPTY_CHAIN } from './chain.ts';
import { type Commit, lookStatement, type Statement, writeStatement } from './commit.ts';

/**
 * What became of a commit. WRITTEN: it is on disk. UNWRITTEN: the journal ends where it began, and nothing of it is there; `taken` are the
 * indices of those of its entries whose orders have a name that is taken. LOST: the shard is somebody else's.
 */
export type Fate =
  | { readonly fate: 'WRITTEN' }
  | { readonly fate: 'UNWRITTEN'; readonly taken: ReadonlySet<number> }
  | { readonly fate: 'LOST' };

/** The journal's own connection, made anew after each loss. */
export interface JournalLink {
  readonly connected: boolean;
  readonly lastError: string | null;
  /** Connects if it is not connected. Throws what the server or the network said. */
  connect(): Promise<void>;
  /** Writes a commit in one transaction. Throws what the server said. */
  write(commit: Commit): Promise<Fate>;
  /** Looks what became of a commit that may have been written. */
  look(commit: Commit): Promise<Fate>;
  /** Asks for the partitions that entries go to. */
  makePartitions(): Promise<void>;
  /** Gives up the connection, whatever its state. */
  drop(error: unknown): void;
  close(): Promise<void>;
}

/** Every statement of the journal finds its rows by key, whatever the tables hold: it is planned once a connection. */
const SETTINGS = `
  set plan_cache_mode = force_generic_plan; set enable_seqscan = off;
  set synchronous_commit = on; set jit = off; set statement_timeout = '30s'`;
const CONNECT_MS_MAX = 10_000;
/** Longer than the server's own time-out: passed only where the server is not there to keep it. */
const ANSWER_MS_MAX = 40_000;

interface Looked {
  readonly epoch: number;
  readonly position: number;
  readonly hash: Buffer | null;
  readonly is_written: boolean;
  readonly taken: readonly number[];
}

/** A link to one database. `onLoss` is told when an idle connection breaks. */
export function journalLink(databaseUrl: string, onLoss: () => void): JournalLink {
  let client: pg.Client | null = null;
  let lastError: string | null = null;

  const drop = (error: unknown) => {
    lastError = errorLine(error);
    const lost = client;
    client = null;
    lost?.end().catch(() => undefined);
  };
  const ask = async <Row extends pg.QueryResultRow>(statement: Statement | string): Promise<Row[]> => {
    if (client === null) throw new Error('the journal is not connected');
    return (await client.query<Row>(statement)).rows;
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
        connectionString: asApplication(databaseUrl),
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
    async write(commit) {
      const [row] = await ask<{ held: number }>(writable(commit));
      return { fate: row?.held === 1 ? 'WRITTEN' : 'LOST' };
    },
    async look(commit) {
      const [row] = await ask<Looked>(lookStatement(commit));
      return row === undefined ? { fate: 'LOST' } : fateOf(commit, row);
    },
    async makePartitions() {
      await ask('select ensure_journal_partitions()');
    },
    drop,
    async close() {
      const open = client;
      client = null;
      await open?.end();
    },
  };
}

function writable(commit: Commit): Statement {
  try {
    return writeStatement(commit);
  } catch (error) {
    throw new UnwritableError(errorLine(error), { cause: error });
  }
}

/** Nobody but us writes under our epoch: what is not written is not there at all, and the journal still ends where the commit goes on from. */
function fateOf({ lease, before }: Commit, looked: Looked): Fate {
  if (looked.is_written) return { fate: 'WRITTEN' };
  const found = looked.hash ?? EMPTY_CHAIN.hash;
  const isAsBefore = looked.position === before.position && found.equals(before.hash);
  if (looked.epoch !== lease.epoch || !isAsBefore) return { fate: 'LOST' };
  return { fate: 'UNWRITTEN', taken: new Set(looked.taken.map((place) => place - 1)) };
}
