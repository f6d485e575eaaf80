import { routingRule } from '@fairlead/contracts/rules';
import { describe, expect, it } from 'vitest';
import { checkForms, faultAt } from './rule-faults';
import { emptyForm, formOf, inputOf, moved, nextPriority } from './rule-form';

const FULL = routingRule.parse({
  ...{ rule_name: 'all of it', priority: 7, enabled: false, instrument_pattern: 'A*', client_id: 'DEMO' },
  ...{ side: 'SELL_SHORT', order_type: 'STOP_LIMIT', venue_preferences: ['ARCX', 'XNYS'] },
  order_size_range: { min: '0.00000001', max: '123456789012' },
  time_conditions: { from: '09:30', to: '24:00', weekdays: ['SAT'] },
  routing_logic: {
    ...{ objective: 'SMART', mode: 'SWEEP', sourcing: 'LIT_ONLY', urgency: 0.25, exclude_venues: ['BATS'] },
    venue_caps: [
      { venue_id: 'EDGX', max_quantity: '5', max_share: '0.075' },
      { venue_id: 'IEXG', max_share: '1' },
    ],
    max_venue_split: 2,
    constraints: { max_fee: '0.0030', min_fill_rate: 0.2, max_latency_ms: 1.5, max_impact_bps: 10 },
  },
});
const BARE = routingRule.parse({ rule_name: 'bare', priority: 1, routing_logic: { exclude_venues: ['XNYS'] } });
const known = () => true;
const form = (said: object) => ({ ...emptyForm('1', 10), name: 'one', excludes: ['XNYS'], ...said });

describe('what is stored', () => {
  it.each([FULL, BARE])('goes through the form unchanged: $rule_name', (rule) => {
    expect(routingRule.parse(inputOf(formOf(rule, 'k')))).toEqual(rule);
    expect(checkForms([formOf(rule, 'k')], known)).toEqual({ rules: [rule], faults: [] });
  });

  it('shows shares in percent, exactly', () => {
    const { caps, minFillPercent } = formOf(FULL, 'k');
    expect([caps.map((cap) => cap.maxPercent), minFillPercent]).toEqual([['7.5', '100'], '20']);
  });
});

describe('what is typed wrongly is said at its field', () => {
  it.each([
    [{ name: ' ' }, 'rule_name', 'TOO_SMALL'],
    [{ pattern: '' }, 'instrument_pattern', 'INVALID_FORMAT'],
    [{ minSize: 'many' }, 'order_size_range.min', 'SIZE_RANGE_INVALID'],
    [{ minSize: '5', maxSize: '4' }, 'order_size_range', 'SIZE_RANGE_INVALID'],
    [{ window: { from: '16:00', to: '09:30', weekdays: ['MON'] } }, 'time_conditions', 'TIME_WINDOW_INVALID'],
    [{ window: { from: '', to: '09:30', weekdays: ['MON'] } }, 'time_conditions.from', 'TIME_WINDOW_INVALID'],
    [{ excludes: ['NOPE'] }, 'routing_logic.exclude_venues.0', 'UNKNOWN_VENUE'],
    [{ prefers: ['XNYS'] }, 'venue_preferences.0', 'VENUE_PREFERRED_AND_EXCLUDED'],
    [
      { caps: [{ venueId: 'ARCX', maxQuantity: '', maxPercent: '101' }] },
      'routing_logic.venue_caps.0.max_share',
      'CAP_INVALID',
    ],
    [{ caps: [{ venueId: 'ARCX', maxQuantity: '', maxPercent: '' }] }, 'routing_logic.venue_caps.0', 'CAP_INVALID'],
    [{ urgency: '2' }, 'routing_logic.urgency', 'URGENCY_INVALID'],
    [{ maxSplit: '0' }, 'routing_logic.max_venue_split', 'TOO_SMALL'],
    [{ minFillPercent: '120' }, 'routing_logic.constraints.min_fill_rate', 'CONSTRAINT_INVALID'],
    [{ excludes: [] }, 'routing_logic', 'WITHOUT_EFFECT'],
  ])('%j', (said, path, code) => {
    const { faults } = checkForms([form(said)], (venueId) => venueId !== 'NOPE');
    expect(faults).toMatchObject([{ index: 0, path, code }]);
    expect(faults[0]?.says).toMatch(/^[A-Z].*\.$|^a cap|^from|^max_fee/i);
  });

  it('also between rules', () => {
    const { faults } = checkForms([form({}), form({ priority: 20 })], known);
    expect(faults).toMatchObject([{ index: 1, path: 'rule_name', code: 'NAME_REPEATED' }]);
  });

  it('what the router says is read in the same way', () => {
    expect(faultAt('rules.3.client_id', 'UNKNOWN_CLIENT', 'no')).toEqual([
      { index: 3, path: 'client_id', code: 'UNKNOWN_CLIENT', says: 'no' },
    ]);
    expect(faultAt('reason', 'TOO_BIG', 'no')).toEqual([]);
  });
});

it('a rule that is moved changes places and priorities with its neighbour', () => {
  const forms = [form({ key: 'a', priority: 5 }), form({ key: 'b', priority: 7 })];
  expect(moved(forms, 1, -1).map(({ key, priority }) => [key, priority])).toEqual([
    ['b', 5],
    ['a', 7],
  ]);
  expect(moved(forms, 0, -1)).toBe(forms);
  expect(nextPriority(forms)).toBe(17);
  expect(nextPriority([])).toBe(10);
});
