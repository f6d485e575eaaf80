import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AssetClass } from '../instrument/instrument.ts';
import { type MarketPhase, marketPhaseAt, sessionAt } from './session.ts';

const us = (iso: string) => Date.parse(iso) * 1_000;
const iso = (timeUs: number) => new Date(timeUs / 1_000).toISOString().slice(0, 16);

describe('the hours of a market', () => {
  it.each<[string, AssetClass, string, MarketPhase]>([
    ['a winter morning before the open', 'EQUITY', '2026-01-05T14:29:59Z', 'PRE_OPEN'],
    ['the open in winter', 'EQUITY', '2026-01-05T14:30:00Z', 'REGULAR'],
    ['the open in summer', 'EQUITY', '2026-07-06T13:30:00Z', 'REGULAR'],
    ['the last second of the day', 'EQUITY', '2026-07-06T19:59:59Z', 'REGULAR'],
    ['the close', 'EQUITY', '2026-07-06T20:00:00Z', 'CLOSED'],
    ['the day after clocks went forward', 'EQUITY', '2026-03-09T13:30:00Z', 'REGULAR'],
    ['the last trading day before that', 'EQUITY', '2026-03-06T14:29:59Z', 'PRE_OPEN'],
    ['a Saturday', 'EQUITY', '2026-01-03T15:00:00Z', 'CLOSED'],
    ['a holiday', 'EQUITY', '2026-11-26T15:00:00Z', 'CLOSED'],
    ['a holiday that is kept on the Friday before', 'EQUITY', '2026-07-03T15:00:00Z', 'CLOSED'],
    ['before an early close', 'EQUITY', '2026-11-27T17:59:59Z', 'REGULAR'],
    ['an early close', 'EQUITY', '2026-11-27T18:00:00Z', 'CLOSED'],
    ['the last second of an FX week', 'FX', '2026-01-09T21:59:59Z', 'REGULAR'],
    ['the end of an FX week', 'FX', '2026-01-09T22:00:00Z', 'CLOSED'],
    ['a Sunday before FX opens', 'FX', '2026-01-11T21:59:59Z', 'PRE_OPEN'],
    ['the start of an FX week', 'FX', '2026-01-11T22:00:00Z', 'REGULAR'],
    ['an equity holiday in FX', 'FX', '2026-11-26T15:00:00Z', 'REGULAR'],
    ['a Sunday in crypto', 'CRYPTO', '2026-01-11T03:00:00Z', 'REGULAR'],
  ])('%s', (_, assetClass, at, phase) => {
    expect(marketPhaseAt(assetClass, us(at))).toBe(phase);
  });

  it.each<[string, AssetClass, string, string, string]>([
    ['goes on till its close', 'EQUITY', '2026-01-05T15:00:00Z', '2026-01-05T14:30', '2026-01-05T21:00'],
    ['is the next one over a long weekend', 'EQUITY', '2026-01-16T21:00:00Z', '2026-01-20T14:30', '2026-01-20T21:00'],
    ['is the Monday’s on a Sunday evening in FX', 'FX', '2026-01-11T23:00:00Z', '2026-01-11T22:00', '2026-01-12T22:00'],
    ['turns at 17:00 in New York', 'FX', '2026-07-07T21:00:00Z', '2026-07-07T21:00', '2026-07-08T21:00'],
    ['is a UTC day', 'CRYPTO', '2026-01-11T23:59:59Z', '2026-01-11T00:00', '2026-01-12T00:00'],
  ])('a session %s', (_, assetClass, at, opens, closes) => {
    const session = sessionAt(assetClass, us(at));
    expect([iso(session.opensAtUs), iso(session.closesAtUs)]).toEqual([opens, closes]);
  });

  it('counts the equity days of each year that the calendar holds', () => {
    expect([2025, 2026, 2027].map(equityDaysOf)).toEqual([250, 251, 251]);
  });

  it('always names a session that has not ended, and stays the same until it ends', () => {
    const at = fc.integer({ min: us('2025-01-01T00:00:00Z'), max: us('2028-12-31T00:00:00Z') });
    fc.assert(
      fc.property(fc.constantFrom<AssetClass>('EQUITY', 'FX', 'CRYPTO'), at, (assetClass, timeUs) => {
        const session = sessionAt(assetClass, timeUs);
        expect(session.closesAtUs).toBeGreaterThan(timeUs);
        expect(sessionAt(assetClass, session.closesAtUs - 1)).toEqual(session);
        expect(sessionAt(assetClass, session.opensAtUs)).toEqual(session);
        expect(sessionAt(assetClass, session.closesAtUs).opensAtUs).toBeGreaterThanOrEqual(session.closesAtUs);
      }),
      { numRuns: 2_000 },
    );
  });
});

function equityDaysOf(year: number): number {
  let days = 0;
  let at = us(`${year}-01-01T12:00:00Z`);
  for (;;) {
    const session = sessionAt('EQUITY', at);
    if (session.opensAtUs >= us(`${year + 1}-01-01T00:00:00Z`)) return days;
    days += 1;
    at = session.closesAtUs;
  }
}
