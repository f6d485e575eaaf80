import { expect, test } from 'vitest';
import { marketOf, orderOf, planInputOf, type QuoteOf } from '../testing/market.ts';
import { type Candidate, displayedCandidates } from './candidate.ts';
import { decidingKey, type RankKey, ranking } from './rank.ts';

const QUOTE: QuoteOf = { bid: [9_999, 500], ask: [10_001, 500] };

/** The only candidate of each of these venues, for a BUY. */
function candidatesOf(quotes: Readonly<Record<string, QuoteOf>>): Candidate[] {
  const input = planInputOf(orderOf(), marketOf(quotes));
  return input.view.venues.flatMap((snapshot) => {
    const found = displayedCandidates(snapshot, input);
    return found.ok ? found.value : [];
  });
}

function signOf(keys: readonly RankKey[], quotes: Readonly<Record<string, QuoteOf>>): number {
  const [a, b] = candidatesOf(quotes);
  if (a === undefined || b === undefined) throw new Error('two venues that quote are needed');
  return Math.sign(ranking(...keys).compare(a, b));
}

test('a key decides only where those before it do not', () => {
  const market = { XNYS: QUOTE, XNAS: { ...QUOTE, ask: [10_002, 900] } } as const;
  expect(signOf(['PRICE', 'SIZE'], market)).toBe(-1);
  expect(signOf(['SIZE', 'PRICE'], market)).toBe(1);
});

test('what none of the keys tells apart stays undecided, and the name decides at last', () => {
  const market = { XNYS: QUOTE, XNAS: QUOTE };
  expect(signOf(['PRICE', 'SIZE'], market)).toBe(0);
  expect(signOf(['PRICE', 'SIZE', 'PRIORITY'], market)).not.toBe(0);
  const same = { ...QUOTE, venue: { priority: 1 } };
  expect(signOf(['PRIORITY'], { XNYS: same, XNAS: same })).toBe(1);
});

test('the key that decided is named only for the one that comes first', () => {
  const [near, far] = candidatesOf({ XNYS: QUOTE, XNAS: { ...QUOTE, ask: [10_002, 900] } });
  if (near === undefined || far === undefined) throw new Error('two venues that quote are needed');
  expect(decidingKey(['PRICE'], near, far)).toBe('PRICE');
  expect(decidingKey(['PRICE'], far, near)).toBeNull();
  expect(decidingKey(['PRICE'], near, near)).toBeNull();
});
