import { Refusal } from '../refusal.ts';
import { csvRows, decimalIn, wholeIn } from './csv-rows.ts';
import { ROW_OF_EXCHANGE } from './recorded-day.ts';

const HEADER = 'time_ms,seq,ex,price,size,cond,corr,trf';
const PRICE_DECIMALS = 4;
/** Trades reported off the exchanges: no order in an exchange's book could have been part of them. */
const OFF_EXCHANGE = 'D';
/** Conditions under which a print says nothing of the book at its moment: out of sequence, average or derived price, contingent, extended hours. */
const NOT_OF_THE_BOOK = /[ZBV4TU]/;

/** One print of a recorded day. */
export interface RecordedTrade {
  /** Milliseconds since midnight New York. */
  readonly timeMs: number;
  /** The exchange's row of the book. */
  readonly row: number;
  /** At four decimals. */
  readonly price: number;
  /** Shares. */
  readonly size: number;
}

/** Reads the prints that exchange books made, in time order; refuses a row that does not have the format, by its line number. */
export function readTradeTape(path: string): readonly RecordedTrade[] {
  const trades: RecordedTrade[] = [];
  for (const row of csvRows(path, HEADER)) {
    const exchange = row.fields[2] ?? '';
    const venueRow = ROW_OF_EXCHANGE.get(exchange);
    if (venueRow === undefined && exchange !== OFF_EXCHANGE)
      throw new Refusal(`${row.where} field 3: no venue is known for exchange '${exchange}'`);
    const trade = { timeMs: wholeIn(row, 0), price: decimalIn(row, 3, PRICE_DECIMALS), size: wholeIn(row, 4) };
    if (venueRow === undefined || NOT_OF_THE_BOOK.test(row.fields[5] ?? '')) continue;
    trades.push({ ...trade, row: venueRow });
  }
  return trades.sort((a, b) => a.timeMs - b.timeMs);
}
