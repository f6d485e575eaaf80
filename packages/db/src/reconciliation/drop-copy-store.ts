import type pg from 'pg';
import { calledOf } from '../import/meant-venue.ts';
import type { ColumnType } from '../order-columns.ts';
import { insertion } from '../projection/bulk.ts';
import { inTransaction } from '../transaction.ts';

/** What a venue says of one trading day, an ISO date of New York. */
export interface DropCopy {
  readonly venueId: string;
  readonly tradingDay: string;
  readonly fileName: string;
  /** 64 hex digits. */
  readonly sha256: string;
  readonly loadedBy: string;
}

/** One execution of it. Decimals are exact texts. */
export interface DropCopyRow {
  readonly execution_id: string;
  readonly line: number;
  /** Our own id of the part, as the venue gives it back; null where it does not. */
  readonly child_id: string | null;
  readonly symbol: string;
  readonly side: string;
  readonly quantity: string;
  readonly price: string;
  /** Negative is received; null where the venue does not say. */
  readonly fee: string | null;
  readonly executed_at_us: number;
}

interface StoredRow extends DropCopyRow {
  readonly venue_id: string;
  readonly trading_day: string;
}

const COLUMNS: { readonly [Field in keyof StoredRow]-?: ColumnType } = {
  venue_id: 'text',
  trading_day: 'text',
  execution_id: 'text',
  line: 'int4',
  child_id: 'text',
  symbol: 'text',
  side: 'text',
  quantity: 'numeric',
  price: 'numeric',
  fee: 'numeric',
  executed_at_us: 'time',
};
const INSERT = insertion<StoredRow>('drop_copy_executions', COLUMNS);
/** The day travels as a text. */
const INSERT_TEXT = INSERT.text.replace('r.trading_day', 'r.trading_day::date');

/** Keeps drop copies: of a venue and a day the last file, whole. */
export class DropCopyStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** The venues of this id, name or MIC, those that only imported routes name too: none where nobody knows it, several where it is the name of several. */
  async venueIdsOf(text: string): Promise<string[]> {
    return (await this.#pool.query<{ venue_id: string }>(VENUES, [text])).rows.map(({ venue_id }) => venue_id);
  }

  /** Which file there is of a venue and a day, by its SHA-256; null where there is none. */
  async known({ venueId, tradingDay }: Pick<DropCopy, 'venueId' | 'tradingDay'>): Promise<string | null> {
    const sql = 'select sha256 from drop_copies where venue_id = $1 and trading_day = $2';
    return (await this.#pool.query<{ sha256: string }>(sql, [venueId, tradingDay])).rows[0]?.sha256 ?? null;
  }

  /**
   * Takes a drop copy in the place of the one of its venue and day. `work` writes its rows, whose ids are not twice among them, and says whether it is to
   * be taken: where not, everything is as before.
   */
  async replace(
    { venueId, tradingDay, fileName, sha256, loadedBy }: DropCopy,
    work: (write: (rows: readonly DropCopyRow[]) => Promise<void>) => Promise<boolean>,
  ): Promise<boolean> {
    try {
      await inTransaction(this.#pool, async (client) => {
        await client.query("select pg_advisory_xact_lock(hashtext('drop_copies'))");
        await client.query(EMPTY, [venueId, tradingDay]);
        await client.query(TAKE, [venueId, tradingDay, fileName, sha256, loadedBy]);
        const isTaken = await work((rows) => writeRows(client, { venueId, tradingDay }, rows));
        if (!isTaken) throw new NotTaken();
      });
      return true;
    } catch (error) {
      if (error instanceof NotTaken) return false;
      throw error;
    }
  }
}

/** Undoes the transaction. */
class NotTaken extends Error {}

async function writeRows(
  client: pg.PoolClient,
  { venueId, tradingDay }: Pick<DropCopy, 'venueId' | 'tradingDay'>,
  rows: readonly DropCopyRow[],
): Promise<void> {
  const stored = rows.map((row) => ({ ...row, venue_id: venueId, trading_day: tradingDay }));
  await client.query({ name: INSERT.name, text: INSERT_TEXT, values: INSERT.values(stored) });
  await client.query(COUNT, [venueId, tradingDay, rows.length]);
}

const VENUES = `with ${calledOf('select $1::text as said')} select venue_id from called order by venue_id`;
const EMPTY = 'delete from drop_copy_executions where venue_id = $1 and trading_day = $2';
const TAKE = `
insert into drop_copies as d (venue_id, trading_day, file_name, sha256, executions, revision, loaded_by, loaded_at)
values ($1, $2, $3, $4, 0, 1, $5, now())
on conflict (venue_id, trading_day) do update set file_name = excluded.file_name, sha256 = excluded.sha256, executions = 0, revision = d.revision + 1,
  loaded_by = excluded.loaded_by, loaded_at = excluded.loaded_at`;
const COUNT = 'update drop_copies set executions = executions + $3 where venue_id = $1 and trading_day = $2';
