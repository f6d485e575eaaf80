import { basename } from 'node:path';
import { Refusal } from '../../refusal.ts';
import type { RecordingFiles } from './recorded-market.ts';

/** What the name of a recorded file says; null for what it does not. */
export interface FileName {
  /** In capitals. */
  readonly symbol: string | null;
  /** YYYY-MM-DD. */
  readonly date: string | null;
}

/** What instruments are called: what an order's `instrument_id` may be. */
const SYMBOL = /^[A-Z0-9][A-Z0-9./-]{0,19}$/;
const DATE = /(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)/;
/** quotes_BRK.B_2018-01-02.csv, ibm_20131008_quote.zip, EURUSD_2014-05-07_utc.csv, 20131008_ibm_Quote_Tick.csv. */
const WORDS = /^(?:quotes?_|trades?_)?([a-z0-9.-]{1,20})_/i;
const DATE_FIRST = /^(?:\d{8}|\d{4}-\d{2}-\d{2})_([a-z][a-z0-9.-]{0,19})_/i;
/** What may stand where a symbol would, and is none: the tape of a file of many symbols. */
const NO_SYMBOLS: ReadonlySet<string> = new Set(['QUOTES', 'QUOTE', 'TRADES', 'TRADE', 'EQY', 'SPLITS']);

/** Reads the symbol and the date out of the name of a file. */
export function fileNameOf(path: string): FileName {
  const name = basename(path);
  const [, first] = DATE_FIRST.exec(name) ?? WORDS.exec(name) ?? [];
  const symbol = first?.toUpperCase() ?? '';
  const isSymbol = SYMBOL.test(symbol) && !NO_SYMBOLS.has(symbol) && !/^[\d-]+$/.test(symbol);
  return { symbol: isSymbol ? symbol : null, date: dateIn(name) };
}

/** The symbol that a person names, else that of the file's name. Refuses a file of which neither says it. */
export function symbolOf(asked: string | null, path: string): string {
  const symbol = asked ?? fileNameOf(path).symbol;
  if (symbol === null) throw new Refusal(`the name of ${path} does not say its symbol: name it with --symbol`);
  return symbol;
}

/** The day of a US stock's file that a person names, else that of its name; null where neither says it. */
export function dateOf({ date, quotesPath }: Pick<RecordingFiles, 'date' | 'quotesPath'>): string | null {
  return date ?? fileNameOf(quotesPath).date;
}

/** The date in a text; null where it holds none, and for one that no calendar has. */
function dateIn(text: string): string | null {
  const [, year, month, day] = DATE.exec(text) ?? [];
  const date = `${year}-${month}-${day}`;
  return year !== undefined && isDate(date) ? date : null;
}

/** Whether a text is a date that a calendar has, as YYYY-MM-DD. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Whether a text can be the symbol of an instrument. */
export function isSymbol(text: string): boolean {
  return SYMBOL.test(text);
}

/** Refuses trades whose name says another day than that of the quotes. */
export function requireSameDate(quotesPath: string, tradesPath: string): void {
  const [quotes, trades] = [fileNameOf(quotesPath).date, fileNameOf(tradesPath).date];
  if (quotes !== null && trades !== null && quotes !== trades)
    throw new Refusal(`${tradesPath} is of ${trades}, the quotes are of ${quotes}`);
}

/** The same for the symbol, where a format has it in the names of its files. */
export function requireSameSymbol(quotesPath: string, tradesPath: string): void {
  const [quotes, trades] = [fileNameOf(quotesPath).symbol, fileNameOf(tradesPath).symbol];
  if (quotes !== null && trades !== null && quotes !== trades)
    throw new Refusal(`${tradesPath} is of ${trades}, the quotes are of ${quotes}: name the symbol with --symbol`);
}
