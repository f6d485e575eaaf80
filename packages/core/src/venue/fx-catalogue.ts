import { moneyE8, quantity } from '../money/units.ts';
import { NO_CHARGES } from './fees.ts';
import type { Venue } from './venue.ts';

/**
 * Five liquidity providers for foreign exchange. They are invented, so that no real dealer's terms are claimed: a firm replaces them by its own.
 * What they charge is illustrative, as of the date in the schedule.
 */
const FEES_AS_OF = '2026-11-01';

interface Row {
  readonly id: string;
  readonly name: string;
  /** Commission in parts per million of the notional value: dollars a million. */
  readonly takePpm: number;
  /** For each child order that trades, in 10^-8 of the quote currency. */
  readonly ticketE8?: bigint;
  readonly latencyUs: number;
  /** The largest order in units of the base currency. */
  readonly max: number;
  readonly symbols?: readonly string[];
}

const MIN_UNITS = 1_000;
const PRIORITY_FROM = 25;

const ROWS: readonly Row[] = [
  { id: 'LP1', name: 'Liquidity provider 1, aggregated stream', takePpm: 5, latencyUs: 2_500, max: 3_000_000 },
  { id: 'LP2', name: 'Liquidity provider 2, bank', takePpm: 2, latencyUs: 4_000, max: 10_000_000 },
  { id: 'LP3', name: 'Liquidity provider 3, bank', takePpm: 2, latencyUs: 6_000, max: 10_000_000 },
  {
    id: 'LP4',
    name: 'Liquidity provider 4, dollar pairs',
    takePpm: 0,
    // A ticket charge in dollars means one thing only where dollars are the quote currency.
    ticketE8: 100_000_000n,
    latencyUs: 5_000,
    max: 20_000_000,
    symbols: ['AUDUSD', 'EURUSD', 'GBPUSD', 'NZDUSD'],
  },
  { id: 'LP5', name: 'Liquidity provider 5, wide and deep', takePpm: 0, latencyUs: 9_000, max: 50_000_000 },
];

function toVenue(row: Row, index: number): Venue {
  return {
    venueId: row.id,
    venueName: row.name,
    venueType: 'LIQUIDITY_PROVIDER',
    mic: null,
    mpid: null,
    protectedQuote: false,
    lit: true,
    orderTypes: ['MARKET', 'LIMIT'],
    timesInForce: ['IOC', 'FOK'],
    acceptsOddLots: true,
    sizeDecimals: 0,
    minOrderQuantity: quantity(MIN_UNITS),
    maxOrderQuantity: quantity(row.max),
    assetClass: 'FX',
    supportedSymbols: row.symbols ?? null,
    typicalLatencyUs: row.latencyUs,
    fees: {
      ...NO_CHARGES,
      effectiveFrom: FEES_AS_OF,
      takePpm: row.takePpm,
      fixedPerOrderE8: moneyE8(row.ticketE8 ?? 0n),
    },
    priority: PRIORITY_FROM + index,
    enabled: true,
  };
}

/** The five liquidity providers, in order of preference where all else is equal. */
export const FX_VENUES: readonly Venue[] = ROWS.map(toVenue);
