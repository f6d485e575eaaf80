import { ExactNumber } from '@fairlead/contracts/decimal';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { NO_MARKET_RULES } from '@fairlead/core/instrument/market-rules';
import type { Depth, DepthLevel } from '@fairlead/core/market/market-view';
import { parseScaled } from '@fairlead/core/money/scaled';
import { price, quantity } from '@fairlead/core/money/units';
import { CRYPTO_VENUES } from '@fairlead/core/venue/crypto-catalogue';
import { venueFor } from '@fairlead/core/venue/listing';
import type { Venue } from '@fairlead/core/venue/venue';
import { Refusal } from '../../refusal.ts';
import { TapeBuilder } from '../quote-tape.ts';
import { isEpochUs, isTooDear } from './fields.ts';
import { symbolOf } from './file-name.ts';
import { objectIn } from './json-line.ts';
import { eachLine } from './lines.ts';
import { OneSymbol } from './one-symbol.ts';
import { type RecordedMarket, type Recording, type RecordingFiles, VenueRows } from './recorded-market.ts';
import type { Place } from './rows.ts';

const PRICE_DECIMALS = 5;
const QUANTITY_DECIMALS = 8;
const US_PER_MS = 1_000;
const DAY_US = 86_400_000_000;
/** Each venue was asked for its book about every four seconds; a book that has not come for ten is not relied upon. */
const FRESH_US = 10_000_000;
const DAILY_VOLUME = 50_000_000_000;
const DAILY_VOLATILITY_BPS = 300;
/** Something, and the currency that it is priced in: of three letters, or of a stable coin's four. */
const PAIR = /^[A-Z0-9]{2,10}?[./-]?(USDT|USDC|BUSD|TUSD|FDUSD|[A-Z]{3})$/;
const ORDER_SIZES: RecordedMarket['orderSizes'] = ['0.01', '0.05', '0.1', '0.2', '0.5', '1', '2'];

/** One line of the file. */
interface BookLine {
  /** Microseconds since 1970. */
  readonly timeUs: number;
  /** '' where the line does not say it. */
  readonly symbol: string;
  readonly venue: string;
  readonly bids: readonly unknown[];
  readonly asks: readonly unknown[];
}

/** What one pass over the lines keeps. */
interface Pass {
  readonly builder: TapeBuilder;
  readonly venues: VenueRows;
  readonly depths: Depth[];
  readonly one: OneSymbol;
  midnightUs: number;
}

/**
 * Reads order books as JSON lines, one venue's whole book a line, times in milliseconds since 1970, prices of at most 5 and quantities of at
 * most 8 decimals. Refuses a line that is no such book, is not sorted best first, or goes back in time, by its number.
 */
export async function readDepthLines(files: RecordingFiles): Promise<Recording> {
  const { quotesPath } = files;
  const one = new OneSymbol(files.symbol);
  const pass: Pass = { builder: new TapeBuilder(), venues: new VenueRows(), depths: [], one, midnightUs: 0 };
  await eachLine(quotesPath, (text, line) => addBook(text, { path: quotesPath, line }, pass));
  if (pass.builder.count === 0) throw new Refusal(`${quotesPath} has no books`);
  const market = marketOf(one.symbol ?? symbolOf(null, quotesPath), pass);
  return {
    format: 'depth-jsonl',
    market,
    tape: pass.builder.tape(market.midnightUs, pass.depths),
    trades: [],
    rows: pass.builder.count,
    isFlagged: false,
    skipped: {},
    assumptions: {
      books:
        'A child takes level after level of the book that its venue showed last, each at its own price, as far as its limit allows; what it took stays taken until the venue’s next book. Books were asked for every four seconds, so the two are up to seconds apart and often crossed; one older than ten seconds is stale.',
      fees: 'The recording has no fees: its exchanges have the terms (fees of the lowest tier, latency, order sizes) of the catalogue’s crypto exchanges, in the order in which they are met. The first stands in for the listing venue.',
    },
  };
}

function addBook(text: string, at: Place, pass: Pass): void {
  const where = `${at.path}:${at.line}`;
  const book = bookIn(text, where);
  if (!pass.one.takes(book.symbol, at)) return;
  if (pass.builder.count === 0) pass.midnightUs = book.timeUs - (book.timeUs % DAY_US);
  const timeUs = book.timeUs - pass.midnightUs;
  if (timeUs < pass.builder.lastUs) throw new Refusal(`${where} goes back in time`);
  const bids = levelsOf(book.bids, where, -1);
  const asks = levelsOf(book.asks, where, 1);
  const [bid, ask] = [bids[0], asks[0]];
  const row = pass.venues.rowOf(book.venue);
  if (row >= CRYPTO_VENUES.length) throw new Refusal(`${where} is of one exchange more than ${CRYPTO_VENUES.length}`);
  pass.builder.add({
    timeUs,
    row,
    bid: bid?.price ?? 0,
    bidSize: bid?.size ?? 0,
    ask: ask?.price ?? 0,
    askSize: ask?.size ?? 0,
    changed: 0,
  });
  pass.depths.push({ bids, asks });
}

function bookIn(text: string, where: string): BookLine {
  const { ts_ms: timeMs, venue, bids, asks, symbol = '' } = objectIn(text, where);
  const timeUs = typeof timeMs === 'number' ? Math.floor(timeMs * US_PER_MS) : Number.NaN;
  if (!isEpochUs(timeUs))
    throw new Refusal(`${where} ts_ms must be a time from 1990 to 2100 in milliseconds since 1970`);
  if (typeof venue !== 'string' || !/^[A-Z0-9]{1,20}$/.test(venue))
    throw new Refusal(`${where} venue must be a name of capitals and digits`);
  if (!Array.isArray(bids) || !Array.isArray(asks)) throw new Refusal(`${where} bids and asks must be lists`);
  if (typeof symbol !== 'string') throw new Refusal(`${where} symbol must be a text`);
  return { timeUs, venue, symbol, bids, asks };
}

/** The levels with something to trade, of a price and a size; `sign` is +1 where prices must rise. */
function levelsOf(levels: readonly unknown[], where: string, sign: 1 | -1): DepthLevel[] {
  const made = levels
    .map((level) => levelOf(level, where))
    // Exchanges say that a level is gone by a size of nothing.
    .filter((level) => level.size > 0 && level.price > 0);
  const sorted = made.every((level, index) => (level.price - (made[index - 1]?.price ?? level.price)) * sign >= 0);
  if (!sorted) throw new Refusal(`${where} is not sorted best first`);
  return made;
}

function levelOf(level: unknown, where: string): DepthLevel {
  // A third number may be a count of orders, or the decimals of a price that was written with a comma.
  const isPair = Array.isArray(level) && level.length === 2;
  if (!isPair) throw new Refusal(`${where}: a level is not [price, quantity]`);
  const [text, size]: readonly unknown[] = level;
  const at = scaled(text, PRICE_DECIMALS, where);
  if (isTooDear(at, PRICE_DECIMALS)) throw new Refusal(`${where}: ${text} is more than a price can be`);
  return { price: price(at), size: quantity(scaled(size, QUANTITY_DECIMALS, where)) };
}

/** A number of JSON, or a decimal as a text, as exchanges send it: a whole count of its smallest unit. */
function scaled(value: unknown, decimals: number, where: string): number {
  if (typeof value === 'string') return scaledText(value, decimals, where);
  if (value instanceof ExactNumber) return scaledText(value.digits, decimals, where);
  if (typeof value !== 'number' || value < 0) throw new Refusal(`${where}: a level is not [price, quantity]`);
  const units = value * 10 ** decimals;
  const whole = Math.round(units);
  // A double keeps the 15 digits of a decimal: dividing gives it again, to the bit, or there were more decimals.
  if (!Number.isSafeInteger(whole) || whole / 10 ** decimals !== value)
    throw new Refusal(`${where}: ${value} has more than ${decimals} decimals`);
  return whole;
}

function scaledText(text: string, decimals: number, where: string): number {
  const parsed = parseScaled(text, decimals);
  if (parsed.ok && parsed.value >= 0) return parsed.value;
  throw new Refusal(`${where}: '${text.slice(0, 40)}' is no number of at most ${decimals} decimals`);
}

function marketOf(symbol: string, pass: Pass): RecordedMarket {
  const [, currency] = PAIR.exec(symbol) ?? [];
  if (currency === undefined) throw new Refusal(`'${symbol}' is no pair, as BTCUSD is: name one with --symbol`);
  const { names } = pass.venues;
  const instrument: Instrument = {
    instrumentId: symbol,
    name: `Recorded ${symbol}`,
    assetClass: 'CRYPTO',
    currency,
    priceDecimals: PRICE_DECIMALS,
    quantityDecimals: QUANTITY_DECIMALS,
    roundLot: quantity(1),
    tickBands: [{ fromPrice: price(0), tick: price(1) }],
    primaryVenueId: names[0] ?? null,
    status: 'ACTIVE',
    rules: NO_MARKET_RULES,
    shortSaleRestricted: false,
    averageDailyVolume: quantity(DAILY_VOLUME),
    dailyVolatilityBps: DAILY_VOLATILITY_BPS,
  };
  return {
    instrument,
    venues: names.map((name, index) => exchangeOf(name, index, instrument)),
    midnightUs: pass.midnightUs,
    session: { openUs: pass.builder.recordedUs.first, closeUs: pass.builder.recordedUs.last + 1 },
    isProtected: false,
    freshUs: FRESH_US,
    orderSizes: ORDER_SIZES,
  };
}

function exchangeOf(venueId: string, index: number, instrument: Instrument): Venue {
  const terms = CRYPTO_VENUES[index];
  if (terms === undefined) throw new Error('the catalogue lacks a crypto exchange');
  return venueFor({ ...terms, venueId, venueName: venueId, supportedSymbols: null }, instrument);
}
