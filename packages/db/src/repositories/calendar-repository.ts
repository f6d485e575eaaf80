import type { MarketDayRow } from '@fairlead/core/market/market-days';
import type { RuleRow } from '@fairlead/core/rule-calendar/rule-row';
import type { Database } from '../pool.ts';
import { type RuleRecord, ruleRowOf } from './rule-calendar-rows.ts';

/** Reads when markets trade and by which rules. */
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

  /** The dated rules of the markets, by key. Throws where a row holds what its rule does not have. */
  async marketRules(): Promise<RuleRow[]> {
    const result = await this.#database.query<RuleRecord>(MARKET_RULES);
    return result.rows.map(ruleRowOf);
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

const MARKET_RULES = `
select key, rule, effective_from::text as effective_from, asset_class, instrument_id, rule_values, source, note
from rule_calendar order by key`;
