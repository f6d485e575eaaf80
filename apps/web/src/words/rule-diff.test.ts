import { routingRule } from '@fairlead/contracts/rules';
import { expect, it } from 'vitest';
import { diffCounts, diffRules } from './rule-diff';

const nameOf = (venueId: string) => venueId;
const rule = (rule_name: string, priority: number, said: object = {}) =>
  routingRule.parse({ rule_name, priority, routing_logic: { exclude_venues: ['XNYS'] }, ...said });

it('rules are held against each other by their names: added, removed, changed field by field', () => {
  const before = [rule('stays', 1), rule('changes', 2, { side: 'BUY' }), rule('goes', 3, { client_id: 'DEMO' })];
  const after = [
    rule('stays', 1),
    rule('changes', 5, { order_size_range: { min: '100' }, routing_logic: { exclude_venues: ['ARCX', 'XNYS'] } }),
    rule('comes', 9, { routing_logic: { urgency: 1 } }),
  ];
  const diffs = diffRules(before, after, nameOf);
  expect(diffs.map(({ kind, name }) => [kind, name])).toEqual([
    ['SAME', 'stays'],
    ['CHANGED', 'changes'],
    ['ADDED', 'comes'],
    ['REMOVED', 'goes'],
  ]);
  expect(diffs[1]?.fields).toEqual([
    { id: 'priority', label: 'Priority', before: '2', after: '5' },
    { id: 'size', label: 'Size', before: null, after: '100 or more' },
    { id: 'side', label: 'Side', before: 'Buy', after: null },
    { id: 'excludes', label: 'Never to', before: 'XNYS', after: 'ARCX, XNYS' },
  ]);
  expect(diffs[3]?.fields.map(({ id, after: said }) => [id, said])).toContainEqual(['client', null]);
  expect(diffCounts(diffs)).toEqual({ ADDED: 1, REMOVED: 1, CHANGED: 1, SAME: 1 });
});

it('a rule that does the same under another name was renamed', () => {
  const [diff, ...others] = diffRules([rule('old', 1)], [rule('new', 1)], nameOf);
  expect(others).toEqual([]);
  expect(diff).toMatchObject({ kind: 'CHANGED', fields: [{ id: 'rule_name', before: 'old', after: 'new' }] });
});

it('what is written otherwise and means the same is no difference', () => {
  const first = rule('one', 1, { order_size_range: { min: 100 }, routing_logic: { exclude_venues: ['A', 'B'] } });
  const second = rule('one', 1, { order_size_range: { min: '1e2' }, routing_logic: { exclude_venues: ['B', 'A'] } });
  expect(diffRules([first], [second], nameOf)).toMatchObject([{ kind: 'SAME', fields: [] }]);
});

it('the order in which venues are preferred is a difference', () => {
  const prefer = (venue_preferences: string[]) => [rule('one', 1, { venue_preferences })];
  expect(diffRules(prefer(['A', 'B']), prefer(['B', 'A']), nameOf)[0]?.fields).toMatchObject([
    { id: 'prefers', before: 'A, B', after: 'B, A' },
  ]);
});

it('no fields are lost: each that a rule can say is compared', () => {
  const all = {
    enabled: false,
    instrument_pattern: 'A*',
    order_size_range: { min: '1', max: '2' },
    time_conditions: { from: '09:30', to: '16:00' },
    ...{ client_id: 'DEMO', side: 'SELL', order_type: 'LIMIT', venue_preferences: ['ARCX'] },
    routing_logic: {
      ...{ objective: 'SMART', mode: 'SWEEP', sourcing: 'ANY', urgency: 0.5, exclude_venues: ['BATS'] },
      venue_caps: [{ venue_id: 'EDGX', max_quantity: '5' }],
      max_venue_split: 2,
      constraints: { max_fee: '0.1', min_fill_rate: 0.1, max_latency_ms: 1, max_impact_bps: 1 },
    },
  };
  const bare = routingRule.parse({ rule_name: 'one', priority: 1 });
  const [diff] = diffRules([bare], [rule('one', 2, all)], nameOf);
  expect(diff?.fields.map(({ id }) => id)).toEqual([
    ...['priority', 'enabled', 'instruments', 'size', 'time', 'client', 'side', 'type'],
    ...['excludes', 'caps', 'split', 'max_fee', 'min_fill_rate', 'max_latency_ms', 'max_impact_bps'],
    ...['objective', 'mode', 'sourcing', 'prefers', 'urgency'],
  ]);
});
