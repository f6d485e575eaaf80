import type { Instrument } from '@fairlead/core/instrument/instrument';
import { dayOfDate, type MarketDays } from '@fairlead/core/market/market-days';
import { newYorkTimeUs, weekdayOf } from '@fairlead/core/market/new-york-time';
import { EQUITY_HOURS } from '@fairlead/core/market/session';
import { quantity } from '@fairlead/core/money/units';
import { chargeableFees } from '@fairlead/core/venue/access-fee-cap';
import { US_EQUITY_VENUES } from '@fairlead/core/venue/us-equity-catalogue';
import type { Venue } from '@fairlead/core/venue/venue';
import { Refusal } from '../../refusal.ts';
import { REPLAY_RULES } from '../replay-rules.ts';
import { dateOf } from './file-name.ts';
import type { RecordedMarket, RecordingFiles } from './recorded-market.ts';
import type { StockQuotes } from './stock-quotes.ts';
import { listingVenueOf, type Tape } from './tape.ts';

const US_PER_SECOND = 1_000_000;
/** From here on a clock in New York shows every time of a day once. */
const CLOCKS_STAND_SECONDS = 3 * 3_600;
/** A whole day of US equities in microseconds since midnight New York: from 09:30, before 16:00. */
export const OPEN_US = EQUITY_HOURS.opensAtSecond * US_PER_SECOND;
export const CLOSE_US = EQUITY_HOURS.closesAtSecond * US_PER_SECOND;
/** Recorded prices and their instruments have this many decimals. */
export const PRICE_DECIMALS = 4;
/** What the tape calls a lot (Consolidated Tape before November 2025: sizes in round lots of 100 shares). */
export const SHARES_PER_LOT = 100;

/** The days of a week that have no session, by their number. */
const WEEKEND: Readonly<Record<number, string>> = { 0: 'a Sunday', 6: 'a Saturday' };
/** The day whose rules a recording has of which nobody says the day: that of the recorded day of `us-equity-taq`. */
const UNDATED = '2018-01-02';

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
  /** The file. */
  readonly path: string;
  /** The day that was recorded, as YYYY-MM-DD; null where nobody says it. */
  readonly date: string | null;
  /** The venues that quote, in row order. */
  readonly venueIds: readonly string[];
  readonly primaryVenueId: string;
  /** The first and the last quote of the file, in microseconds since midnight: nothing can be asked of a market that was not recorded. */
  readonly recordedUs: { readonly first: number; readonly last: number };
  /** Which days are no whole ones. */
  readonly days: MarketDays;
}

/** The market of the quotes that were read. Refuses files without a quote that can be used, and a day on which US equities did not trade. */
export function stockMarket(
  quotes: Pick<StockQuotes, 'builder' | 'venues' | 'recordedUs' | 'skippedWords'>,
  { files, symbol, tape }: { files: RecordingFiles; symbol: string; tape: Tape },
): RecordedMarket {
  if (quotes.builder.count === 0)
    throw new Refusal(`${files.quotesPath} has no quote of ${symbol} that can be used: ${quotes.skippedWords}`);
  return usEquityMarket({
    symbol,
    path: files.quotesPath,
    date: dateOf(files),
    venueIds: quotes.venues.names,
    primaryVenueId: listingVenueOf(tape),
    recordedUs: quotes.recordedUs,
    days: files.days,
  });
}

/**
 * The market of one recorded stock: the venues that quoted it, and the catalogue's dark venues after them. Refuses a day on which US equities did not
 * trade.
 */
export function usEquityMarket(stock: RecordedStock): RecordedMarket {
  const dark = US_EQUITY_VENUES.filter((venue) => DARK_TYPES.has(venue.venueType));
  const instrument = instrumentOf(stock);
  const venues = [...stock.venueIds.map(venueOf), ...dark];
  return {
    instrument,
    venues: venues.map((venue) => ({ ...venue, fees: chargeableFees(venue, instrument.rules) })),
    midnightUs: stock.date === null ? 0 : newYorkMidnightUs(stock.date),
    session: sessionOf(stock),
    isProtected: true,
    freshUs: null,
    orderSizes: ORDER_SIZES,
  };
}

/** The hours of the recording's day, as far as they were recorded. */
function sessionOf(stock: RecordedStock): RecordedMarket['session'] {
  const { first, last } = stock.recordedUs;
  const { opensAtSecond, closesAtSecond } = hoursOf(stock);
  const openUs = Math.max(opensAtSecond * US_PER_SECOND, first);
  return { openUs, closeUs: Math.max(openUs, Math.min(closesAtSecond * US_PER_SECOND, last + 1)) };
}

/** When the market opened and closed on the day; the hours of a whole one where nobody says which day it is. */
function hoursOf({ path, date, days }: RecordedStock) {
  if (date === null) return EQUITY_HOURS;
  const day = dayIn(date);
  const hours = days.hoursOf(day, EQUITY_HOURS);
  if (hours !== null) return hours;
  const why = days.rowOf(day)?.name ?? WEEKEND[weekdayOf(day)];
  throw new Refusal(`${path} is of ${date}, on which US equities did not trade (${why})`);
}

/** What is taken of the hours of a day that nobody says, or whose year is not in the table; nothing where they are known. */
export function hoursWords(files: RecordingFiles): Readonly<Record<string, string>> {
  const date = dateOf(files);
  if (date === null)
    return {
      hours: 'Nobody says which day was recorded: it is taken as a whole one, from 09:30 to 16:00 in New York.',
    };
  if (files.days.knows(dayIn(date))) return {};
  return { hours: `The table of market days does not hold the year of ${date}: the day is taken as a whole one.` };
}

/**
 * Midnight New York of a date, in microseconds since 1970: as long before a clock there shows three as it shows, because clocks change on Sundays
 * alone and nothing trades then.
 */
export function newYorkMidnightUs(date: string): number {
  return newYorkTimeUs({ day: dayIn(date), secondOfDay: CLOCKS_STAND_SECONDS }) - CLOCKS_STAND_SECONDS * US_PER_SECOND;
}

function dayIn(date: string): number {
  const day = dayOfDate(date);
  if (day === null) throw new Error(`${date} is no date`);
  return day;
}

function venueOf(venueId: string): Venue {
  const venue = US_EQUITY_VENUES.find((each) => each.venueId === venueId);
  if (venue === undefined) throw new Error(`the catalogue has no ${venueId}`);
  return venue;
}

function instrumentOf({ symbol, primaryVenueId, date: recorded }: RecordedStock): Instrument {
  const ruled = { instrumentId: symbol, assetClass: 'EQUITY', priceDecimals: PRICE_DECIMALS } as const;
  const date = recorded ?? UNDATED;
  return {
    ...ruled,
    name: `Recorded ${symbol}`,
    currency: 'USD',
    quantityDecimals: 0,
    roundLot: REPLAY_RULES.roundLotOn(date, ruled, null) ?? quantity(1),
    tickBands: REPLAY_RULES.tickBandsOn(date, ruled, null) ?? [],
    rules: REPLAY_RULES.rulesOn(date, ruled),
    primaryVenueId,
    status: 'ACTIVE',
    shortSaleRestricted: false,
    averageDailyVolume: quantity(DAILY_VOLUME),
    dailyVolatilityBps: DAILY_VOLATILITY_BPS,
  };
}
