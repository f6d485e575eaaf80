import type { Instrument } from '@fairlead/core/instrument/instrument';

/** How two measured dealers quote a pair, in tenths of a pip: the tight stream and the wide one, and how often the tight one is crossed or locked. */
export interface FxPairProfile {
  readonly tightTicks: number;
  readonly wideTicks: number;
  readonly crossedShare: number;
  readonly lockedShare: number;
}

/** How a liquidity provider streams. */
export interface LpProfile {
  /** Where its usual spread lies between the tight stream (0) and the wide one (1). */
  readonly width: number;
  /** It is an aggregate of others, and so sometimes crossed or locked with itself. */
  readonly aggregated: boolean;
  /** The smallest and the largest size that it quotes, in units of the base currency. */
  readonly sizes: readonly [least: number, most: number];
  /** How long a quote lasts, in microseconds. */
  readonly validForUs: number;
}

/**
 * EURUSD and NZDUSD are measured (median spreads of FXCM and OANDA on 2014-05-07, and the shares of FXCM quotes that are crossed or locked); the
 * other pairs are set between them by how much they trade.
 */
const PAIRS: Readonly<Record<string, FxPairProfile>> = {
  EURUSD: { tightTicks: 1, wideTicks: 11, crossedShare: 0.111, lockedShare: 0.141 },
  NZDUSD: { tightTicks: 6, wideTicks: 23, crossedShare: 0.024, lockedShare: 0.018 },
  USDJPY: { tightTicks: 2, wideTicks: 13, crossedShare: 0.09, lockedShare: 0.11 },
  GBPUSD: { tightTicks: 3, wideTicks: 16, crossedShare: 0.06, lockedShare: 0.08 },
  AUDUSD: { tightTicks: 3, wideTicks: 15, crossedShare: 0.06, lockedShare: 0.07 },
  USDCHF: { tightTicks: 4, wideTicks: 18, crossedShare: 0.04, lockedShare: 0.04 },
};
const OTHER_PAIR: FxPairProfile = { tightTicks: 5, wideTicks: 20, crossedShare: 0.03, lockedShare: 0.03 };

const PROVIDERS: Readonly<Record<string, LpProfile>> = {
  LP1: { width: 0, aggregated: true, sizes: [250_000, 2_000_000], validForUs: 500_000 },
  LP2: { width: 0.3, aggregated: false, sizes: [1_000_000, 3_000_000], validForUs: 1_000_000 },
  LP3: { width: 0.45, aggregated: false, sizes: [1_000_000, 5_000_000], validForUs: 1_000_000 },
  LP4: { width: 0.7, aggregated: false, sizes: [2_000_000, 8_000_000], validForUs: 1_500_000 },
  LP5: { width: 1, aggregated: false, sizes: [5_000_000, 20_000_000], validForUs: 2_000_000 },
};
const OTHER_PROVIDER: LpProfile = {
  width: 0.8,
  aggregated: false,
  sizes: [1_000_000, 3_000_000],
  validForUs: 1_000_000,
};

/** The profile of a pair. */
export function fxPairProfile({ instrumentId }: Pick<Instrument, 'instrumentId'>): FxPairProfile {
  return PAIRS[instrumentId] ?? OTHER_PAIR;
}

/** The profile of a liquidity provider. */
export function lpProfile(venueId: string): LpProfile {
  return PROVIDERS[venueId] ?? OTHER_PROVIDER;
}
