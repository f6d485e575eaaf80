import { expect, it } from 'vitest';
import { price, quantity } from '../money/units.ts';
import { marketOf, orderOf, planInputOf } from '../testing/market.ts';
import { constraintWords, type DecidingConstraint } from './deciding-constraint.ts';
import { planRoute } from './plan.ts';
import type { CandidateOutcome } from './route-plan.ts';

const market = marketOf({ XNYS: { bid: [9_999, 500], ask: [10_001, 500] } });

/** What is said where this constraint decided, and where a protected quote of ARCX at 100.00 stood in the way. */
function wordsOf(code: DecidingConstraint['code'], { isBlocked = true, split = 2 as number | null } = {}): string {
  const input = planInputOf(orderOf({ maxVenueSplit: split }), market);
  const [outcome] = planRoute(input).outcomes;
  if (outcome === undefined) throw new Error('a venue is needed');
  const blockedBy = isBlocked ? { venueId: 'ARCX', price: price(1_000_000), displayed: quantity(100) } : null;
  const kept: CandidateOutcome = { ...outcome, blockedBy };
  return constraintWords({ code, outcome: kept, dearer: outcome, count: 1 }, input, (value) => String(value / 10_000));
}

it.each<[DecidingConstraint['code'], string]>([
  ['WOULD_TRADE_THROUGH', 'taking there would trade through the protected quote of ARCX at 100'],
  ['AFTER_PROTECTED', 'the protected quote of ARCX at 100 had to be taken in full first'],
  ['SPLIT_LIMIT', 'the order allows no more than 2 venues'],
  ['VENUE_MINIMUM', 'what could be sent there is below its minimum or not in its lots'],
  ['LOT_REMAINDER', 'a part moved there would leave a chosen venue less than its minimum, or not in its lots'],
  ['NOT_WHOLE', 'it cannot take all of a fill-or-kill order'],
  ['SHARE_TOO_SMALL', 'its share in proportion to what it shows rounds to nothing'],
  ['FIXED_CHARGE', 'the charge for one more order costs more than that saves'],
])('a reader is told of %s: %s', (code, words) => {
  expect(wordsOf(code)).toBe(words);
});

it('a quote that is not known is not named, and one venue is one', () => {
  expect(wordsOf('AFTER_PROTECTED', { isBlocked: false })).toBe(
    'a better protected quote had to be taken in full first',
  );
  expect(wordsOf('SPLIT_LIMIT', { split: 1 })).toBe('the order allows no more than one venue');
});
