import { describe, expect, it } from 'vitest';
import {
  expectationOf,
  fillBelief,
  type Grounds,
  latencyBelief,
  latencyQuantiles,
  meanBelief,
  rateBelief,
} from './venue-belief.ts';
import { learn, noEstimate, type Observation } from './venue-estimate.ts';

const START_US = 1_767_366_000_000_000;
const SECOND_US = 1_000_000;
const TYPICAL_US = 400;

/** A venue of which two instruments are looked at; what one shows, the venue shows. */
function venueOfTwo() {
  const venue = noEstimate();
  const [traded, other] = [noEstimate(), noEstimate()];
  const grounds = (pair: typeof venue): Grounds => ({ pair, venue, typicalLatencyUs: TYPICAL_US });
  const see = (seen: Observation, nowUs: number) => {
    learn(venue, seen, nowUs);
    learn(traded, seen, nowUs);
  };
  return { traded: grounds(traded), other: grounds(other), see };
}
const take = (filledShare: number) => ({ kind: 'TAKE', filledShare, isRejected: false }) as const;
const trip = (latencyUs: number) => ({ kind: 'ROUND_TRIP', latencyUs }) as const;

describe('what is expected of a venue', () => {
  it('is what its settings and the common prior say before it was seen', () => {
    expect(expectationOf(venueOfTwo().traded, START_US)).toEqual({ latencyUs: 400, fillRate: 0.9, observations: 0 });
  });

  it('moves most of the way of a lasting change within 25 children, in the instrument and in its others', () => {
    const { traded, other, see } = venueOfTwo();
    let nowUs = START_US;
    for (let i = 0; i < 500; i++, nowUs += 10_000) for (const seen of [take(0.9), trip(400)]) see(seen, nowUs);
    for (let i = 0; i < 25; i++, nowUs += 10_000) for (const seen of [take(0.45), trip(2_000)]) see(seen, nowUs);
    const [here, there] = [expectationOf(traded, nowUs), expectationOf(other, nowUs)];
    expect(here.fillRate).toBeLessThan(0.65);
    expect(here.latencyUs).toBeGreaterThan(1_500);
    expect(there.fillRate).toBeLessThan(0.8);
    expect(there.latencyUs).toBeGreaterThan(1_200);
    expect(there.fillRate).toBeGreaterThanOrEqual(here.fillRate);
  });

  it('is the ordinary again after five seconds in which nothing was sent there', () => {
    const { traded, see } = venueOfTwo();
    let nowUs = START_US;
    for (let i = 0; i < 500; i++, nowUs += 10_000) for (const seen of [take(0.9), trip(400)]) see(seen, nowUs);
    for (let i = 0; i < 20; i++, nowUs += 10_000) for (const seen of [take(0.1), trip(4_000)]) see(seen, nowUs);
    const later = expectationOf(traded, nowUs + 5 * SECOND_US);
    expect(later.fillRate).toBeGreaterThan(0.85);
    expect(later.latencyUs).toBeLessThan(600);
  });

  it('remembers through silence what a venue ordinarily is', () => {
    const { traded, see } = venueOfTwo();
    let nowUs = START_US;
    for (let i = 0; i < 500; i++, nowUs += 10_000) for (const seen of [take(0.6), trip(900)]) see(seen, nowUs);
    const later = expectationOf(traded, nowUs + 60 * SECOND_US);
    expect(later.fillRate).toBeCloseTo(0.6, 1);
    expect(later.latencyUs).toBeGreaterThan(850);
  });

  it('has at most 6 decimals, so that its record recomputes to the same bytes', () => {
    const { traded, see } = venueOfTwo();
    for (let i = 0; i < 7; i++) for (const seen of [take(1 / 3), trip(1_000 / 3)]) see(seen, START_US + i);
    const { fillRate, latencyUs, observations } = expectationOf(traded, START_US + 123_456);
    expect([fillRate, observations].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([fillRate, observations]);
    expect(Number.isInteger(latencyUs)).toBe(true);
  });
});

describe('an instrument that was hardly seen', () => {
  it('is believed to be as its venue is on average', () => {
    const { traded, other, see } = venueOfTwo();
    for (let i = 0; i < 200; i++) {
      see({ kind: 'FILL', improvementBps: 2, effectiveOverQuoted: 0.5, impactBps: null }, START_US + i);
      see({ kind: 'BLIND', gotAny: i % 2 === 0, isRejected: false }, START_US + i);
    }
    const improvement = (grounds: Grounds) => meanBelief(grounds, 'improvementBps', START_US + 200);
    expect(improvement(other).mean).toBeCloseTo(improvement(traded).mean, 1);
    expect(improvement(other).observations).toBe(0);
    const width = ({ low95, high95 }: { low95: number; high95: number }) => high95 - low95;
    expect(width(improvement(other))).toBeGreaterThan(width(improvement(traded)));
    expect(rateBelief(other, 'hidden', START_US + 200).mean).toBeCloseTo(0.5, 1);
  });
});

describe('beliefs', () => {
  it('always hold their interval around them', () => {
    const { traded, other, see } = venueOfTwo();
    for (let i = 0; i < 30; i++) for (const seen of [take(i % 2), trip(100 * i)]) see(seen, START_US + i * 10_000);
    for (const grounds of [traded, other]) {
      for (const { low95, mean, high95 } of [
        fillBelief(grounds, START_US + 300_000),
        latencyBelief(grounds, START_US + 300_000),
      ]) {
        expect(low95).toBeLessThan(mean);
        expect(mean).toBeLessThan(high95);
      }
    }
  });

  it('take round trips of the venue where the instrument has shown none', () => {
    const { traded, other, see } = venueOfTwo();
    expect(latencyQuantiles(other)).toBeNull();
    for (let i = 0; i < 100; i++) see(trip(i < 98 ? 400 : 4_000), START_US);
    expect(latencyQuantiles(other)).toEqual(latencyQuantiles(traded));
    const quantiles = latencyQuantiles(other);
    expect(quantiles?.p50Us).toBeGreaterThan(330);
    expect(quantiles?.p50Us).toBeLessThan(480);
    expect(quantiles?.p99Us).toBeGreaterThan(3_300);
  });
});
