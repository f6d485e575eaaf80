import type { Venue, VenueType } from './venue.ts';

/** What is agreed with a venue, or known of it, about time; in milliseconds. What is not said is the router's to choose. */
export interface TermsSetting {
  /** How long it may owe an answer (an end, an acknowledgement, a cancel) before a child's fate counts as unknown. */
  readonly childTimeoutMs?: number | undefined;
  /** How long after the end of a child it may still correct what it has said of it. */
  readonly correctionWindowMs?: number | undefined;
  /** What its slowest hundredth of answers may take before its circuit opens. */
  readonly latencyP99MsMax?: number | undefined;
  /** The longest that what it has given back is kept from being routed on, where it fills late. */
  readonly heldBackMsMax?: number | undefined;
}

/** The same with everything said, in microseconds. */
export interface VenueTerms {
  readonly childTimeoutUs: number;
  readonly correctionWindowUs: number;
  readonly latencyP99UsMax: number;
  readonly heldBackUsMax: number;
}

const MILLISECOND_US = 1_000;
const CORRECTION_WINDOW_MS = 15 * 60_000;
const HELD_BACK_MS_MAX = 2_000;

/** The terms of a venue. Of an answer that takes half as long as may be waited for it, and longer, the venue is too slow. */
export function venueTerms(setting: TermsSetting, childTimeoutMs: number): VenueTerms {
  const timeoutMs = setting.childTimeoutMs ?? childTimeoutMs;
  return {
    childTimeoutUs: timeoutMs * MILLISECOND_US,
    correctionWindowUs: (setting.correctionWindowMs ?? CORRECTION_WINDOW_MS) * MILLISECOND_US,
    latencyP99UsMax: (setting.latencyP99MsMax ?? timeoutMs / 2) * MILLISECOND_US,
    heldBackUsMax: (setting.heldBackMsMax ?? HELD_BACK_MS_MAX) * MILLISECOND_US,
  };
}

const MINUTE_MS = 60_000;
const EXCHANGE: TermsSetting = {
  childTimeoutMs: 5_000,
  correctionWindowMs: 15 * MINUTE_MS,
  latencyP99MsMax: 2_000,
  heldBackMsMax: 1_000,
};
const DARK: TermsSetting = { ...EXCHANGE, latencyP99MsMax: 2_500, heldBackMsMax: 2_000 };
const PROVIDER: TermsSetting = {
  childTimeoutMs: 8_000,
  correctionWindowMs: 30 * MINUTE_MS,
  latencyP99MsMax: 4_000,
  heldBackMsMax: 2_000,
};
const CRYPTO: TermsSetting = {
  childTimeoutMs: 10_000,
  correctionWindowMs: 5 * MINUTE_MS,
  latencyP99MsMax: 5_000,
  heldBackMsMax: 5_000,
};

/** By kind, of the simulated venues of a new installation. Invented: a firm writes down what it has agreed. */
const BY_TYPE: Readonly<Record<VenueType, TermsSetting>> = {
  EXCHANGE,
  ECN: EXCHANGE,
  ATS: DARK,
  DARK_POOL: DARK,
  CROSSING_NETWORK: DARK,
  MARKET_MAKER: DARK,
  BROKER: DARK,
  LIQUIDITY_PROVIDER: PROVIDER,
  INTERNAL: { ...EXCHANGE, childTimeoutMs: 2_000, latencyP99MsMax: 1_000, heldBackMsMax: 500 },
};

/** What a new installation is given as the terms of a venue. */
export function seededTerms({ venueType, assetClass }: Pick<Venue, 'venueType' | 'assetClass'>): TermsSetting {
  return assetClass === 'CRYPTO' ? CRYPTO : BY_TYPE[venueType];
}
