import type { Venue } from '@fairlead/core/venue/venue';
import type { FillWord } from './fill-words.ts';

/** How a simulated venue behaves: the ground truth that tests may read and the router may not. Probabilities are 0 to 1. */
export interface VenueProfile {
  /** That displayed size is gone or smaller when a taking order arrives. */
  readonly fadeProbability: number;
  /** Of the fades, those in which nothing is left; in the others a uniform part stays. */
  readonly fadeGoneShare: number;
  /** That the venue refuses an order through no fault of the order. */
  readonly rejectProbability: number;
  /** The spread of the latency's logarithm; the median is the catalogue's. */
  readonly latencySigma: number;
  /** That an answer takes `LATENCY_TAIL_FACTOR` times as long. */
  readonly latencyTailProbability: number;
  /** That there is hidden interest at the midpoint when it is drawn anew. */
  readonly hiddenProbability: number;
  /** The mean hidden interest in round lots of an ordinary symbol, where there is any. */
  readonly hiddenLotsMean: number;
  /** How long hidden interest stays as it is, in microseconds on average. */
  readonly hiddenRefreshUs: number;
  /** What it does not say with its executions. */
  readonly silentOn: readonly FillWord[];
}

export const LATENCY_TAIL_FACTOR = 5;

const EXCHANGE: VenueProfile = {
  fadeProbability: 0.04,
  fadeGoneShare: 0.5,
  rejectProbability: 0.001,
  latencySigma: 0.22,
  latencyTailProbability: 0.01,
  hiddenProbability: 0.06,
  hiddenLotsMean: 2,
  hiddenRefreshUs: 4_000_000,
  silentOn: [],
};

const DARK: VenueProfile = {
  fadeProbability: 0,
  fadeGoneShare: 0,
  rejectProbability: 0.002,
  latencySigma: 0.35,
  latencyTailProbability: 0.02,
  hiddenProbability: 0.3,
  hiddenLotsMean: 8,
  hiddenRefreshUs: 3_000_000,
  silentOn: [],
};

const WHOLESALER: VenueProfile = {
  fadeProbability: 0.02,
  fadeGoneShare: 0.3,
  rejectProbability: 0.002,
  latencySigma: 0.3,
  latencyTailProbability: 0.015,
  hiddenProbability: 1,
  hiddenLotsMean: 12,
  hiddenRefreshUs: 1_000_000,
  silentOn: [],
};

/** Quotes of a liquidity provider are what they are until they end; that it may not deal is its last look's. */
const PROVIDER: VenueProfile = {
  fadeProbability: 0,
  fadeGoneShare: 0,
  rejectProbability: 0.001,
  latencySigma: 0.3,
  latencyTailProbability: 0.01,
  hiddenProbability: 0,
  hiddenLotsMean: 1,
  hiddenRefreshUs: 1_000_000,
  silentOn: [],
};

const INTERNAL: VenueProfile = {
  fadeProbability: 0,
  fadeGoneShare: 0,
  rejectProbability: 0,
  latencySigma: 0.15,
  latencyTailProbability: 0.005,
  hiddenProbability: 0.35,
  hiddenLotsMean: 3,
  hiddenRefreshUs: 5_000_000,
  silentOn: [],
};

/** Of venues whose fees come with a monthly bill alone, and of those that tell no more of an execution than what was traded. */
const NO_FEE = ['fee'] as const;
const NO_WORDS = ['fee', 'last_market', 'venue_time_us'] as const;

/** What differs from the venue type's behaviour. The differences are invented so that there is something to learn. */
const DIFFERENCES: Readonly<Record<string, Partial<VenueProfile>>> = {
  XNYS: { fadeProbability: 0.03 },
  XNAS: { fadeProbability: 0.03 },
  ARCX: { fadeProbability: 0.05 },
  BATS: { fadeProbability: 0.06 },
  EDGX: { fadeProbability: 0.05 },
  MEMX: { fadeProbability: 0.07 },
  EPRL: { fadeProbability: 0.08, rejectProbability: 0.003 },
  IEXG: { fadeProbability: 0.01, latencySigma: 0.08, hiddenProbability: 0.25, hiddenLotsMean: 4 },
  BATY: { fadeProbability: 0.12 },
  EDGA: { fadeProbability: 0.1 },
  XBOS: { fadeProbability: 0.15 },
  XPSX: { fadeProbability: 0.1, rejectProbability: 0.004 },
  XCIS: { fadeProbability: 0.14 },
  XASE: { fadeProbability: 0.02 },
  XCHI: { fadeProbability: 0.2, rejectProbability: 0.005, silentOn: NO_WORDS },
  LTSE: { fadeProbability: 0.02, silentOn: NO_FEE },
  SGMT: { hiddenProbability: 0.35 },
  UBSA: { hiddenProbability: 0.45, hiddenLotsMean: 4, silentOn: NO_WORDS },
  MSPL: { hiddenProbability: 0.25, hiddenLotsMean: 10 },
  ICBX: { hiddenProbability: 0.12, hiddenLotsMean: 25 },
  BIDS: { hiddenProbability: 0.1, hiddenLotsMean: 50, hiddenRefreshUs: 8_000_000 },
  NITE: { fadeProbability: 0.04, hiddenLotsMean: 8, silentOn: NO_WORDS },
  LP5: { silentOn: NO_WORDS },
  CX1: { fadeProbability: 0.03, hiddenProbability: 0 },
  CX2: { fadeProbability: 0.06, hiddenProbability: 0, latencySigma: 0.35 },
  CX3: { fadeProbability: 0.1, hiddenProbability: 0, rejectProbability: 0.01, latencySigma: 0.45, silentOn: NO_FEE },
};

/** The behaviour of a venue: that of its type, with its own differences. */
export function profileOf(venue: Pick<Venue, 'venueId' | 'venueType' | 'lit'>): VenueProfile {
  return { ...baseOf(venue), ...DIFFERENCES[venue.venueId] };
}

function baseOf(venue: Pick<Venue, 'venueType' | 'lit'>): VenueProfile {
  switch (venue.venueType) {
    case 'MARKET_MAKER':
    case 'BROKER':
      return WHOLESALER;
    case 'LIQUIDITY_PROVIDER':
      return PROVIDER;
    case 'INTERNAL':
      return INTERNAL;
    case 'EXCHANGE':
    case 'ECN':
    case 'ATS':
    case 'DARK_POOL':
    case 'CROSSING_NETWORK':
      return venue.lit ? EXCHANGE : DARK;
  }
}
