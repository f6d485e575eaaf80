import type { Candidate } from './candidate.ts';

/** Which of two candidates comes first: negative is the first, zero undecided. */
export type Rank = (a: Candidate, b: Candidate) => number;

/** The better displayed price; the fee is taken out of the all-in cost again, so that buyers and sellers share one rule. */
export const byPrice: Rank = (a, b) => a.allInCostE8 - a.feeE8 - (b.allInCostE8 - b.feeE8);
/** The smaller all-in cost per unit: price with fee or rebate. */
export const byAllIn: Rank = (a, b) => a.allInCostE8 - b.allInCostE8;
/** The smaller cost of the objective; decided before its ties. */
export const byUnitCost: Rank = (a, b) => a.unitCostE8 - b.unitCostE8;
/** The venue that shows the order to fewer. */
const byDark: Rank = (a, b) => Number(a.snapshot.venue.lit) - Number(b.snapshot.venue.lit);
/** The shorter expected round trip. */
const byLatency: Rank = (a, b) => a.snapshot.latencyUs - b.snapshot.latencyUs;
/** The order's own preference. */
const byPreference: Rank = (a, b) => a.preference - b.preference;
/** The larger displayed size, so that fewer venues are needed. */
const bySize: Rank = (a, b) => b.displayed - a.displayed;
/** The larger share that is expected to be filled. */
const byFillRate: Rank = (a, b) => b.fillRate - a.fillRate;
/** The configured priority, and at last the name, so that no two venues are ever undecided. */
const byPriority: Rank = (a, b) =>
  a.snapshot.venue.priority - b.snapshot.venue.priority ||
  (a.snapshot === b.snapshot ? a.level - b.level : a.snapshot.venue.venueId < b.snapshot.venue.venueId ? -1 : 1);

/** What candidates are ranked by, by name: what a record says of an order among them. */
export const RANK_KEYS = [
  'COST',
  'PRICE',
  'ALL_IN_PRICE',
  'DARK',
  'LATENCY',
  'PREFERENCE',
  'SIZE',
  'FILL_RATE',
  'PRIORITY',
] as const;
export type RankKey = (typeof RANK_KEYS)[number];

const RANKS: Readonly<Record<RankKey, Rank>> = {
  COST: byUnitCost,
  PRICE: byPrice,
  ALL_IN_PRICE: byAllIn,
  DARK: byDark,
  LATENCY: byLatency,
  PREFERENCE: byPreference,
  SIZE: bySize,
  FILL_RATE: byFillRate,
  PRIORITY: byPriority,
};

/** Several keys, each of which decides only where those before it do not, and the rank that they make together. */
export interface Ranking {
  readonly keys: readonly RankKey[];
  readonly compare: Rank;
}

/** A ranking by keys, the most important first. */
export function ranking(...keys: readonly RankKey[]): Ranking {
  const ranks = keys.map((key) => RANKS[key]);
  const compare: Rank = (a, b) => {
    for (const rank of ranks) {
      const order = rank(a, b);
      if (order !== 0) return order;
    }
    return 0;
  };
  return { keys, compare };
}

/** The first of the keys by which one candidate comes before the other; null where the other comes first, or none decides. */
export function decidingKey(keys: readonly RankKey[], first: Candidate, second: Candidate): RankKey | null {
  for (const key of keys) {
    const order = RANKS[key](first, second);
    if (order !== 0) return order < 0 ? key : null;
  }
  return null;
}
