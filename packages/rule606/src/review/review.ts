import type { CsvLine } from '../csv/csv-text.ts';
import { csvText } from '../csv/csv-text.ts';
import { type Comparison, compareVenues, OBSERVATIONS_LEAST, type ReviewFact } from './comparison.ts';
import { MEASURE_WORDS, REVIEW_MEASURES, type ReviewMeasure } from './measure.ts';
import { meanOf, NOTHING, sumOf } from './weighted-sums.ts';

/** What was done in the quarter about where orders go. */
export interface ReviewAct {
  /** An ISO day of New York. */
  readonly day: string;
  readonly what: ReviewActKind;
  /** Which rules or which venue. */
  readonly subject: string;
  /** Who; null where nobody did it by hand. */
  readonly by: string | null;
  readonly reason: string;
}
export const REVIEW_ACTS = [
  'RULES_ACTIVATED',
  'VENUE_STOPPED',
  'VENUE_RELEASED',
  'CIRCUIT_FORCED',
  'PAYMENT_TERMS',
  'FEES',
] as const;
export type ReviewActKind = (typeof REVIEW_ACTS)[number];

/** A venue of the quarter. */
export interface ReviewVenue {
  readonly venueId: string;
  readonly name: string;
  readonly executions: number;
  /** Exact decimal texts. */
  readonly shares: string;
  readonly notionalUsd: string;
}

/** What decisions expected their taking parts at a venue to cost, beside what was paid: basis points of the market on arrival, fees included. */
export interface ReviewExpectation {
  readonly venueId: string;
  /** Routed orders that were filled. */
  readonly parts: number;
  readonly expectedBps: number;
  readonly paidBps: number;
}

/** What a review is made of. */
export interface ReviewFacts {
  readonly facts: readonly ReviewFact[];
  readonly venues: readonly ReviewVenue[];
  readonly expectations: readonly ReviewExpectation[];
  readonly acts: readonly ReviewAct[];
}

/** Who reviews which quarter of which orders. */
export interface ReviewHead {
  readonly bd: string;
  readonly year: number;
  /** 1 to 4. */
  readonly quarter: number;
  readonly simulated: boolean;
}

/** A venue with its means over all groups; null where there was nothing to measure. */
export interface ReviewedVenue extends ReviewVenue {
  readonly means: Readonly<Record<ReviewMeasure, { readonly n: number; readonly mean: number | null }>>;
  readonly lags: number;
  readonly leads: number;
}

/** The review of a quarter, as JSON. */
export interface Review extends ReviewHead {
  readonly venues: readonly ReviewedVenue[];
  /** The venues that lag, the widest certain difference of each measure first. */
  readonly lags: readonly Comparison[];
  readonly counts: Readonly<Record<Comparison['verdict'], number>>;
  readonly observationsLeast: number;
  readonly expectations: readonly ReviewExpectation[];
  readonly acts: readonly ReviewAct[];
}

/** A review with every comparison that was made, which are too many to stand in its figures. */
export interface MadeReview {
  readonly review: Review;
  readonly comparisons: readonly Comparison[];
}

/** Composes the review of a quarter: which venues lag behind the others in the same kind of orders, by what, on how many observations, and what was done. */
export function composeReview(head: ReviewHead, { facts, venues, expectations, acts }: ReviewFacts): MadeReview {
  const comparisons = compareVenues(facts);
  const lags = comparisons.filter(({ verdict }) => verdict === 'LAGS').toSorted(byMeasureAndWidth);
  const counts = { LAGS: 0, LEVEL: 0, LEADS: 0, TOO_FEW: 0 };
  for (const { verdict } of comparisons) counts[verdict] += 1;
  const reviewed = venues.map((venue) => reviewedVenue(venue, facts, comparisons));
  return {
    review: { ...head, venues: reviewed, lags, counts, observationsLeast: OBSERVATIONS_LEAST, expectations, acts },
    comparisons,
  };
}

function reviewedVenue(
  venue: ReviewVenue,
  facts: readonly ReviewFact[],
  comparisons: readonly Comparison[],
): ReviewedVenue {
  const { venueId } = venue;
  const of = (measure: ReviewMeasure) => {
    // Groups by size hold each observation once; those by security hold them again.
    const own = facts.filter((fact) => fact.venueId === venueId && fact.measure === measure && fact.level === 'SIZE');
    const sums = own.reduce((sum, fact) => sumOf(sum, fact.sums), NOTHING);
    return { n: sums.n, mean: meanOf(sums) };
  };
  const count = (verdict: Comparison['verdict']) =>
    comparisons.filter((each) => each.venueId === venueId && each.verdict === verdict).length;
  const means = {
    ...{ COST: of('COST'), EFFECTIVE_SPREAD: of('EFFECTIVE_SPREAD'), IMPROVEMENT: of('IMPROVEMENT') },
    ...{ MARKOUT: of('MARKOUT'), FILL: of('FILL'), TIME: of('TIME') },
  };
  return { ...venue, means, lags: count('LAGS'), leads: count('LEADS') };
}

/** The nearer end of the interval is what is certain of a difference. */
function byMeasureAndWidth(a: Comparison, b: Comparison): number {
  const certain = ({ low, high }: Comparison) => Math.min(Math.abs(low), Math.abs(high));
  return (
    REVIEW_MEASURES.indexOf(a.measure) - REVIEW_MEASURES.indexOf(b.measure) ||
    certain(b) - certain(a) ||
    (a.venueId < b.venueId ? -1 : 1)
  );
}

const CSV_HEAD: CsvLine = [
  ...['level', 'order_type', 'group', 'venue_id', 'measure', 'unit', 'observations', 'mean', 'others_observations'],
  ...['others_mean', 'difference', 'low_99_9', 'high_99_9', 'verdict'],
];
const DECIMALS = 1e6;

/** Every comparison, a line each. Means are rounded to a millionth. */
export function reviewCsv(comparisons: readonly Comparison[]): string {
  const lines = comparisons.map((each) => [
    ...[each.level, each.orderType, each.of, each.venueId, each.measure, MEASURE_WORDS[each.measure].unit],
    ...[`${each.n}`, rounded(each.mean), `${each.othersN}`, rounded(each.othersMean)],
    ...[rounded(each.difference), rounded(each.low), rounded(each.high), each.verdict],
  ]);
  return csvText([CSV_HEAD, ...lines]);
}

function rounded(value: number): string {
  return String(Math.round(value * DECIMALS) / DECIMALS + 0);
}
