import { backoffMs } from '@fairlead/core/math/backoff';
import pg from 'pg';
import { asApplication } from './application-role.ts';

/** The channel on which the database tells that an instrument's settings have changed. */
export const INSTRUMENTS_CHANNEL = 'fairlead_instruments';

const PAUSES = { firstMs: 50, longestMs: 2_000 };
const CONNECT_MS_MAX = 10_000;

/** What hears what the database tells on a channel. */
export interface Hearing {
  readonly databaseUrl: string;
  readonly channel: string;
  /** Something was told, or may have been while the connection was away. */
  readonly onTold: () => void;
  readonly onError: (error: Error) => void;
  /** Uniform in [0, 1). */
  readonly draw: () => number;
}

/**
 * Hears what the database tells on a channel (PostgreSQL LISTEN) over a connection of its own, made anew after each loss. After each connecting `onTold` is
 * called, because nothing is kept for who does not listen.
 */
export function hear(hearing: Hearing): { close(): Promise<void> } {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let failures = 0;
  let isClosed = false;

  const lost = (of: pg.Client, error: Error) => {
    if (client !== of || isClosed) return;
    client = null;
    hearing.onError(error);
    of.end().catch(() => undefined);
    failures += 1;
    timer = setTimeout(() => void connect(), backoffMs(failures, PAUSES, hearing.draw()));
  };

  async function connect(): Promise<void> {
    const made = new pg.Client({
      connectionString: asApplication(hearing.databaseUrl),
      application_name: 'fairlead-hearing',
      connectionTimeoutMillis: CONNECT_MS_MAX,
      keepAlive: true,
    });
    client = made;
    made.on('error', (error) => lost(made, error));
    made.on('end', () => lost(made, new Error('the connection ended')));
    made.on('notification', hearing.onTold);
    try {
      await made.connect();
      await made.query(`listen ${pg.escapeIdentifier(hearing.channel)}`);
      failures = 0;
      hearing.onTold();
    } catch (error) {
      lost(made, error instanceof Error ? error : new Error(String(error)));
    }
  }

  void connect();
  return {
    close: async () => {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
