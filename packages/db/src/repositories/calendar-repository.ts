import type { MarketDayRow } from '@fairlead/core/market/market-days';
import type { Database } from '../pool.ts';

/** Reads when markets trade. */
export class CalendarRepository {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The days that are not whole trading days of US equities, by date. */
  async marketDays(): Promise<MarketDayRow[]> {
    const result = await this.#database.query<DayRecord>(MARKET_DAYS);
    return result.rows.map(({ opens_at: opensAt, closes_at: closesAt, ...row }) => ({ ...row, opensAt, closesAt }));
  }
}

interface DayRecord {
  readonly date: string;
  readonly opens_at: string | null;
  readonly closes_at: string | null;
  readonly name: string;
  readonly source: string;
}

const MARKET_DAYS = `
select date::text as date, opens_at::text as opens_at, closes_at::text as closes_at, name, source
from market_days order by date`;
