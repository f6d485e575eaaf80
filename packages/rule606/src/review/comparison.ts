import { MEASURE_WORDS, type ReviewMeasure } from './measure.ts';
import { meanOf, sumOf, varianceOfMean, type WeightedSums } from './weighted-sums.ts';

/** What executions have in common that are compared: the type of their order, and its size or the security. */
export interface ReviewGroup {
  readonly level: 'SIZE' | 'SECURITY';
  /** How the order counts in a 606 report. */
  readonly orderType: string;
  /** The lower bound of the order's notional in dollars, or the symbol. */
  readonly of: string;
}

/** What one venue did in a group, by one measure. */
export interface ReviewFact extends ReviewGroup {
  readonly venueId: string;
  readonly measure: ReviewMeasure;
  readonly sums: WeightedSums;
}

/** LAGS and LEADS are differences that chance alone would hardly make; TOO_FEW says that nothing can be said. */
export const VERDICTS = ['LAGS', 'LEVEL', 'LEADS', 'TOO_FEW'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A venue beside all others of the group together. Differences are the venue's mean less theirs. */
export interface Comparison extends ReviewGroup {
  readonly venueId: string;
  readonly measure: ReviewMeasure;
  readonly n: number;
  readonly mean: number;
  readonly othersN: number;
  readonly othersMean: number;
  readonly difference: number;
  /** Where the difference lies with 99.9 % confidence. */
  readonly low: number;
  readonly high: number;
  readonly verdict: Verdict;
}

/** Fewer observations than so many, of the venue or of the others, tell nothing. */
export const OBSERVATIONS_LEAST = 100;
/**
 * 99.9 % of a normal distribution lie within so many deviations. Hundreds of comparisons are made: of a thousand venues that are level one would be told
 * otherwise, where 95 % would tell fifty.
 */
const Z999 = 3.290526731491926;

/** Compares each venue of a group with all others together, by each measure; what has nobody to be compared with is left out. In the order of the facts. */
export function compareVenues(facts: readonly ReviewFact[]): Comparison[] {
  const totals = new Map<string, WeightedSums>();
  for (const fact of facts) {
    const total = totals.get(keyOf(fact));
    totals.set(keyOf(fact), total === undefined ? fact.sums : sumOf(total, fact.sums));
  }
  return facts.flatMap((fact) => {
    const total = totals.get(keyOf(fact));
    return total === undefined || total.n === fact.sums.n ? [] : compared(fact, sumOf(total, fact.sums, -1));
  });
}

function compared({ sums, ...fact }: ReviewFact, others: WeightedSums): Comparison[] {
  const [mean, othersMean] = [meanOf(sums), meanOf(others)];
  const [variance, othersVariance] = [varianceOfMean(sums), varianceOfMean(others)];
  if (mean === null || othersMean === null || variance === null || othersVariance === null) return [];
  const difference = mean - othersMean;
  const half = Z999 * Math.sqrt(variance + othersVariance);
  const [low, high] = [difference - half, difference + half];
  const isTooFew = sums.n < OBSERVATIONS_LEAST || others.n < OBSERVATIONS_LEAST;
  const verdict = isTooFew ? 'TOO_FEW' : verdictOf(fact.measure, low, high);
  return [{ ...fact, n: sums.n, mean, othersN: others.n, othersMean, difference, low, high, verdict }];
}

function verdictOf(measure: ReviewMeasure, low: number, high: number): Verdict {
  if (low <= 0 && high >= 0) return 'LEVEL';
  return low > 0 === MEASURE_WORDS[measure].isMoreWorse ? 'LAGS' : 'LEADS';
}

function keyOf({ level, orderType, of, measure }: ReviewGroup & { readonly measure: ReviewMeasure }): string {
  return [level, orderType, of, measure].join('|');
}
