import { createHash } from 'node:crypto';
import type pg from 'pg';
import { timestamp } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { isKept, type KeptUntil } from './report-run-rows.ts';

/** Keeps the bytes of files of reports by their hash: what is kept does not change, and kept again it is the same. */
export class ReportContentRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Keeps a file and gives its SHA-256, 64 hex digits. */
  async keep(content: Buffer): Promise<string> {
    const sha256 = createHash('sha256').update(content).digest('hex');
    await this.#pool.query(KEEP, [sha256, content]);
    return sha256;
  }

  /** A file that was kept, or null. */
  async of(sha256: string): Promise<Buffer | null> {
    const found = await this.#pool.query<{ content: Buffer }>('select content from report_contents where sha256 = $1', [
      sha256,
    ]);
    return found.rows[0]?.content ?? null;
  }

  /** Drops the files that no run names whose files are kept, and says how many; none while a run is being made, whose files nobody names yet. */
  dropExpired({ at_us, unpublished_days }: KeptUntil): Promise<number> {
    return inTransaction(this.#pool, async (client) => {
      // Nobody begins a run until this is over.
      await client.query('lock table report_runs in share mode');
      return (await client.query(DROP_EXPIRED, [at_us, unpublished_days])).rowCount ?? 0;
    });
  }
}

const KEEP = 'insert into report_contents (sha256, content) values ($1, $2) on conflict (sha256) do nothing';
const DROP_EXPIRED = `
delete from report_contents c where not exists (select from report_runs where state = 'RUNNING')
  and c.sha256 not in (select (file ->> 'sha256')::char(64) from report_runs cross join jsonb_array_elements(files) file
    where files is not null and ${isKept(timestamp('$1'), '$2')})`;
