import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceE8 } from '../money/units.ts';
import { FEE_BOUND_E8, HALF_IMPACT_BPS, HALF_SPEED_US, scoreVenue, type VenueMeasurement } from './scores.ts';

const measured: VenueMeasurement = {
  latencyUs: HALF_SPEED_US,
  fillRate: 0.8,
  observations: 12,
  takeFeeE8: priceE8(0),
  displayedSize: 300,
  bestDisplayedSize: 600,
  impactBps: HALF_IMPACT_BPS,
};
const SCORES = ['liquidityScore', 'speedScore', 'costScore', 'marketImpactScore'] as const;

const measurementArb: fc.Arbitrary<VenueMeasurement> = fc.record({
  latencyUs: fc.double({ min: 0, max: 1e9, noNaN: true }),
  fillRate: fc.double({ min: 0, max: 1, noNaN: true }),
  observations: fc.nat(),
  takeFeeE8: fc.integer({ min: -1_000_000, max: 1_000_000 }).map(priceE8),
  displayedSize: fc.nat(1_000_000),
  bestDisplayedSize: fc.nat(1_000_000),
  impactBps: fc.double({ min: -100, max: 1_000, noNaN: true }),
});

describe('the scores of a venue', () => {
  it('are one half at their reference points', () => {
    expect(scoreVenue(measured)).toEqual({
      liquidityScore: 0.4,
      speedScore: 0.5,
      costScore: 0.5,
      marketImpactScore: 0.5,
      observations: 12,
    });
  });

  it.each<[string, Partial<VenueMeasurement>, keyof VenueMeasurement | (typeof SCORES)[number], number]>([
    ['no time at all', { latencyUs: 0 }, 'speedScore', 1],
    ['three times the reference', { latencyUs: 3 * HALF_SPEED_US }, 'speedScore', 0.25],
    ['the highest fee', { takeFeeE8: priceE8(FEE_BOUND_E8) }, 'costScore', 0],
    ['a fee over the cap', { takeFeeE8: priceE8(FEE_BOUND_E8 * 3) }, 'costScore', 0],
    ['the deepest rebate', { takeFeeE8: priceE8(-FEE_BOUND_E8) }, 'costScore', 1],
    ['a third of the cap', { takeFeeE8: priceE8(100_000) }, 'costScore', 1 / 3],
    ['a move in our favour', { impactBps: -7 }, 'marketImpactScore', 1],
    ['nothing shown anywhere', { displayedSize: 0, bestDisplayedSize: 0 }, 'liquidityScore', 0],
    ['the largest size, surely filled', { displayedSize: 600, fillRate: 1 }, 'liquidityScore', 1],
    ['more than the largest', { displayedSize: 900, fillRate: 0.5 }, 'liquidityScore', 0.5],
  ])('%s', (_, changes, score, value) => {
    expect(scoreVenue({ ...measured, ...changes })).toHaveProperty(score, value);
  });

  it('stay within 0 and 1, whatever was measured', () => {
    fc.assert(
      fc.property(measurementArb, (each) => {
        const scores = scoreVenue(each);
        for (const name of SCORES) {
          expect(scores[name]).toBeGreaterThanOrEqual(0);
          expect(scores[name]).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('never rank the worse venue higher', () => {
    fc.assert(
      fc.property(measurementArb, measurementArb, (a, b) => {
        const worse = scoreVenue({
          ...a,
          latencyUs: Math.max(a.latencyUs, b.latencyUs),
          takeFeeE8: priceE8(Math.max(a.takeFeeE8, b.takeFeeE8)),
          impactBps: Math.max(a.impactBps, b.impactBps),
          fillRate: Math.min(a.fillRate, b.fillRate),
          displayedSize: Math.min(a.displayedSize, b.displayedSize),
        });
        for (const name of SCORES) expect(worse[name]).toBeLessThanOrEqual(scoreVenue(a)[name]);
      }),
    );
  });

  it.each<[Partial<VenueMeasurement>, string]>([
    [{ latencyUs: -1 }, 'latencyUs'],
    [{ latencyUs: Number.NaN }, 'latencyUs'],
    [{ impactBps: Number.POSITIVE_INFINITY }, 'impactBps'],
    [{ displayedSize: -1 }, 'displayedSize'],
    [{ bestDisplayedSize: Number.NaN }, 'bestDisplayedSize'],
    [{ fillRate: Number.NaN }, 'fillRate'],
    [{ observations: -1 }, 'observations'],
  ])('are refused for %j', (changes, name) => {
    expect(() => scoreVenue({ ...measured, ...changes })).toThrow(name);
  });
});
