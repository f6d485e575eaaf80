import { createHash } from 'node:crypto';
import type pg from 'pg';

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
}

const KEEP = 'insert into report_contents (sha256, content) values ($1, $2) on conflict (sha256) do nothing';
