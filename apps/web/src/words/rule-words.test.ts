import { routingRule } from '@fairlead/contracts/rules';
import { describe, expect, it } from 'vitest';
import { forbidWords, matchWords, ruleSentence, shareWords, sizeWords, timeWords, wishWords } from './rule-words';
import { namesIn } from './venue-words';

const nameOf = namesIn([{ venue_id: 'XNYS', venue_name: 'NYSE' }]);
const rule = (said: object) => routingRule.parse({ rule_name: 'a rule', priority: 1, ...said });

describe('which orders a rule is about', () => {
  it.each([
    [{}, 'Every order'],
    [{ side: 'BUY', order_type: 'MARKET' }, 'Buy market orders'],
    [{ side: 'SELL_SHORT' }, 'Short orders'],
    [{ instrument_pattern: 'A*' }, 'Every order in instruments like A*'],
    [{ instrument_pattern: 'AAPL', client_id: 'DEMO' }, 'Every order in AAPL of client DEMO'],
    [{ order_size_range: { min: 1000 } }, 'Every order of 1,000 or more'],
    [
      { order_type: 'MIDPOINT_PEG', time_conditions: { from: '09:30', to: '10:00' } },
      'Mid peg orders at 09:30–10:00 ET, Mon to Fri',
    ],
  ])('%j is said as %s', (said, words) => expect(matchWords(rule(said))).toBe(words));

  it('keeps every digit of a size', () => {
    expect(sizeWords(rule({ order_size_range: { min: '0.00000001', max: '123456789012.12345678' } }))).toBe(
      '0.00000001 to 123,456,789,012.12345678',
    );
    expect(sizeWords(rule({}))).toBeNull();
  });

  it('names days one by one where they are no run', () => {
    const on = (weekdays: string[]) => timeWords(rule({ time_conditions: { from: '00:00', to: '24:00', weekdays } }));
    expect(on(['FRI', 'MON'])).toBe('00:00–24:00 ET, Mon and Fri');
    expect(on(['WED', 'MON', 'TUE'])).toBe('00:00–24:00 ET, Mon to Wed');
    expect(on(['SUN'])).toBe('00:00–24:00 ET, Sun');
  });
});

it.each([
  ['0.5', '50 %'],
  ['1', '100 %'],
  ['0.075', '7.5 %'],
  ['0.000001', '0.0001 %'],
])('a share of %s is %s', (share, words) => expect(shareWords(share)).toBe(words));

it('what a rule forbids is said apart from what it wishes', () => {
  const full = rule({
    venue_preferences: ['ARCX', 'XNYS'],
    routing_logic: {
      exclude_venues: ['XNYS'],
      venue_caps: [{ venue_id: 'BATS', max_quantity: 1000, max_share: '0.5' }],
      max_venue_split: 3,
      constraints: { max_fee: '0.003', min_fill_rate: 0.2, max_latency_ms: 20, max_impact_bps: 10 },
      objective: 'LOWEST_COST',
      mode: 'SWEEP',
      sourcing: 'LIT_ONLY',
      urgency: 0.25,
    },
  });
  expect(forbidWords(full, nameOf)).toEqual([
    'never to NYSE · XNYS',
    'BATS at most 50 % of an order, and 1,000',
    'only 3 venues at most, fees up to 0.003 a unit, venues that fill 20.0\u00a0% or more, venues that answer within 20 ms and an impact up to 10 bps',
  ]);
  expect(wishWords(full, nameOf)).toEqual([
    'the objective lowest cost',
    'the mode sweep',
    'lit venues only',
    'first ARCX and NYSE · XNYS',
    'an urgency of 0.25',
  ]);
});

it('a rule reads as a sentence', () => {
  const said = { side: 'BUY', routing_logic: { exclude_venues: ['XNYS'], objective: 'SMART' } };
  expect(ruleSentence(rule(said), nameOf)).toBe(
    'Buy orders: never to NYSE · XNYS; unless it says otherwise the objective smart.',
  );
});

it('a rule that neither forbids nor wishes anything says that it does not', () => {
  expect(ruleSentence(rule({}), namesIn([]))).toBe('Every order: nothing is said yet.');
});
