import { priceIn, printPriceIn, printSizeIn, sizeIn, timeOfDayUsIn } from './fields.ts';
import { dateOf, requireSameSymbol, symbolOf } from './file-name.ts';
import { OneSymbol } from './one-symbol.ts';
import type { RecordedTrade, Recording, RecordingFiles, VenueRows } from './recorded-market.ts';
import { eachRow, type Layout, type Row, textIn } from './rows.ts';
import { SaleConditions } from './sale-conditions.ts';
import { Skipped } from './skipped.ts';
import { StockQuotes } from './stock-quotes.ts';
import { StockTrades } from './stock-trades.ts';
import { planOf, type Tape, tapeOf } from './tape.ts';
import { hoursWords, PRICE_DECIMALS, SHARES_PER_LOT, stockMarket } from './us-equity-market.ts';

type QuoteColumn = 'time_ms' | 'ex' | 'bid' | 'bid_lots' | 'ask' | 'ask_lots' | 'cond' | 'nbbo_ind' | 'symbol';
type TradeColumn = 'time_ms' | 'ex' | 'price' | 'size' | 'cond' | 'corr' | 'symbol';

export const TAQ_CSV_QUOTES: Layout<QuoteColumn> = {
  separator: ',',
  columns: ['time_ms', 'ex', 'bid', 'bid_lots', 'ask', 'ask_lots', 'cond', 'nbbo_ind', 'symbol'],
  optional: ['nbbo_ind', 'symbol'],
  hasHeader: true,
};
const TRADES: Layout<TradeColumn> = {
  separator: ',',
  columns: ['time_ms', 'ex', 'price', 'size', 'cond', 'corr', 'symbol'],
  optional: ['symbol'],
  hasHeader: true,
};
/** The tape's word that a quote changed the NBBO: one side or both. */
const CHANGED = new Set(['U', 'G']);

/**
 * Reads the CSV of `us-equity-taq`: one exchange's complete top of book a row, sizes in lots of 100, times in milliseconds since midnight New York,
 * with the tape's own NBBO flag where it is there. Refuses a row that does not have the format, or goes back in time, by its line number.
 */
export async function readTaqCsv(files: RecordingFiles): Promise<Recording> {
  const skipped = new Skipped(dateOf(files));
  const quotes = new StockQuotes(skipped);
  const one = new OneSymbol(files.symbol);
  const tape = files.tape ?? (await tapeOf(files.quotesPath, TAQ_CSV_QUOTES, 'ex'));
  let isFlagged = false;
  await eachRow(files.quotesPath, TAQ_CSV_QUOTES, (row) => {
    isFlagged = row.at.nbbo_ind !== undefined;
    if (one.takes(textIn(row, 'symbol'), row)) addQuote(row, quotes, tape);
  });
  const symbol = one.symbol ?? symbolOf(null, files.quotesPath);
  const market = stockMarket(quotes, { files, symbol, tape });
  return {
    format: 'taq-csv',
    market,
    tape: quotes.builder.tape(market.midnightUs),
    trades: await tradesOf(files, { symbol, tape, venues: quotes.venues, skipped }),
    rows: quotes.rows,
    isFlagged,
    skipped: skipped.counts,
    assumptions: hoursWords(files),
  };
}

function addQuote(row: Row<QuoteColumn>, quotes: StockQuotes, tape: Tape): void {
  quotes.add(row, {
    timeUs: timeOfDayUsIn(row, 'time_ms'),
    exchange: textIn(row, 'ex'),
    bid: priceIn(row, 'bid', PRICE_DECIMALS),
    bidSize: sizeIn(row, 'bid_lots') * SHARES_PER_LOT,
    ask: priceIn(row, 'ask', PRICE_DECIMALS),
    askSize: sizeIn(row, 'ask_lots') * SHARES_PER_LOT,
    condition: textIn(row, 'cond'),
    correction: '',
    plan: planOf(tape),
    changed: CHANGED.has(textIn(row, 'nbbo_ind')) ? 1 : 0,
  });
}

async function tradesOf(
  files: RecordingFiles,
  of: { symbol: string; tape: Tape; venues: VenueRows; skipped: Skipped },
): Promise<readonly RecordedTrade[]> {
  if (files.tradesPath === null) return [];
  if (files.symbol === null) requireSameSymbol(files.quotesPath, files.tradesPath);
  const conditions = new SaleConditions(planOf(of.tape), dateOf(files));
  const one = new OneSymbol(of.symbol);
  const trades = new StockTrades(of.venues, of.skipped);
  await eachRow(files.tradesPath, TRADES, (row) => {
    if (!one.takes(textIn(row, 'symbol'), row)) return;
    trades.add({
      timeUs: timeOfDayUsIn(row, 'time_ms'),
      exchange: textIn(row, 'ex'),
      price: printPriceIn(row, 'price', PRICE_DECIMALS),
      size: printSizeIn(row, 'size'),
      refusal: conditions.refusalOf(textIn(row, 'cond')),
      correction: textIn(row, 'corr'),
    });
  });
  return trades.inTime;
}
