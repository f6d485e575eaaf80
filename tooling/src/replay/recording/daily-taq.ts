import { Refusal } from '../../refusal.ts';
import { priceIn, printPriceIn, printSizeIn, sizeIn } from './fields.ts';
import { dateOf } from './file-name.ts';
import { OneSymbol } from './one-symbol.ts';
import type { RecordedTrade, Recording, RecordingFiles, VenueRows } from './recorded-market.ts';
import { badField, eachRow, type Layout, type Row, textIn } from './rows.ts';
import { SaleConditions } from './sale-conditions.ts';
import { Skipped } from './skipped.ts';
import { StockQuotes } from './stock-quotes.ts';
import { StockTrades } from './stock-trades.ts';
import { type Plan, planOf } from './tape.ts';
import { hoursWords, PRICE_DECIMALS, SHARES_PER_LOT, stockMarket } from './us-equity-market.ts';

type QuoteColumn =
  | 'time'
  | 'exchange'
  | 'symbol'
  | 'bid_price'
  | 'bid_size'
  | 'offer_price'
  | 'offer_size'
  | 'quote_condition'
  | 'national_bbo_ind'
  | 'quote_cancel_correction'
  | 'source_of_quote';
type TradeColumn =
  | 'time'
  | 'exchange'
  | 'symbol'
  | 'sale_condition'
  | 'trade_volume'
  | 'trade_price'
  | 'trade_correction_indicator'
  | 'source_of_trade';

export const DAILY_TAQ_QUOTES: Layout<QuoteColumn> = {
  separator: '|',
  columns: [
    'time',
    'exchange',
    'symbol',
    'bid_price',
    'bid_size',
    'offer_price',
    'offer_size',
    'quote_condition',
    'national_bbo_ind',
    'quote_cancel_correction',
    'source_of_quote',
  ],
  optional: [],
  hasHeader: true,
  endMark: 'END',
};
const TRADES: Layout<TradeColumn> = {
  separator: '|',
  columns: [
    'time',
    'exchange',
    'symbol',
    'sale_condition',
    'trade_volume',
    'trade_price',
    'trade_correction_indicator',
    'source_of_trade',
  ],
  optional: [],
  hasHeader: true,
  endMark: 'END',
};
/**
 * National_BBO_Ind where the quote changed the NBBO: U and G on the tapes of CTA; 2 and 3 (the NBBO is appended) and 4 (this quote is the NBBO)
 * on that of UTP. In the sample every row agrees.
 */
const CHANGED = new Set(['U', 'G', '2', '3', '4']);
/** The source of what the tape of Nasdaq-listed stocks brought. */
const UTP = 'N';
/** From this day on the tapes count quoted sizes in shares, rounded down to round lots (UTP Vendor Alert 2025-10). */
const SIZES_IN_SHARES_FROM = '2025-11-03';
/** Far enough below the first bound of Rule 600(b)(93), $250, that a round lot is 100 shares whatever the price was when it was measured. */
const SURELY_HUNDREDS_BELOW = 100 * 10 ** PRICE_DECIMALS;
const TIME = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d)(\d{3}|\d{6}|\d{9})$/;
const MICRO_DIGITS = 6;

/** What one pass over the quotes keeps besides them. */
interface Pass {
  readonly quotes: StockQuotes;
  readonly one: OneSymbol;
  /** The plan of all rows, where a person names the tape. */
  readonly asked: Plan | null;
  /** The plan of the last row. */
  plan: Plan;
  /** A size was met that cannot be one in shares. */
  hasOddSizes: boolean;
}

/**
 * Reads NYSE's raw Daily TAQ layout: pipe-separated, times as HHMMSS with milli-, micro- or nanoseconds in New York. Of a file of many symbols the
 * one that is asked for is read; refuses such a file when none is asked for, and any row that does not have the format.
 */
export async function readDailyTaq(files: RecordingFiles): Promise<Recording> {
  const skipped = new Skipped(dateOf(files));
  const asked = files.tape === null ? null : planOf(files.tape);
  const quotes = new StockQuotes(skipped);
  const pass: Pass = { quotes, one: new OneSymbol(files.symbol), asked, plan: asked ?? 'CTA', hasOddSizes: false };
  await eachRow(files.quotesPath, DAILY_TAQ_QUOTES, (row) => addQuote(row, pass));
  const { symbol } = pass.one;
  if (symbol === null || quotes.rows === 0)
    throw new Refusal(`${files.quotesPath} has no quotes of ${symbol ?? 'anything'}`);
  const market = stockMarket(quotes, { files, symbol, tape: files.tape ?? (pass.plan === 'UTP' ? 'C' : 'A') });
  const countsShares = (dateOf(files) ?? '') >= SIZES_IN_SHARES_FROM && !pass.hasOddSizes;
  if (!countsShares) quotes.builder.multiplySizes(SHARES_PER_LOT);
  return {
    format: 'daily-taq',
    market,
    tape: quotes.builder.tape(market.midnightUs),
    trades: await tradesOf(files, { symbol, asked, venues: quotes.venues, skipped }),
    rows: quotes.rows,
    isFlagged: true,
    skipped: skipped.counts,
    assumptions: {
      ...hoursWords(files),
      time: 'Nanoseconds are cut to microseconds. The listing venue is Nasdaq for quotes of the UTP tape, and the New York Stock Exchange for the others unless --tape says that it is neither.',
      sizes: countsShares
        ? `Quoted sizes are in shares, as the tapes have them from ${SIZES_IN_SHARES_FROM} on.`
        : `Quoted sizes are in lots of ${SHARES_PER_LOT} shares.`,
    },
  };
}

function addQuote(row: Row<QuoteColumn>, pass: Pass): void {
  if (!pass.one.takes(textIn(row, 'symbol'), row)) return;
  pass.plan = pass.asked ?? planOfSource(textIn(row, 'source_of_quote'));
  const quote = {
    timeUs: timeUsIn(row),
    exchange: textIn(row, 'exchange'),
    bid: priceIn(row, 'bid_price', PRICE_DECIMALS),
    bidSize: sizeIn(row, 'bid_size'),
    ask: priceIn(row, 'offer_price', PRICE_DECIMALS),
    askSize: sizeIn(row, 'offer_size'),
    condition: textIn(row, 'quote_condition'),
    correction: textIn(row, 'quote_cancel_correction'),
    plan: pass.plan,
    changed: CHANGED.has(textIn(row, 'national_bbo_ind')) ? (1 as const) : (0 as const),
  };
  if (isNoRoundLot(quote.bid, quote.bidSize) || isNoRoundLot(quote.ask, quote.askSize)) pass.hasOddSizes = true;
  pass.quotes.add(row, quote);
}

/** Whether a size cannot be one in shares, which the tapes round down to round lots: then the file counts lots. */
function isNoRoundLot(price: number, size: number): boolean {
  return price > 0 && price < SURELY_HUNDREDS_BELOW && size % SHARES_PER_LOT !== 0;
}

async function tradesOf(
  files: RecordingFiles,
  of: { symbol: string; asked: Plan | null; venues: VenueRows; skipped: Skipped },
): Promise<readonly RecordedTrade[]> {
  if (files.tradesPath === null) return [];
  const date = dateOf(files);
  const conditions = { CTA: new SaleConditions('CTA', date), UTP: new SaleConditions('UTP', date) };
  const one = new OneSymbol(of.symbol);
  const trades = new StockTrades(of.venues, of.skipped);
  await eachRow(files.tradesPath, TRADES, (row) => {
    if (!one.takes(textIn(row, 'symbol'), row)) return;
    const plan = of.asked ?? planOfSource(textIn(row, 'source_of_trade'));
    trades.add({
      timeUs: timeUsIn(row),
      exchange: textIn(row, 'exchange'),
      price: printPriceIn(row, 'trade_price', PRICE_DECIMALS),
      size: printSizeIn(row, 'trade_volume'),
      refusal: conditions[plan].refusalOf(textIn(row, 'sale_condition')),
      correction: textIn(row, 'trade_correction_indicator'),
    });
  });
  return trades.inTime;
}

function planOfSource(source: string): Plan {
  return source === UTP ? 'UTP' : 'CTA';
}

/** HHMMSS and the fraction of a second, as microseconds since midnight. Files before 2015 have milliseconds, before 2017 microseconds. */
function timeUsIn(row: Row<'time'>): number {
  const [, hours, minutes, seconds, fraction = ''] = TIME.exec(textIn(row, 'time')) ?? [];
  if (hours === undefined) throw badField(row, 'time', 'is not a time HHMMSS with 3, 6 or 9 digits after it');
  const micros = Number(fraction.slice(0, MICRO_DIGITS).padEnd(MICRO_DIGITS, '0'));
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000_000 + micros;
}
