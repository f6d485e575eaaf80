import { describe, expect, it } from 'vitest';
import { type RuleRequest, validateRules } from './validate-rules.ts';

const hasVenue = (venueId: string) => ['XNYS', 'ARCX', 'BATS'].includes(venueId);

function requestOf(changes: Partial<RuleRequest> = {}): RuleRequest {
  return {
    name: 'a rule',
    priority: 1,
    isEnabled: true,
    instrumentPattern: '*',
    minSize: null,
    maxSize: null,
    window: null,
    clientId: null,
    side: null,
    orderType: null,
    venuePreferences: [],
    excludeVenues: ['BATS'],
    venueCaps: [],
    maxVenueSplit: null,
    objective: null,
    mode: null,
    sourcing: null,
    urgency: null,
    constraints: null,
    ...changes,
  };
}

const cap = (maxQuantity: string | null, maxShare: string | null, venueId = 'XNYS') => ({
  venueId,
  maxQuantity,
  maxShare,
});
const window = (from: string, to: string) => ({ from, to, weekdays: ['MON'] as const });
const constraints = { maxFee: null, minFillRate: null, maxLatencyMs: null, maxImpactBps: null };

describe('rules that are sound', () => {
  it('come out by priority, their numbers exact', () => {
    const proved = validateRules(
      [
        requestOf({ name: 'later', priority: 20 }),
        requestOf({
          name: 'sooner',
          priority: 10,
          minSize: '0.00000001',
          maxSize: '999999999999.99999999',
          window: window('09:30', '24:00'),
          venueCaps: [cap('1500', '0.29')],
          constraints: { ...constraints, maxFee: '-0.0005' },
        }),
      ],
      hasVenue,
    );
    expect(proved).toMatchObject({
      ok: true,
      value: [
        {
          name: 'sooner',
          match: {
            minSizeE8: 1n,
            maxSizeE8: 99_999_999_999_999_999_999n,
            window: { fromSecond: 34_200, toSecond: 86_400 },
          },
          effects: {
            venueCaps: [{ venueId: 'XNYS', maxQuantityE8: 150_000_000_000n, maxSharePpm: 290_000 }],
            constraints: { maxFeeE8: -50_000 },
          },
        },
        { name: 'later' },
      ],
    });
  });

  it('may be none at all', () => {
    expect(validateRules([], hasVenue)).toEqual({ ok: true, value: [] });
  });
});

it.each<[string, Partial<RuleRequest>, string, string]>([
  ['a size that is no plain decimal', { minSize: '1e3' }, 'order_size_range.min', 'SIZE_RANGE_INVALID'],
  ['a size of 13 digits', { maxSize: '1000000000000' }, 'order_size_range.max', 'SIZE_RANGE_INVALID'],
  ['a range upside down', { minSize: '2', maxSize: '1.99999999' }, 'order_size_range', 'SIZE_RANGE_INVALID'],
  ['a time that is none', { window: window('9:30', '10:00') }, 'time_conditions.from', 'TIME_WINDOW_INVALID'],
  ['a time past the day', { window: window('09:30', '24:01') }, 'time_conditions.to', 'TIME_WINDOW_INVALID'],
  ['a window over midnight', { window: window('22:00', '02:00') }, 'time_conditions', 'TIME_WINDOW_INVALID'],
  [
    'a window on no day',
    { window: { from: '09:30', to: '10:00', weekdays: [] } },
    'time_conditions.weekdays',
    'TIME_WINDOW_INVALID',
  ],
  ['an unknown venue', { excludeVenues: ['NOPE'] }, 'routing_logic.exclude_venues.0', 'UNKNOWN_VENUE'],
  ['an unknown preference', { venuePreferences: ['NOPE'] }, 'venue_preferences.0', 'UNKNOWN_VENUE'],
  ['both at once', { venuePreferences: ['BATS'] }, 'venue_preferences.0', 'VENUE_PREFERRED_AND_EXCLUDED'],
  [
    'an unknown capped venue',
    { venueCaps: [cap('1', null, 'NOPE')] },
    'routing_logic.venue_caps.0.venue_id',
    'UNKNOWN_VENUE',
  ],
  ['a cap of nothing', { venueCaps: [cap(null, null)] }, 'routing_logic.venue_caps.0', 'CAP_INVALID'],
  ['a cap of zero', { venueCaps: [cap('0', null)] }, 'routing_logic.venue_caps.0.max_quantity', 'CAP_INVALID'],
  ['a share over one', { venueCaps: [cap(null, '1.000001')] }, 'routing_logic.venue_caps.0.max_share', 'CAP_INVALID'],
  [
    'a share too precise',
    { venueCaps: [cap(null, '0.0000001')] },
    'routing_logic.venue_caps.0.max_share',
    'CAP_INVALID',
  ],
  [
    'a venue capped twice',
    { venueCaps: [cap('1', null), cap('2', null)] },
    'routing_logic.venue_caps.1.venue_id',
    'CAP_INVALID',
  ],
  ['a division', { mode: 'MANUAL' }, 'routing_logic.mode', 'MODE_NOT_ALLOWED'],
  ['an urgency over one', { urgency: 1.01 }, 'routing_logic.urgency', 'URGENCY_INVALID'],
  ['an urgency that is no number', { urgency: Number.NaN }, 'routing_logic.urgency', 'URGENCY_INVALID'],
  [
    'a fee that is no decimal',
    { constraints: { ...constraints, maxFee: 'x' } },
    'routing_logic.constraints.max_fee',
    'CONSTRAINT_INVALID',
  ],
  [
    'a rate over one',
    { constraints: { ...constraints, minFillRate: 2 } },
    'routing_logic.constraints.min_fill_rate',
    'CONSTRAINT_INVALID',
  ],
  [
    'a latency of nothing',
    { constraints: { ...constraints, maxLatencyMs: 0 } },
    'routing_logic.constraints.max_latency_ms',
    'CONSTRAINT_INVALID',
  ],
  ['no effect', { excludeVenues: [] }, 'routing_logic', 'WITHOUT_EFFECT'],
])('refuses %s', (_, changes, field, code) => {
  expect(validateRules([requestOf(changes)], hasVenue)).toEqual({
    ok: false,
    error: [{ path: `rules.0.${field}`, code }],
  });
});

it('names every fault of every rule', () => {
  const refused = validateRules([requestOf(), requestOf({ urgency: -1 })], hasVenue);
  expect(refused).toEqual({
    ok: false,
    error: [
      { path: 'rules.1.rule_name', code: 'NAME_REPEATED' },
      { path: 'rules.1.priority', code: 'PRIORITY_REPEATED' },
      { path: 'rules.1.routing_logic.urgency', code: 'URGENCY_INVALID' },
    ],
  });
});
