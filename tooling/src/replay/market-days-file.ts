import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { type MarketDayFault, type MarketDayRow, MarketDays, marketDaysFault } from '@fairlead/core/market/market-days';
import { Refusal } from '../refusal.ts';
import { eachRow, type Layout, textIn } from './recording/rows.ts';

type Column = 'date' | 'opens_at' | 'closes_at' | 'name' | 'source';

const LAYOUT: Layout<Column> = {
  separator: ',',
  columns: ['date', 'opens_at', 'closes_at', 'name', 'source'],
  optional: [],
  hasHeader: true,
};

const FAULTS: Readonly<Record<MarketDayFault, string>> = {
  NOT_A_DATE: 'has no date YYYY-MM-DD',
  TWICE: 'is a day that was there before',
  NOT_A_TIME: 'has an hour that is no HH:MM from 03:00 on',
  HALF_CLOSED: 'opens or closes, but not both: leave both empty where the market stayed closed',
  CLOSES_BEFORE_IT_OPENS: 'closes before it opens',
};

/** The days of a file that says which were no whole trading days of US equities; without one, those that the project ships. */
export async function readMarketDays(path: string | null): Promise<MarketDays> {
  if (path === null) return DEFAULT_MARKET_DAYS;
  const rows: MarketDayRow[] = [];
  const lines: number[] = [];
  await eachRow(path, LAYOUT, (row) => {
    lines.push(row.line);
    rows.push({
      date: textIn(row, 'date'),
      opensAt: textIn(row, 'opens_at') || null,
      closesAt: textIn(row, 'closes_at') || null,
      name: textIn(row, 'name'),
      source: textIn(row, 'source'),
    });
  });
  const fault = marketDaysFault(rows);
  if (fault !== null) throw new Refusal(`${path}:${lines[fault.at]} ${rows[fault.at]?.date} ${FAULTS[fault.code]}`);
  return new MarketDays(rows);
}
