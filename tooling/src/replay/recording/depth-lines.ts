import { basename } from 'node:path';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import type { Depth, DepthLevel } from '@fairlead/core/market/market-view';
import { price, quantity } from '@fairlead/core/money/units';
import { CRYPTO_VENUES } from '@fairlead/core/venue/crypto-catalogue';
import { venueFor } from '@fairlead/core/venue/listing';
import type { Venue } from '@fairlead/core/venue/venue';
import { Refusal } from '../../refusal.ts';
import { TapeBuilder } from '../quote-tape.ts';
import { lineBlocks } from './lines.ts';
import { type RecordedMarket, type Recording, type RecordingFiles, VenueRows } from './recorded-market.ts';

const PRICE_DECIMALS = 5;
const QUANTITY_DECIMALS = 8;
const US_PER_MS = 1_000;
const DAY_MS = 86_400_000;
/** Each venue was asked for its book about every four seconds; a book that has not come for ten is not relied upon. */
const FRESH_US = 10_000_000;
const DAILY_VOLUME = 50_000_000_000;
const DAILY_VOLATILITY_BPS = 300;
const ORDER_SIZES: RecordedMarket['orderSizes'] = ['0.01', '0.05', '0.1', '0.2', '0.5', '1', '2'];

/** One line of the file. */
interface BookLine {
  readonly timeMs: number;
  readonly venue: string;
  readonly bids: readonly unknown[];
  readonly asks: readonly unknown[];
}

/** What one pass over the lines keeps. */
interface Pass {
  readonly builder: TapeBuilder;
  readonly venues: VenueRows;
  readonly depths: Depth[];
  midnightMs: number;
}

/**
 * Reads order books as JSON lines, one venue's whole book a line, times in milliseconds since 1970, prices of at most 5 and quantities of at
 * most 8 decimals. Refuses a line that is no such book, is not sorted best first, or goes back in time, by its number.
 */
export async function readDepthLines({ quotesPath, tradesPath }: RecordingFiles): Promise<Recording> {
  if (tradesPath !== null) throw new Refusal('--trades: a recording of order books has none');
  const pass: Pass = { builder: new TapeBuilder(), venues: new VenueRows(), depths: [], midnightMs: 0 };
  let line = 0;
  for await (const lines of lineBlocks(quotesPath)) {
    for (const text of lines) {
      line += 1;
      if (text.trim() !== '') addBook(text, `${quotesPath}:${line}`, pass);
    }
  }
  if (pass.builder.count === 0) throw new Refusal(`${quotesPath} has no books`);
  const market = marketOf(quotesPath, pass);
  return {
    format: 'depth-jsonl',
    market,
    tape: pass.builder.tape(market.midnightUs, pass.depths),
    trades: [],
    rows: pass.builder.count,
    isFlagged: false,
    assumptions: {
      books:
        'A child takes level after level of the book that its venue showed last, each at its own price, as far as its limit allows; what it took stays taken until the venue’s next book. Books were asked for every four seconds, so the two are up to seconds apart and often crossed; one older than ten seconds is stale.',
      fees: 'The recording has no fees: its exchanges have the terms (fees of the lowest tier, latency, order sizes) of the catalogue’s crypto exchanges, in the order in which they are met. The first stands in for the listing venue.',
    },
  };
}

function addBook(text: string, where: string, pass: Pass): void {
  const book = bookIn(text, where);
  if (pass.builder.count === 0) pass.midnightMs = book.timeMs - (book.timeMs % DAY_MS);
  const timeUs = (book.timeMs - pass.midnightMs) * US_PER_MS;
  if (timeUs < pass.builder.lastUs) throw new Refusal(`${where} goes back in time`);
  const bids = levelsOf(book.bids, where, -1);
  const asks = levelsOf(book.asks, where, 1);
  const [bid, ask] = [bids[0], asks[0]];
  pass.builder.add({
    timeUs,
    row: pass.venues.rowOf(book.venue),
    bid: bid?.price ?? 0,
    bidSize: bid?.size ?? 0,
    ask: ask?.price ?? 0,
    askSize: ask?.size ?? 0,
    changed: 0,
  });
  pass.depths.push({ bids, asks });
}

function bookIn(text: string, where: string): BookLine {
  const { ts_ms: timeMs, venue, bids, asks } = objectIn(text, where);
  if (typeof timeMs !== 'number' || !Number.isSafeInteger(timeMs) || timeMs < 0)
    throw new Refusal(`${where} ts_ms must be whole milliseconds since 1970`);
  if (typeof venue !== 'string' || !/^[A-Z0-9]{1,20}$/.test(venue))
    throw new Refusal(`${where} venue must be a name of capitals and digits`);
  if (!Array.isArray(bids) || !Array.isArray(asks)) throw new Refusal(`${where} bids and asks must be lists`);
  return { timeMs, venue, bids, asks };
}

function objectIn(text: string, where: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    throw new Refusal(`${where} is not JSON`);
  }
  throw new Refusal(`${where} is not a JSON object`);
}

/** The levels with something to trade; `sign` is +1 where prices must rise. */
function levelsOf(levels: readonly unknown[], where: string, sign: 1 | -1): DepthLevel[] {
  const made = levels.map((level) => {
    const [at, size]: readonly unknown[] = Array.isArray(level) ? level : [];
    return { price: price(scaled(at, PRICE_DECIMALS, where)), size: quantity(scaled(size, QUANTITY_DECIMALS, where)) };
  });
  const sorted = made.every((level, index) => (level.price - (made[index - 1]?.price ?? level.price)) * sign >= 0);
  if (!sorted) throw new Refusal(`${where} is not sorted best first`);
  return made.filter((level) => level.size > 0);
}

/** A number of JSON as a whole count of its smallest unit: exact for the 15 digits that a decimal keeps in a double. */
function scaled(value: unknown, decimals: number, where: string): number {
  if (typeof value !== 'number' || value < 0) throw new Refusal(`${where}: a level is not [price, quantity]`);
  const units = value * 10 ** decimals;
  const whole = Math.round(units);
  if (!Number.isSafeInteger(whole) || Math.abs(units - whole) > 1e-3)
    throw new Refusal(`${where}: ${value} has more than ${decimals} decimals`);
  return whole;
}

function marketOf(path: string, pass: Pass): RecordedMarket {
  const [, pair = 'xxxyyy'] = /^([A-Za-z]{6,10})_/.exec(basename(path)) ?? [];
  const { names } = pass.venues;
  const instrument: Instrument = {
    instrumentId: pair.toUpperCase(),
    name: `Recorded ${pair.toUpperCase()}`,
    assetClass: 'CRYPTO',
    currency: pair.slice(-3).toUpperCase(),
    priceDecimals: PRICE_DECIMALS,
    quantityDecimals: QUANTITY_DECIMALS,
    roundLot: quantity(1),
    tickBands: [{ fromPrice: price(0), tick: price(1) }],
    primaryVenueId: names[0] ?? null,
    status: 'ACTIVE',
    shortSaleRestricted: false,
    averageDailyVolume: quantity(DAILY_VOLUME),
    dailyVolatilityBps: DAILY_VOLATILITY_BPS,
  };
  return {
    instrument,
    venues: names.map((name, index) => exchangeOf(name, index, instrument)),
    midnightUs: pass.midnightMs * US_PER_MS,
    session: { openUs: pass.builder.recordedUs.first, closeUs: pass.builder.recordedUs.last + 1 },
    isProtected: false,
    freshUs: FRESH_US,
    orderSizes: ORDER_SIZES,
  };
}

function exchangeOf(venueId: string, index: number, instrument: Instrument): Venue {
  const terms = CRYPTO_VENUES[index];
  if (terms === undefined) throw new Refusal(`the books are of more than ${CRYPTO_VENUES.length} exchanges`);
  return venueFor({ ...terms, venueId, venueName: venueId, supportedSymbols: null }, instrument);
}
