import { basename } from 'node:path';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { US_EQUITY_TICK_BANDS } from '@fairlead/core/instrument/tick';
import { quantity } from '@fairlead/core/money/units';
import { US_EQUITY_VENUES } from '@fairlead/core/venue/us-equity-catalogue';
import type { Venue } from '@fairlead/core/venue/venue';

/** Regular hours of US equities in milliseconds since midnight New York: from 09:30, before 16:00. */
export const OPEN_MS = 34_200_000;
export const CLOSE_MS = 57_600_000;

/** The exchange letters of the consolidated tape, as venues of the catalogue; the book's rows are in this order. */
const EXCHANGES: readonly (readonly [letter: string, venueId: string])[] = [
  ['N', 'XNYS'],
  ['P', 'ARCX'],
  ['B', 'XBOS'],
  ['T', 'XNAS'],
  ['Y', 'BATY'],
  ['Z', 'BATS'],
  ['K', 'EDGX'],
  ['X', 'XPSX'],
  ['J', 'EDGA'],
  ['V', 'IEXG'],
  ['A', 'XASE'],
  ['M', 'XCHI'],
];

/** Row of the book by exchange letter. */
export const ROW_OF_EXCHANGE: ReadonlyMap<string, number> = new Map(EXCHANGES.map(([letter], row) => [letter, row]));

/** The venues of the recorded day, in row order. */
export const RECORDED_VENUES: readonly Venue[] = EXCHANGES.map(([, venueId]) => {
  const venue = US_EQUITY_VENUES.find((each) => each.venueId === venueId);
  if (venue === undefined) throw new Error(`the catalogue has no ${venueId}`);
  return venue;
});

/** What a file of recorded quotes says by its name. */
export interface RecordedDay {
  readonly instrument: Instrument;
  /** Midnight New York in microseconds since 1970; 0 where the name holds no date. */
  readonly midnightUs: number;
}

/** Shares traded in the recorded day (trades file), and an illustrative volatility: they scale cost terms that no objective weighs yet. */
const DAILY_VOLUME = 4_320_000;
const DAILY_VOLATILITY_BPS = 150;
const NAME = /^quotes_([A-Z.]{1,20})_(\d{4}-\d{2}-\d{2})\./;

/** The instrument and day out of a name like `quotes_XXX_2018-01-02.csv.gz`; a name of another form is symbol XXX on day 0. */
export function dayOfFile(path: string): RecordedDay {
  const [, symbol = 'XXX', date] = NAME.exec(basename(path)) ?? [];
  return { instrument: instrumentOf(symbol), midnightUs: date === undefined ? 0 : midnightUsOf(date) };
}

function instrumentOf(symbol: string): Instrument {
  return {
    instrumentId: symbol,
    name: `Recorded ${symbol}`,
    assetClass: 'EQUITY',
    currency: 'USD',
    priceDecimals: 4,
    quantityDecimals: 0,
    roundLot: quantity(100),
    tickBands: US_EQUITY_TICK_BANDS,
    primaryVenueId: 'XNYS',
    status: 'ACTIVE',
    shortSaleRestricted: false,
    averageDailyVolume: quantity(DAILY_VOLUME),
    dailyVolatilityBps: DAILY_VOLATILITY_BPS,
  };
}

/** New York is four hours behind UTC in summer and five in winter: the one of the two at which it is midnight there. */
function midnightUsOf(date: string): number {
  const hour = new Intl.DateTimeFormat('en-US', { timeZone: 'America/New_York', hour: 'numeric', hourCycle: 'h23' });
  const utcMidnightMs = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(utcMidnightMs)) return 0;
  const summerMs = utcMidnightMs + 4 * 3_600_000;
  const isSummer = Number(hour.format(summerMs)) === 0;
  return (isSummer ? summerMs : summerMs + 3_600_000) * 1_000;
}
