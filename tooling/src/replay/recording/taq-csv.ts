import { basename } from 'node:path';
import { Refusal } from '../../refusal.ts';
import { TapeBuilder } from '../quote-tape.ts';
import { type RecordedTrade, type Recording, type RecordingFiles, VenueRows } from './recorded-market.ts';
import { decimalIn, eachRow, type Layout, type Row, wholeIn } from './rows.ts';
import { isOfTheBook, printVenueIn, venueIn } from './tape-letters.ts';
import { PRICE_DECIMALS, SHARES_PER_LOT, usEquityMarket } from './us-equity-market.ts';

const QUOTES: Layout = {
  separator: ',',
  width: 9,
  header: 'time_ms,seq,ex,bid,bid_lots,ask,ask_lots,cond,nbbo_ind',
};
const TRADES: Layout = { separator: ',', width: 8, header: 'time_ms,seq,ex,price,size,cond,corr,trf' };
/** The tape's word that a quote changed the NBBO: one side or both. */
const CHANGED = new Set(['U', 'G']);
const US_PER_MS = 1_000;

/** The header that files of this format begin with. */
export const TAQ_CSV_HEADER = QUOTES.header;

/**
 * Reads the CSV of `us-equity-taq`: one exchange's complete top of book a row, sizes in lots, times in milliseconds since midnight New York,
 * with the tape's own NBBO flag. Refuses a row that does not have the format, or goes back in time, by its line number.
 */
export async function readTaqCsv({ quotesPath, tradesPath, days }: RecordingFiles): Promise<Recording> {
  const builder = new TapeBuilder();
  const venues = new VenueRows();
  await eachRow(quotesPath, QUOTES, (row) => addQuote(row, builder, venues));
  const [, symbol = 'XXX'] = /^quotes_([A-Z.]{1,20})_/.exec(basename(quotesPath)) ?? [];
  const market = usEquityMarket({
    symbol,
    path: quotesPath,
    venueIds: venues.names,
    primaryVenueId: 'XNYS',
    recordedUs: builder.recordedUs,
    days,
  });
  return {
    format: 'taq-csv',
    market,
    tape: builder.tape(market.midnightUs),
    trades: tradesPath === null ? [] : await readTrades(tradesPath, venues),
    rows: builder.count,
    isFlagged: true,
    assumptions: {},
  };
}

function addQuote(row: Row, builder: TapeBuilder, venues: VenueRows): void {
  const timeUs = wholeIn(row, 0) * US_PER_MS;
  if (timeUs < builder.lastUs)
    throw new Refusal(`${row.path}:${row.line} goes back in time, from ${builder.lastUs} to ${timeUs} µs`);
  wholeIn(row, 1);
  builder.add({
    timeUs,
    row: venues.rowOf(venueIn(row, 2)),
    bid: decimalIn(row, 3, PRICE_DECIMALS),
    bidSize: wholeIn(row, 4) * SHARES_PER_LOT,
    ask: decimalIn(row, 5, PRICE_DECIMALS),
    askSize: wholeIn(row, 6) * SHARES_PER_LOT,
    changed: CHANGED.has(row.fields[8] ?? '') ? 1 : 0,
  });
}

async function readTrades(path: string, venues: VenueRows): Promise<readonly RecordedTrade[]> {
  const trades: RecordedTrade[] = [];
  await eachRow(path, TRADES, (row) => {
    const venueId = printVenueIn(row, 2);
    const venueRow = venueId === null ? null : venues.known(venueId);
    const trade = {
      timeUs: wholeIn(row, 0) * US_PER_MS,
      price: decimalIn(row, 3, PRICE_DECIMALS),
      size: wholeIn(row, 4),
    };
    if (venueRow !== undefined && isOfTheBook(row.fields[5] ?? '')) trades.push({ ...trade, row: venueRow });
  });
  return trades.sort((a, b) => a.timeUs - b.timeUs);
}
