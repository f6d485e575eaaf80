import { basename } from 'node:path';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { US_EQUITY_TICK_BANDS } from '@fairlead/core/instrument/tick';
import type { MarketDays } from '@fairlead/core/market/market-days';
import { newYorkDay } from '@fairlead/core/market/new-york-time';
import { EQUITY_HOURS, equitySessionOf } from '@fairlead/core/market/session';
import { quantity } from '@fairlead/core/money/units';
import { US_EQUITY_VENUES } from '@fairlead/core/venue/us-equity-catalogue';
import type { Venue } from '@fairlead/core/venue/venue';
import type { RecordedMarket } from './recorded-market.ts';

/** A whole day of US equities in microseconds since midnight New York: from 09:30, before 16:00. */
export const OPEN_US = EQUITY_HOURS.opensAtSecond * 1_000_000;
export const CLOSE_US = EQUITY_HOURS.closesAtSecond * 1_000_000;
/** Recorded prices and their instruments have this many decimals. */
export const PRICE_DECIMALS = 4;
/** What the tape calls a lot (Consolidated Tape before November 2025: sizes in round lots of 100 shares). */
export const SHARES_PER_LOT = 100;

/** The exchange letters of the consolidated tapes, as venues of the catalogue. */
const VENUE_OF_LETTER: ReadonlyMap<string, string> = new Map([
  ['N', 'XNYS'],
  ['P', 'ARCX'],
  ['B', 'XBOS'],
  ['T', 'XNAS'],
  ['Q', 'XNAS'],
  ['Y', 'BATY'],
  ['Z', 'BATS'],
  ['K', 'EDGX'],
  ['X', 'XPSX'],
  ['J', 'EDGA'],
  ['V', 'IEXG'],
  ['A', 'XASE'],
  ['M', 'XCHI'],
  ['C', 'XCIS'],
  ['L', 'LTSE'],
  ['H', 'EPRL'],
  ['U', 'MEMX'],
  ['W', 'CBSX'],
]);

/** Where undisplayed interest is looked for besides the exchanges: the catalogue's dark pools, crossing network and ATS. */
const DARK_TYPES: ReadonlySet<string> = new Set(['DARK_POOL', 'CROSSING_NETWORK', 'ATS']);

/** Shares traded in the recorded day of `us-equity-taq` (its trades file), and an illustrative volatility: the scales of delay and impact. */
const DAILY_VOLUME = 4_320_000;
const DAILY_VOLATILITY_BPS = 150;
/**
 * Shares, each as likely: odd lots, round lots (what a venue of the recorded day mostly displays) and sizes that need several venues. The
 * mean of 120 makes a default day about a quarter of what really traded.
 */
const ORDER_SIZES: RecordedMarket['orderSizes'] = [
  '10',
  '20',
  '30',
  '50',
  '50',
  '75',
  '90',
  '100',
  '100',
  '100',
  '100',
  '100',
  '100',
  '200',
  '200',
  '300',
  '500',
];

/** What is known of a recorded stock besides its quotes. */
export interface RecordedStock {
  readonly symbol: string;
  /** The file, whose name says the day. */
  readonly path: string;
  /** The venues that quote, in row order. */
  readonly venueIds: readonly string[];
  readonly primaryVenueId: string;
  /** The first and the last quote of the file, in microseconds since midnight: nothing can be asked of a market that was not recorded. */
  readonly recordedUs: { readonly first: number; readonly last: number };
  /** Which days are no whole ones. */
  readonly days: MarketDays;
}

/** The venue of a letter of the tape, or undefined for a letter that is none. */
export function venueOfLetter(letter: string): string | undefined {
  return VENUE_OF_LETTER.get(letter);
}

/** The market of one recorded stock: the venues that quoted it, and the catalogue's dark venues after them. */
export function usEquityMarket(stock: RecordedStock): RecordedMarket {
  const midnightUs = newYorkMidnightUs(stock.path);
  const dark = US_EQUITY_VENUES.filter((venue) => DARK_TYPES.has(venue.venueType));
  return {
    instrument: instrumentOf(stock),
    venues: [...stock.venueIds.map(venueOf), ...dark],
    midnightUs,
    session: sessionOf(stock, midnightUs),
    isProtected: true,
    freshUs: null,
    orderSizes: ORDER_SIZES,
  };
}

/** The hours of the recording's day, as far as they were recorded; without a moment on a day without trading. */
function sessionOf({ recordedUs, days }: RecordedStock, midnightUs: number): RecordedMarket['session'] {
  const day = hoursOf(midnightUs, days);
  const openUs = Math.max(day.openUs, recordedUs.first);
  return { openUs, closeUs: Math.max(openUs, Math.min(day.closeUs, recordedUs.last + 1)) };
}

/** When the market opened and closed on a day, in microseconds since its midnight; a whole day where the file does not say which day it is. */
function hoursOf(midnightUs: number, days: MarketDays): RecordedMarket['session'] {
  if (midnightUs === 0) return { openUs: OPEN_US, closeUs: CLOSE_US };
  const session = equitySessionOf(newYorkDay(midnightUs), days);
  if (session === null) return { openUs: 0, closeUs: 0 };
  return { openUs: session.opensAtUs - midnightUs, closeUs: session.closesAtUs - midnightUs };
}

/** Midnight New York of the date in a file's name (2018-01-02 or 20180102), in microseconds since 1970; 0 where it holds none. */
export function newYorkMidnightUs(path: string): number {
  const [, year, month, day] = /(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(basename(path)) ?? [];
  const utcMidnightMs = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(utcMidnightMs)) return 0;
  // New York is four hours behind UTC in summer and five in winter: the one of the two at which it is midnight there.
  const hour = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', hour: 'numeric', hourCycle: 'h23' });
  const summerMs = utcMidnightMs + 4 * 3_600_000;
  const isSummer = Number(hour.format(summerMs)) === 0;
  return (isSummer ? summerMs : summerMs + 3_600_000) * 1_000;
}

function venueOf(venueId: string): Venue {
  if (venueId === 'CBSX') return { ...venueOf('XCHI'), venueId, venueName: 'CBOE Stock Exchange', mic: null };
  const venue = US_EQUITY_VENUES.find((each) => each.venueId === venueId);
  if (venue === undefined) throw new Error(`the catalogue has no ${venueId}`);
  return venue;
}

function instrumentOf({ symbol, primaryVenueId }: RecordedStock): Instrument {
  return {
    instrumentId: symbol,
    name: `Recorded ${symbol}`,
    assetClass: 'EQUITY',
    currency: 'USD',
    priceDecimals: PRICE_DECIMALS,
    quantityDecimals: 0,
    roundLot: quantity(100),
    tickBands: US_EQUITY_TICK_BANDS,
    primaryVenueId,
    status: 'ACTIVE',
    shortSaleRestricted: false,
    averageDailyVolume: quantity(DAILY_VOLUME),
    dailyVolatilityBps: DAILY_VOLATILITY_BPS,
  };
}
