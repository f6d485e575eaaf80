import { priceE8, quantity } from '../money/units.ts';
import { type FeeTier, NO_CHARGES } from './fees.ts';
import type { Venue } from './venue.ts';

/**
 * Three crypto exchanges that show their books. They are invented; their fees have the shape and size of published schedules (parts of the
 * notional value, taker over maker, less with a month's volume) and are illustrative, as of the date in the schedule.
 */
const FEES_AS_OF = '2026-11-01';

/** From which monthly volume in dollars, taker and maker fee in parts per million of the notional value (100 is a basis point). */
type Tier = readonly [fromDollars: number, takePpm: number, makePpm: number];

interface Row {
  readonly id: string;
  readonly name: string;
  readonly latencyUs: number;
  /** The first is from 0. */
  readonly tiers: readonly [Tier, ...Tier[]];
}

/** Sizes are written in ten-thousandths of a coin. */
const SIZE_DECIMALS = 4;
const MIN_SIZE = 1;
const MAX_SIZE = 5_000_000;
const PRIORITY_FROM = 30;

const ROWS: readonly Row[] = [
  {
    id: 'CX1',
    name: 'Crypto exchange 1',
    latencyUs: 12_000,
    tiers: [
      [0, 2_500, 1_500],
      [1_000_000, 1_800, 1_000],
      [10_000_000, 1_200, 500],
    ],
  },
  {
    id: 'CX2',
    name: 'Crypto exchange 2',
    latencyUs: 18_000,
    tiers: [
      [0, 1_000, 1_000],
      [5_000_000, 900, 800],
    ],
  },
  {
    id: 'CX3',
    name: 'Crypto exchange 3',
    latencyUs: 25_000,
    tiers: [
      [0, 2_000, 0],
      [2_000_000, 1_500, -100],
    ],
  },
];

function toVenue({ id, name, latencyUs, tiers }: Row, index: number): Venue {
  const [[, takePpm, makePpm], ...higher] = tiers;
  return {
    venueId: id,
    venueName: name,
    venueType: 'EXCHANGE',
    mic: null,
    mpid: null,
    protectedQuote: false,
    lit: true,
    orderTypes: ['MARKET', 'LIMIT'],
    timesInForce: ['DAY', 'IOC', 'FOK'],
    acceptsOddLots: true,
    sizeDecimals: SIZE_DECIMALS,
    minOrderQuantity: quantity(MIN_SIZE),
    maxOrderQuantity: quantity(MAX_SIZE),
    assetClass: 'CRYPTO',
    supportedSymbols: null,
    typicalLatencyUs: latencyUs,
    fees: { ...NO_CHARGES, effectiveFrom: FEES_AS_OF, takePpm, makePpm, tiers: higher.map(toTier) },
    priority: PRIORITY_FROM + index,
    enabled: true,
  };
}

function toTier([fromDollars, takePpm, makePpm]: Tier): FeeTier {
  const perUnit = priceE8(0);
  const fromVolumeE8 = BigInt(fromDollars) * 100_000_000n;
  return { fromVolumeE8, takePerUnitE8: perUnit, makePerUnitE8: perUnit, takePpm, makePpm };
}

/** The three exchanges, in order of preference where all else is equal. */
export const CRYPTO_VENUES: readonly Venue[] = ROWS.map(toVenue);
