import { Refusal } from '../../refusal.ts';
import { TapeBuilder } from '../quote-tape.ts';
import { type RecordedTrade, type Recording, type RecordingFiles, VenueRows } from './recorded-market.ts';
import { badField, decimalIn, eachRow, type Layout, type Row, wholeIn } from './rows.ts';
import { isOfTheBook, printVenueIn, venueIn } from './tape-letters.ts';
import { PRICE_DECIMALS, SHARES_PER_LOT, usEquityMarket } from './us-equity-market.ts';

const QUOTES: Layout = {
  separator: '|',
  width: 23,
  header:
    'Time|Exchange|Symbol|Bid_Price|Bid_Size|Offer_Price|Offer_Size|Quote_Condition|Sequence_Number|National_BBO_Ind|' +
    'FINRA_BBO_Indicator|FINRA_ADF_MPID_Indicator|Quote_Cancel_Correction|Source_Of_Quote|Retail_Interest_Indicator|' +
    'Short_Sale_Restriction_Indicator|LULD_BBO_Indicator|SIP_Generated_Message_Identifier|National_BBO_LULD_Indicator|' +
    'Participant_Timestamp|FINRA_ADF_Timestamp|FINRA_ADF_Market_Participant_Quote_Indicator|Security_Status_Indicator',
};
const TRADES: Layout = {
  separator: '|',
  width: 15,
  header:
    'Time|Exchange|Symbol|Sale Condition|Trade Volume|Trade Price|Trade Stop Stock Indicator|Trade Correction Indicator|' +
    'Sequence Number|Trade Id|Source of Trade|Trade Reporting Facility|Participant Timestamp|' +
    'Trade Reporting Facility TRF Timestamp|Trade Through Exempt Indicator',
};
/**
 * National_BBO_Ind where the quote changed the NBBO: U and G on the tapes of CTA; 2 and 3 (the NBBO is appended) and 4 (this quote is the NBBO)
 * on that of UTP. In the sample every row agrees.
 */
const CHANGED = new Set(['U', 'G', '2', '3', '4']);
/** A trade that stands as it was reported. */
const NOT_CORRECTED = '00';
/** Source_Of_Quote of the tape of Nasdaq-listed stocks. */
const UTP = 'N';

/** The header that files of this format begin with. */
export const DAILY_TAQ_HEADER = QUOTES.header;

/** What one pass over the quotes keeps besides the columns. */
interface Pass {
  readonly builder: TapeBuilder;
  readonly venues: VenueRows;
  readonly asked: string | null;
  symbol: string | null;
  source: string;
}

/**
 * Reads NYSE's raw Daily TAQ layout: pipe-separated, times as HHMMSS and nanoseconds in New York. Of a file of many symbols the one that is
 * asked for is read; refuses such a file when none is asked for, and any row that does not have the format.
 */
export async function readDailyTaq({ quotesPath, tradesPath, symbol, days }: RecordingFiles): Promise<Recording> {
  const pass: Pass = { builder: new TapeBuilder(), venues: new VenueRows(), asked: symbol, symbol, source: '' };
  await eachRow(quotesPath, QUOTES, (row) => addQuote(row, pass));
  if (pass.symbol === null || pass.builder.count === 0)
    throw new Refusal(`${quotesPath} has no quotes of ${symbol ?? 'anything'}`);
  const market = usEquityMarket({
    symbol: pass.symbol,
    path: quotesPath,
    venueIds: pass.venues.names,
    primaryVenueId: pass.source === UTP ? 'XNAS' : 'XNYS',
    recordedUs: pass.builder.recordedUs,
    days,
  });
  return {
    format: 'daily-taq',
    market,
    tape: pass.builder.tape(market.midnightUs),
    trades: tradesPath === null ? [] : await readTrades(tradesPath, pass),
    rows: pass.builder.count,
    isFlagged: true,
    assumptions: {
      time: 'Nanoseconds are cut to microseconds. The listing venue is Nasdaq for quotes of the UTP tape and the New York Stock Exchange for the others.',
    },
  };
}

function addQuote(row: Row, pass: Pass): void {
  const symbol = row.fields[2] ?? '';
  pass.symbol ??= symbol;
  if (symbol !== pass.symbol) {
    if (pass.asked !== null) return;
    throw new Refusal(`${row.path}:${row.line} is of another symbol than the rows before: name one with --symbol`);
  }
  const timeUs = timeUsIn(row, 0);
  if (timeUs < pass.builder.lastUs)
    throw new Refusal(`${row.path}:${row.line} goes back in time, from ${pass.builder.lastUs} to ${timeUs} µs`);
  pass.source = row.fields[13] ?? '';
  pass.builder.add({
    timeUs,
    row: pass.venues.rowOf(venueIn(row, 1)),
    bid: decimalIn(row, 3, PRICE_DECIMALS),
    bidSize: wholeIn(row, 4) * SHARES_PER_LOT,
    ask: decimalIn(row, 5, PRICE_DECIMALS),
    askSize: wholeIn(row, 6) * SHARES_PER_LOT,
    changed: CHANGED.has(row.fields[9] ?? '') ? 1 : 0,
  });
}

async function readTrades(path: string, pass: Pass): Promise<readonly RecordedTrade[]> {
  const trades: RecordedTrade[] = [];
  await eachRow(path, TRADES, (row) => {
    if (row.fields[2] !== pass.symbol) return;
    const venueId = printVenueIn(row, 1);
    const venueRow = venueId === null ? null : pass.venues.known(venueId);
    const trade = { timeUs: timeUsIn(row, 0), price: decimalIn(row, 5, PRICE_DECIMALS), size: wholeIn(row, 4) };
    const stands = row.fields[7] === NOT_CORRECTED && isOfTheBook(row.fields[3] ?? '');
    if (venueRow !== undefined && stands) trades.push({ ...trade, row: venueRow });
  });
  return trades.sort((a, b) => a.timeUs - b.timeUs);
}

/** HHMMSSnnnnnnnnn as microseconds since midnight. */
function timeUsIn(row: Row, column: number): number {
  const found = /^([01]\d|2[0-3])([0-5]\d)([0-5]\d)(\d{6})\d{3}$/.exec(row.fields[column] ?? '');
  if (found === null) throw badField(row, column, 'is not a time HHMMSSnnnnnnnnn');
  const [hours = 0, minutes = 0, seconds = 0, micros = 0] = found.slice(1).map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + micros;
}
