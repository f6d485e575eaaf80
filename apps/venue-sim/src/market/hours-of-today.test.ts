import { marketPhaseAt } from '@fairlead/core/market/session';
import { expect, test } from 'vitest';
import { readEnv } from '../env.ts';
import { daysWith } from './hours-of-today.ts';

const us = (iso: string) => Date.parse(iso) * 1_000;
const phaseAt = (iso: string, hours: string, startedAt = '2026-11-30T08:00:00Z') =>
  marketPhaseAt(
    'EQUITY',
    us(iso),
    daysWith(readEnv({ VENUE_SIM_STOCKS_TODAY: hours }).VENUE_SIM_STOCKS_TODAY, us(startedAt)),
  );

test.each([
  ['2026-11-30T08:29:59Z', 'PRE_OPEN'],
  ['2026-11-30T08:30:00Z', 'REGULAR'],
  ['2026-11-30T08:44:30Z', 'CLOSED'],
  ['2026-12-01T15:00:00Z', 'REGULAR'],
])('with hours of 03:30 to 03:44:30 for today, stocks are at %s %s', (at, phase) => {
  expect(phaseAt(at, '03:30-03:44:30')).toBe(phase);
});

test('a day on which the market rests can be given hours', () => {
  expect(phaseAt('2026-12-25T09:00:00Z', '03:30-05:00', '2026-12-25T08:00:00Z')).toBe('REGULAR');
});

test.each(['03:45-03:30', '02:00-05:00', '25:00-26:00', '03:30', '03:30-03:45-04:00', ''])(
  '%j are no hours',
  (hours) => {
    expect(() => readEnv({ VENUE_SIM_STOCKS_TODAY: hours })).toThrow(
      'VENUE_SIM_STOCKS_TODAY: must be like 03:30-03:45',
    );
  },
);
