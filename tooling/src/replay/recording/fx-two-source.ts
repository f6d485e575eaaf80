import { NO_MARKET_RULES } from '@fairlead/core/instrument/market-rules';
import { sessionAt } from '@fairlead/core/market/session';
import { price, quantity } from '@fairlead/core/money/units';
import { FX_VENUES } from '@fairlead/core/venue/fx-catalogue';
import type { Venue } from '@fairlead/core/venue/venue';
import { Refusal } from '../../refusal.ts';
import { TapeBuilder } from '../quote-tape.ts';
import { epochUsIn, priceIn } from './fields.ts';
import { symbolOf } from './file-name.ts';
import { OneSymbol } from './one-symbol.ts';
import { type RecordedMarket, type Recording, type RecordingFiles, VenueRows } from './recorded-market.ts';
import { badField, eachRow, type Layout, type Row, textIn } from './rows.ts';

type Column = 'ts_ms_utc' | 'venue' | 'bid' | 'ask' | 'symbol';

export const FX_QUOTES: Layout<Column> = {
  separator: ',',
  columns: ['ts_ms_utc', 'venue', 'bid', 'ask', 'symbol'],
  optional: ['symbol'],
  hasHeader: true,
};
const PRICE_DECIMALS = 5;
const DAY_US = 86_400_000_000;
/** More dealers than anybody records side by side: a column of other names. */
const DEALERS_MAX = 16;
/** The recording has no sizes: every quote is taken to be good for this many units of the base currency. */
const QUOTE_UNITS = 1_000_000;
/** A dealer that has said nothing for this long is not relied upon; the recorded ones are seldom silent for more than ten seconds. */
const FRESH_US = 60_000_000;
/** The dealers of the catalogue whose terms the recorded ones are given: an aggregated stream, and one that is wide and deep. */
const FIRST_TERMS = 'LP1';
const OTHER_TERMS = 'LP5';
const DAILY_VOLUME = 10_000_000_000;
const DAILY_VOLATILITY_BPS = 50;
const ORDER_SIZES: RecordedMarket['orderSizes'] = ['100000', '250000', '500000', '1000000', '1500000', '2000000'];

/**
 * Reads the quotes of two dealers in one currency pair, times in milliseconds since 1970. Quotes that a dealer crosses against itself are
 * kept as they came: the book marks them crossed, and nothing is sent to them. Refuses a row that does not have the format, or goes back.
 */
export async function readFxTwoSource(files: RecordingFiles): Promise<Recording> {
  const builder = new TapeBuilder();
  const venues = new VenueRows();
  const one = new OneSymbol(files.symbol);
  let midnightUs = 0;
  await eachRow(files.quotesPath, FX_QUOTES, (row) => {
    if (!one.takes(textIn(row, 'symbol'), row)) return;
    const us = epochUsIn(row, 'ts_ms_utc');
    if (builder.count === 0) midnightUs = us - (us % DAY_US);
    addQuote(row, { builder, venues, timeUs: us - midnightUs });
  });
  if (builder.count === 0) throw new Refusal(`${files.quotesPath} has no quotes`);
  const market = marketOf(one.symbol ?? symbolOf(null, files.quotesPath), { venues, midnightUs, builder });
  return {
    format: 'fx-two-source',
    market,
    tape: builder.tape(market.midnightUs),
    trades: [],
    rows: builder.count,
    isFlagged: false,
    skipped: {},
    assumptions: {
      size: `The recording has no sizes: each quote is taken to be good for ${QUOTE_UNITS} units, once, until the dealer quotes again.`,
      dealers: `Both dealers count towards the best bid and offer, and the first that quotes stands in for the listing venue. It has the terms (fee, latency, largest order) of the catalogue’s ${FIRST_TERMS}, the other those of ${OTHER_TERMS}. Every quote is taken to be firm (no last look); one older than a minute is stale, one crossed against itself is left out (QUOTE_CROSSED).`,
      evidence:
        'One of the recorded dealers is at the best bid and offer nearly always: the recording tests staleness and crossed quotes, and says nothing of what routing among dealers gains.',
    },
  };
}

function addQuote(row: Row<Column>, to: { builder: TapeBuilder; venues: VenueRows; timeUs: number }): void {
  const venueId = textIn(row, 'venue');
  if (!/^[A-Z0-9]{1,20}$/.test(venueId))
    throw badField(row, 'venue', 'is not the name of a dealer in capitals and digits');
  if (to.timeUs < to.builder.lastUs) throw badField(row, 'ts_ms_utc', 'goes back in time');
  const [bid, ask] = [priceIn(row, 'bid', PRICE_DECIMALS), priceIn(row, 'ask', PRICE_DECIMALS)];
  const at = to.venues.rowOf(venueId);
  if (at >= DEALERS_MAX) throw badField(row, 'venue', `is one dealer more than ${DEALERS_MAX}`);
  to.builder.add({
    timeUs: to.timeUs,
    row: at,
    bid,
    bidSize: bid === 0 ? 0 : QUOTE_UNITS,
    ask,
    askSize: ask === 0 ? 0 : QUOTE_UNITS,
    changed: 0,
  });
}

function marketOf(symbol: string, of: { venues: VenueRows; midnightUs: number; builder: TapeBuilder }): RecordedMarket {
  const pair = symbol.replaceAll(/[^A-Z]/g, '');
  if (pair.length !== 6)
    throw new Refusal(`'${symbol}' is no pair of currencies, as EURUSD is: name one with --symbol`);
  const { names } = of.venues;
  return {
    instrument: {
      instrumentId: symbol,
      name: `Recorded ${symbol}`,
      assetClass: 'FX',
      currency: pair.slice(3),
      priceDecimals: PRICE_DECIMALS,
      quantityDecimals: 0,
      roundLot: quantity(1),
      tickBands: [{ fromPrice: price(0), tick: price(1) }],
      primaryVenueId: names[0] ?? null,
      status: 'ACTIVE',
      rules: NO_MARKET_RULES,
      shortSaleRestricted: false,
      averageDailyVolume: quantity(DAILY_VOLUME),
      dailyVolatilityBps: DAILY_VOLATILITY_BPS,
    },
    venues: names.map(dealerOf),
    midnightUs: of.midnightUs,
    session: fxSessionOf(of),
    isProtected: false,
    freshUs: FRESH_US,
    orderSizes: ORDER_SIZES,
  };
}

/** From the first quote to the last, as far as currencies trade: not from Friday to Sunday, 17:00 in New York. */
function fxSessionOf({ midnightUs, builder }: { midnightUs: number; builder: TapeBuilder }): RecordedMarket['session'] {
  const { first, last } = builder.recordedUs;
  const opened = sessionAt('FX', midnightUs + first);
  const openUs = Math.max(first, opened.opensAtUs - midnightUs);
  let closesAtUs = opened.closesAtUs;
  // A day of currencies turns into the next without a pause, but for the weekend.
  for (let next = sessionAt('FX', closesAtUs); next.opensAtUs === closesAtUs; next = sessionAt('FX', closesAtUs)) {
    closesAtUs = next.closesAtUs;
    if (closesAtUs - midnightUs > last) break;
  }
  return { openUs, closeUs: Math.max(openUs, Math.min(last + 1, closesAtUs - midnightUs)) };
}

function dealerOf(venueId: string, index: number): Venue {
  const terms = FX_VENUES.find((venue) => venue.venueId === (index === 0 ? FIRST_TERMS : OTHER_TERMS));
  if (terms === undefined) throw new Error('the catalogue lacks a liquidity provider');
  return { ...terms, venueId, venueName: venueId, supportedSymbols: null };
}
