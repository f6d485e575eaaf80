import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Comparison, compareVenues, type ReviewFact } from './comparison.ts';
import { composeReview, reviewCsv } from './review.ts';
import { meanOf, NOTHING, sumOf, varianceOfMean, type WeightedSums } from './weighted-sums.ts';

/** Sums of observations with weight 1, or of pairs of value and weight. */
function sums(observed: readonly (number | readonly [x: number, w: number])[]): WeightedSums {
  return observed
    .map((each) => (typeof each === 'number' ? ([each, 1] as const) : each))
    .map(([x, w]) => ({ n: 1, w, wx: w * x, w2: w * w, w2x: w * w * x, w2x2: w * w * x * x }))
    .reduce((sum, one) => sumOf(sum, one), NOTHING);
}
/** So many observations around a mean, half of them one above and half one below it. */
const around = (mean: number, count: number) =>
  sums(Array.from({ length: count }, (_, n) => mean + (n % 2 === 0 ? 1 : -1)));
const fact = (venueId: string, observed: WeightedSums, more: Partial<ReviewFact> = {}): ReviewFact => ({
  ...{ level: 'SIZE', orderType: 'MARKET', of: '1000', venueId, measure: 'COST', sums: observed },
  ...more,
});
const verdicts = (facts: readonly ReviewFact[]) =>
  compareVenues(facts).map(({ venueId, verdict }) => `${venueId} ${verdict}`);

describe('a venue beside the others', () => {
  it('lags where it costs more than chance makes, and leads where it costs less', () => {
    const facts = [fact('A', around(3, 400)), fact('B', around(2, 400)), fact('C', around(2, 400))];
    const [a] = compareVenues(facts);
    // Deviations of a hundredth of a basis point by 400 and 800 observations: 1 +- 3.29 x sqrt(1/400 + 1/800).
    expect(a).toMatchObject({ n: 400, mean: 3, othersN: 800, othersMean: 2, difference: 1, verdict: 'LAGS' });
    expect(a?.low).toBeCloseTo(1 - 3.2905267 * Math.sqrt(1 / 400 + 1 / 800), 6);
    expect(a?.high).toBeCloseTo(1 + 3.2905267 * Math.sqrt(1 / 400 + 1 / 800), 6);
    expect(verdicts(facts)).toEqual(['A LAGS', 'B LEADS', 'C LEADS']);
  });

  it('lags where it improves less or fills less', () => {
    for (const measure of ['IMPROVEMENT', 'FILL'] as const) {
      const facts = [fact('A', around(1, 400), { measure }), fact('B', around(2, 400), { measure })];
      expect(verdicts(facts)).toEqual(['A LAGS', 'B LEADS']);
    }
  });

  it('is level where the difference could be chance', () => {
    expect(verdicts([fact('A', around(2.05, 400)), fact('B', around(2, 400))])).toEqual(['A LEVEL', 'B LEVEL']);
  });

  it('has too few observations below a hundred, its own or those of the others', () => {
    const [few, many] = [around(9, 99), around(2, 100)];
    expect(verdicts([fact('A', few), fact('B', many)])).toEqual(['A TOO_FEW', 'B TOO_FEW']);
    expect(verdicts([fact('A', around(9, 100)), fact('B', many)])).toEqual(['A LAGS', 'B LEADS']);
  });

  it('is compared in its own group alone, and with nobody where nobody is there', () => {
    const facts = [
      fact('A', around(9, 400)),
      fact('B', around(2, 400), { of: '5000' }),
      fact('C', around(2, 400), { orderType: 'OTHER' }),
      fact('D', around(2, 400), { level: 'SECURITY' }),
      fact('E', around(2, 400), { measure: 'MARKOUT' }),
    ];
    expect(compareVenues(facts)).toEqual([]);
  });
});

describe('weighted sums', () => {
  const observedArb = fc.array(fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 1, max: 1_000 })), {
    minLength: 1,
    maxLength: 30,
  });

  it('have the mean and the variance of the definition', () => {
    fc.assert(
      fc.property(observedArb, (observed) => {
        const weight = observed.reduce((sum, [, w]) => sum + w, 0);
        const mean = observed.reduce((sum, [x, w]) => sum + w * x, 0) / weight;
        const variance = observed.reduce((sum, [x, w]) => sum + (w * (x - mean)) ** 2, 0) / weight ** 2;
        expect(meanOf(sums(observed))).toBeCloseTo(mean, 8);
        expect(varianceOfMean(sums(observed))).toBeCloseTo(variance, 4);
      }),
    );
  });

  it('of a part and of the rest are those of the whole', () => {
    fc.assert(
      fc.property(observedArb, observedArb, (part, rest) => {
        expect(sumOf(sums([...part, ...rest]), sums(part), -1)).toEqual(sums(rest));
      }),
    );
  });
});

describe('the review of a quarter', () => {
  const head = { bd: 'Meridian', year: 2026, quarter: 4, simulated: false };
  const venue = (venueId: string) => ({
    venueId,
    name: `Venue ${venueId}`,
    executions: 400,
    shares: '40000',
    notionalUsd: '1',
  });
  const facts = [
    ...['A', 'B'].map((venueId) => fact(venueId, around(venueId === 'A' ? 2.5 : 2, 400))),
    ...['A', 'B'].map((venueId) => fact(venueId, around(venueId === 'A' ? 4 : 2, 400), { of: '5000' })),
    ...['A', 'B'].map((venueId) =>
      fact(venueId, around(venueId === 'A' ? 3 : 2, 800), { level: 'SECURITY', of: 'AAPL' }),
    ),
    ...['A', 'B'].map((venueId) => fact(venueId, around(50, 40), { measure: 'TIME' })),
  ];
  const made = composeReview(head, { facts, venues: [venue('A'), venue('B')], expectations: [], acts: [] });

  it('tells the widest certain difference first, and counts what was compared', () => {
    expect(made.review.lags.map(({ level, of }: Comparison) => `${level} ${of}`)).toEqual([
      'SIZE 5000',
      'SECURITY AAPL',
      'SIZE 1000',
    ]);
    expect(made.review.counts).toEqual({ LAGS: 3, LEVEL: 0, LEADS: 3, TOO_FEW: 2 });
  });

  it('has the means of each venue over all sizes, each observation once', () => {
    expect(made.review.venues[0]).toMatchObject({
      ...{ venueId: 'A', lags: 3, leads: 0 },
      means: { COST: { n: 800, mean: 3.25 }, TIME: { n: 40, mean: 50 }, FILL: { n: 0, mean: null } },
    });
  });

  it('has a line for each comparison in its file', () => {
    const lines = reviewCsv(made.comparisons).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 8);
    expect(lines[0]).toContain('level,order_type,group,venue_id,measure,unit,observations,mean,others_observations');
    expect(lines[1]).toBe('SIZE,MARKET,1000,A,COST,bps,400,2.5,400,2,0.5,0.267325,0.732675,LAGS');
  });
});
