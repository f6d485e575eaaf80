import { describe, expect, it } from 'vitest';
import { quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { marketOf, orderOf, planInputOf } from '../testing/market.ts';
import { type RuleChanges, ruleOf } from '../testing/rule.ts';
import { matchesPattern, matchingRules } from './match.ts';
import type { Weekday } from './rule.ts';

const VIEW = marketOf({ XNYS: { bid: [9_999, 500], ask: [10_001, 300] } });

/** Whether a rule is about an order of client-1 decided at a time (UTC; Friday 2026-01-02, 10:00 in New York by default). */
function holds(match: RuleChanges['match'], order: Partial<ValidOrder> = {}, at = '2026-01-02T15:00:00Z'): boolean {
  const view = { ...VIEW, takenAtUs: Date.parse(at) * 1_000 };
  return matchingRules([ruleOf({ match: match ?? {} })], planInputOf(orderOf(order), view)).length === 1;
}

it.each([
  ['*', 'AAPL', true],
  ['*', '', true],
  ['AAPL', 'AAPL', true],
  ['AAPL', 'AAPLW', false],
  ['AAPL', 'aapl', false],
  ['A*', 'A', true],
  ['A*', 'BA', false],
  ['*/USD', 'EUR/USD', true],
  ['BRK.?', 'BRK.B', true],
  ['BRK.?', 'BRK.', false],
  ['A*L*E', 'AALLBE', true],
  ['A*L*E', 'AALLBEX', false],
  ['**', 'X', true],
  ['[A-Z]', 'A', false],
  ['', 'A', false],
])('the pattern %s on %s: %s', (pattern, text, expected) => {
  expect(matchesPattern(pattern, text)).toBe(expected);
});

it.each([
  ['nothing but a pattern', { instrumentPattern: 'AA*' }, {}, true],
  ['another instrument', { instrumentPattern: 'MSFT' }, {}, false],
  ['the client', { clientId: 'client-1' }, {}, true],
  ['another client', { clientId: 'client-2' }, {}, false],
  ['the side', { side: 'SELL' }, { side: 'SELL' }, true],
  ['another side', { side: 'SELL' }, { side: 'SELL_SHORT' }, false],
  ['the type', { orderType: 'MARKET' }, {}, true],
  ['another type', { orderType: 'LIMIT' }, {}, false],
  ['the smallest size', { minSizeE8: 10_000_000_000n }, {}, true],
  ['a smaller order', { minSizeE8: 10_000_000_001n }, {}, false],
  ['the largest size', { maxSizeE8: 10_000_000_000n }, {}, true],
  ['a larger order', { maxSizeE8: 10_000_000_000n }, { quantity: quantity(101) }, false],
] as const)('a rule for %s', (_, match, order, expected) => {
  expect(holds(match, order)).toBe(expected);
});

describe('a time window', () => {
  const weekdays = (...days: Weekday[]) => new Set(days);
  const morning = { fromSecond: 34_200, toSecond: 36_000, weekdays: weekdays('MON', 'FRI') };

  it.each([
    ['winter, a second before', '2026-01-02T14:29:59.999Z', false],
    ['winter, from included', '2026-01-02T14:30:00Z', true],
    ['winter, to excluded', '2026-01-02T15:00:00Z', false],
    ['summer, an hour earlier', '2026-07-06T13:30:00Z', true],
    ['another weekday', '2026-01-06T14:30:00Z', false],
  ])('in New York: %s', (_, at, expected) => {
    expect(holds({ window: morning }, {}, at)).toBe(expected);
  });

  it('counts the weekday of New York, not of London', () => {
    const evening = { fromSecond: 0, toSecond: 86_400, weekdays: weekdays('FRI') };
    expect(holds({ window: evening }, {}, '2026-01-03T03:00:00Z')).toBe(true);
    expect(holds({ window: evening }, {}, '2026-01-03T05:00:00Z')).toBe(false);
  });
});

it('leaves out rules that are switched off, and keeps the order of the others', () => {
  const rules = [ruleOf({ name: 'a' }), ruleOf({ name: 'off', isEnabled: false }), ruleOf({ name: 'b' })];
  const names = matchingRules(rules, planInputOf(orderOf(), VIEW)).map((rule) => rule.name);
  expect(names).toEqual(['a', 'b']);
});
