import { expect, it } from 'vitest';
import { VenueStanding } from './venue-standing.ts';

const FILLS = { mean: 0.9, low95: 0.8, high95: 1, observations: 100 };
const quick = {
  circuit: 'CLOSED',
  latencyUs: 1_000,
  typicalLatencyUs: 1_000,
  fillRate: FILLS,
  expectedFill: 1,
} as const;

it('is offline without a session, whatever was measured', () => {
  const standing = new VenueStanding();
  expect([standing.status, standing.setConnected(true), standing.status]).toEqual(['OFFLINE', true, 'ACTIVE']);
  expect([standing.setConnected(true), standing.setConnected(false), standing.status]).toEqual([
    false,
    true,
    'OFFLINE',
  ]);
});

it('is offline while its circuit is open, and of itself as it was measured', () => {
  const standing = new VenueStanding();
  standing.setConnected(true);
  expect(standing.measure({ ...quick, circuit: 'OPEN', latencyUs: 5_000 })).toBe(true);
  expect([standing.status, standing.statusOfItself]).toEqual(['OFFLINE', 'SLOW']);
  expect([standing.measure({ ...quick, circuit: 'HALF_OPEN' }), standing.status]).toEqual([true, 'ACTIVE']);
});

it('tells a change of what is shown, and only that', () => {
  const standing = new VenueStanding();
  expect(standing.measure({ ...quick, latencyUs: 5_000 })).toBe(false);
  standing.setConnected(true);
  expect([standing.status, standing.measure(quick), standing.measure(quick)]).toEqual(['SLOW', true, false]);
});

it('shows the worse of what a person says and what is measured, until the person takes it back', () => {
  const standing = new VenueStanding();
  standing.setConnected(true);
  standing.setSaid('RESTRICTED');
  expect([standing.measure({ ...quick, latencyUs: 5_000 }), standing.status]).toEqual([false, 'RESTRICTED']);
  standing.setSaid('ACTIVE');
  expect(standing.status).toBe('SLOW');
  standing.setSaid(null);
  expect([standing.status, standing.measure(quick), standing.status]).toEqual(['SLOW', true, 'ACTIVE']);
});
