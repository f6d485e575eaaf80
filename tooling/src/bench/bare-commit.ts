import { binaryTexts } from '@fairlead/db/array-parameter';
import { createPool } from '@fairlead/db/pool';
import type { OrderLoad } from '@fairlead/db/testing/journal-load';

type Pool = ReturnType<typeof createPool>;

interface Waiting {
  readonly texts: readonly string[];
  readonly settle: () => void;
  readonly fail: (error: unknown) => void;
}

/** As the journal does at most. */
const ORDERS_PER_COMMIT_MAX = 32;

/**
 * The least that a durable group commit can be: as many rows and bytes as the journal writes, in one statement, into one table with nothing
 * but a primary key. What comes while a commit runs goes into the next one.
 */
export class BareCommit {
  readonly #pool: Pool;
  readonly #queue: Waiting[] = [];
  #isRunning = false;
  #nextId = 0;

  private constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Connects and makes the table anew; its texts are stored and packed as the journal's are by default. */
  static async open(databaseUrl: string): Promise<BareCommit> {
    // As the owner: the applications' role makes no tables.
    const pool = createPool(`${databaseUrl}?options=-c%20role%3Dnone`, { max: 1, onError: () => undefined });
    await pool.query('drop table if exists bare_commit');
    await pool.query('create table bare_commit (id bigint primary key, row_text text not null)');
    return new BareCommit(pool);
  }

  /** Writes the rows of one order; resolves when they are on disk, rejects when they could not be written. */
  append(texts: readonly string[]): Promise<void> {
    return new Promise((settle, fail) => {
      this.#queue.push({ texts, settle, fail });
      if (!this.#isRunning) void this.#run();
    });
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    // What is appended in the same turn goes into the first commit together.
    await Promise.resolve();
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0, ORDERS_PER_COMMIT_MAX);
      try {
        await this.#write(batch.flatMap((waiting) => waiting.texts));
        for (const waiting of batch) waiting.settle();
      } catch (error) {
        for (const waiting of batch) waiting.fail(error);
      }
    }
    this.#isRunning = false;
  }

  async #write(texts: readonly string[]): Promise<void> {
    const ids = texts.map(() => {
      this.#nextId += 1;
      return this.#nextId;
    });
    await this.#pool.query({
      name: 'bare_commit',
      text: 'insert into bare_commit select * from unnest($1::bigint[], $2::text[])',
      values: [ids, binaryTexts(texts)],
    });
  }
}

/** Every row of an order as text: its entries and its name. */
export function rowTexts(order: OrderLoad): string[] {
  return order.flatMap(({ body, key }) => (key === null ? [body] : [body, JSON.stringify(key)]));
}
