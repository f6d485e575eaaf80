import { expect, it } from 'vitest';
import { reviewCountWords, reviewGroupWords } from './review-words';

it('says which orders were compared, by size or by security', () => {
  expect(reviewGroupWords({ level: 'SIZE', orderType: 'MARKETABLE_LIMIT', of: '250' })).toBe(
    'marketable limit, $250 to 1,000',
  );
  expect(reviewGroupWords({ level: 'SECURITY', orderType: 'MARKET', of: 'AAPL' })).toBe('market, AAPL');
});

it('says what the comparisons came to, and how many say nothing', () => {
  const review = { bd: '', year: 2026, quarter: 3, venues: [], lags: [], acts: [], observationsLeast: 100 };
  expect(reviewCountWords({ ...review, counts: { LAGS: 2, LEVEL: 1_000, LEADS: 3, TOO_FEW: 40 } })).toBe(
    'Of 1,045 comparisons 2 lag, 3 lead and 1,000 are level; 40 rest on fewer than 100 observations and say nothing.',
  );
});
