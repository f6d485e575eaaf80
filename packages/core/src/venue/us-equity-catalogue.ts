import { moneyE8, priceE8, quantity } from '../money/units.ts';
import { type FeeSchedule, type FeeTier, feeNote } from './fees.ts';
import type { Venue, VenueType } from './venue.ts';

/**
 * The default catalogue: 24 places to send a US equity order. Identities are the public ones (ISO 10383 MICs, FINRA MPIDs).
 * Fees are base rates written down from the venues' public price lists, as of the date in the schedule, and illustrative:
 * a firm replaces them by its own tier before it relies on them.
 */
export const FEES_AS_OF = '2026-11-01';
/** The note that stands beside every fee of the catalogue. */
export const FEE_NOTE = feeNote(FEES_AS_OF);

/** Take, make and midpoint per share in 10^-8 dollars; positive is paid. */
type Fees = readonly [takeE8: number, makeE8: number, midpointE8: number];

const EXCHANGE_DEFAULTS = { type: 'EXCHANGE', lit: true } as const;
const WHOLE_MARKET = 10_000_000;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly mic: string | null;
  readonly mpid?: string;
  readonly type: VenueType;
  readonly lit: boolean;
  readonly latencyUs: number;
  readonly fees: Fees;
  readonly max?: number;
  readonly min?: number;
  /** From how many shares a month the rebate per share in 10^-8 dollars is what, ascending. */
  readonly makeTiers?: readonly (readonly [fromShares: number, makeE8: number])[];
}

const ROWS: readonly Row[] = [
  {
    ...EXCHANGE_DEFAULTS,
    id: 'XNYS',
    name: 'New York Stock Exchange',
    mic: 'XNYS',
    latencyUs: 420,
    fees: [300_000, -120_000, 50_000],
    makeTiers: [
      [5_000_000, -160_000],
      [20_000_000, -220_000],
    ],
  },
  {
    ...EXCHANGE_DEFAULTS,
    id: 'XNAS',
    name: 'Nasdaq',
    mic: 'XNAS',
    latencyUs: 340,
    fees: [300_000, -180_000, 50_000],
    makeTiers: [
      [5_000_000, -220_000],
      [25_000_000, -260_000],
    ],
  },
  {
    ...EXCHANGE_DEFAULTS,
    id: 'ARCX',
    name: 'NYSE Arca',
    mic: 'ARCX',
    latencyUs: 400,
    fees: [300_000, -200_000, 60_000],
    makeTiers: [[10_000_000, -250_000]],
  },
  {
    ...EXCHANGE_DEFAULTS,
    id: 'BATS',
    name: 'Cboe BZX',
    mic: 'BATS',
    latencyUs: 310,
    fees: [300_000, -160_000, 50_000],
  },
  {
    ...EXCHANGE_DEFAULTS,
    id: 'EDGX',
    name: 'Cboe EDGX',
    mic: 'EDGX',
    latencyUs: 320,
    fees: [300_000, -160_000, 50_000],
  },
  { ...EXCHANGE_DEFAULTS, id: 'MEMX', name: 'MEMX', mic: 'MEMX', latencyUs: 280, fees: [300_000, -150_000, 40_000] },
  {
    ...EXCHANGE_DEFAULTS,
    id: 'EPRL',
    name: 'MIAX Pearl Equities',
    mic: 'EPRL',
    latencyUs: 300,
    fees: [290_000, -220_000, 40_000],
  },
  {
    ...EXCHANGE_DEFAULTS,
    id: 'IEXG',
    name: 'Investors Exchange',
    mic: 'IEXG',
    latencyUs: 760,
    fees: [100_000, 0, 100_000],
  },
  { ...EXCHANGE_DEFAULTS, id: 'BATY', name: 'Cboe BYX', mic: 'BATY', latencyUs: 330, fees: [-20_000, 200_000, 50_000] },
  {
    ...EXCHANGE_DEFAULTS,
    id: 'EDGA',
    name: 'Cboe EDGA',
    mic: 'EDGA',
    latencyUs: 330,
    fees: [-160_000, 210_000, 50_000],
  },
  {
    ...EXCHANGE_DEFAULTS,
    id: 'XBOS',
    name: 'Nasdaq BX',
    mic: 'XBOS',
    latencyUs: 350,
    fees: [-70_000, 200_000, 50_000],
  },
  {
    ...EXCHANGE_DEFAULTS,
    id: 'XPSX',
    name: 'Nasdaq PSX',
    mic: 'XPSX',
    latencyUs: 360,
    fees: [300_000, -200_000, 50_000],
  },
  {
    ...EXCHANGE_DEFAULTS,
    id: 'XCIS',
    name: 'NYSE National',
    mic: 'XCIS',
    latencyUs: 410,
    fees: [-200_000, 220_000, 50_000],
  },
  {
    ...EXCHANGE_DEFAULTS,
    id: 'XASE',
    name: 'NYSE American',
    mic: 'XASE',
    latencyUs: 640,
    fees: [300_000, -120_000, 50_000],
  },
  { ...EXCHANGE_DEFAULTS, id: 'XCHI', name: 'NYSE Texas', mic: 'XCHI', latencyUs: 520, fees: [100_000, 0, 50_000] },
  { ...EXCHANGE_DEFAULTS, id: 'LTSE', name: 'Long-Term Stock Exchange', mic: 'LTSE', latencyUs: 560, fees: [0, 0, 0] },
  {
    id: 'SGMT',
    name: 'Sigma X2',
    mic: 'SGMT',
    type: 'DARK_POOL',
    lit: false,
    latencyUs: 900,
    fees: [100_000, 100_000, 100_000],
  },
  {
    id: 'UBSA',
    name: 'UBS ATS',
    mic: 'UBSA',
    type: 'DARK_POOL',
    lit: false,
    latencyUs: 950,
    fees: [100_000, 100_000, 100_000],
  },
  {
    id: 'MSPL',
    name: 'MS Pool',
    mic: 'MSPL',
    type: 'DARK_POOL',
    lit: false,
    latencyUs: 980,
    fees: [120_000, 120_000, 120_000],
  },
  {
    id: 'ICBX',
    name: 'Instinet CBX',
    mic: 'ICBX',
    type: 'CROSSING_NETWORK',
    lit: false,
    latencyUs: 1_100,
    fees: [120_000, 120_000, 120_000],
  },
  {
    id: 'BIDS',
    name: 'BIDS Trading',
    mic: 'BIDS',
    type: 'ATS',
    lit: false,
    latencyUs: 1_200,
    fees: [150_000, 150_000, 150_000],
    min: 100,
  },
  {
    id: 'CDRG',
    name: 'Citadel Securities',
    mic: null,
    mpid: 'CDRG',
    type: 'MARKET_MAKER',
    lit: false,
    latencyUs: 800,
    fees: [-100_000, 0, 0],
    max: 10_000,
  },
  {
    id: 'NITE',
    name: 'Virtu Americas',
    mic: null,
    mpid: 'NITE',
    type: 'MARKET_MAKER',
    lit: false,
    latencyUs: 850,
    fees: [-100_000, 0, 0],
    max: 10_000,
  },
  {
    id: 'INTERNAL',
    name: 'Internal book',
    mic: null,
    type: 'INTERNAL',
    lit: false,
    latencyUs: 60,
    fees: [0, 0, 0],
    max: 5_000,
  },
];

function schedule({ fees, makeTiers = [] }: Row): FeeSchedule {
  const [takeE8, makeE8, midpointE8] = fees;
  return {
    effectiveFrom: FEES_AS_OF,
    takePerUnitE8: priceE8(takeE8),
    makePerUnitE8: priceE8(makeE8),
    midpointPerUnitE8: priceE8(midpointE8),
    subDollarTakePpm: takeE8 > 0 ? 3_000 : 0,
    subDollarMakePpm: 0,
    takePpm: 0,
    makePpm: 0,
    fixedPerOrderE8: moneyE8(0n),
    tierVolume: 'UNITS',
    tierCurrency: 'USD',
    tiers: makeTiers.map(
      ([fromShares, tierMakeE8]): FeeTier => ({
        fromVolumeE8: BigInt(fromShares) * 100_000_000n,
        takePerUnitE8: priceE8(takeE8),
        makePerUnitE8: priceE8(tierMakeE8),
        takePpm: 0,
        makePpm: 0,
      }),
    ),
  };
}

/** Wholesalers and the internal book answer at once; the others keep orders. */
function rests({ type }: Row): boolean {
  return type !== 'MARKET_MAKER' && type !== 'INTERNAL';
}

function toVenue(row: Row, index: number): Venue {
  return {
    venueId: row.id,
    venueName: row.name,
    venueType: row.type,
    mic: row.mic,
    mpid: row.mpid ?? null,
    protectedQuote: row.type === 'EXCHANGE',
    lit: row.lit,
    orderTypes: row.lit ? ['MARKET', 'LIMIT', 'MIDPOINT_PEG'] : ['LIMIT', 'MIDPOINT_PEG'],
    timesInForce: rests(row) ? ['DAY', 'IOC', 'FOK'] : ['IOC', 'FOK'],
    acceptsOddLots: row.type !== 'ATS',
    sizeDecimals: 0,
    minOrderQuantity: quantity(row.min ?? 1),
    maxOrderQuantity: quantity(row.max ?? WHOLE_MARKET),
    assetClass: 'EQUITY',
    supportedSymbols: null,
    typicalLatencyUs: row.latencyUs,
    fees: schedule(row),
    priority: index + 1,
    enabled: true,
  };
}

/** The 24 venues, in order of preference where all else is equal. */
export const US_EQUITY_VENUES: readonly Venue[] = ROWS.map(toVenue);
