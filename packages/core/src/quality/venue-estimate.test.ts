import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MARKOUT_HORIZONS } from './settings.ts';
import { fromNumbers, learn, noEstimate, type Observation, toNumbers } from './venue-estimate.ts';

const move = fc.double({ min: -1_000, max: 1_000, noNaN: true });
const observation: fc.Arbitrary<Observation> = fc.oneof(
  fc.record({ kind: fc.constant('ROUND_TRIP' as const), latencyUs: fc.double({ min: 0, max: 1e7, noNaN: true }) }),
  fc.record({
    kind: fc.constant('TAKE' as const),
    filledShare: fc.double({ min: 0, max: 1, noNaN: true }),
    isRejected: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('BLIND' as const), gotAny: fc.boolean(), isRejected: fc.boolean() }),
  fc.record({
    kind: fc.constant('FILL' as const),
    improvementBps: move,
    effectiveOverQuoted: fc.option(move),
    impactBps: fc.option(move),
  }),
  fc.record({
    kind: fc.constant('MARKOUT' as const),
    metric: fc.constantFrom(...MARKOUT_HORIZONS.map(({ metric }) => metric)),
    adverseBps: move,
    isBlind: fc.boolean(),
  }),
);

describe('an estimate', () => {
  it('comes back from its numbers bit for bit, and learns on as if it had never been away', () => {
    fc.assert(
      fc.property(fc.array(observation), fc.array(observation), fc.boolean(), (before, after, isBlindAdverse) => {
        const stayed = noEstimate();
        let nowUs = 1_767_366_000_000_000;
        for (const seen of before) {
          nowUs += 1_234;
          learn(stayed, seen, nowUs);
        }
        stayed.isBlindAdverse = isBlindAdverse;
        const restored = fromNumbers(JSON.parse(JSON.stringify(toNumbers(stayed))));
        expect(restored).toEqual(stayed);
        if (restored === null) return;
        for (const seen of after) {
          nowUs += 77_777;
          learn(stayed, seen, nowUs);
          learn(restored, seen, nowUs);
        }
        expect(toNumbers(restored)).toEqual(toNumbers(stayed));
      }),
    );
  });

  it('does not come from numbers of another layout', () => {
    const numbers = toNumbers(noEstimate());
    expect(fromNumbers(numbers)).toEqual(noEstimate());
    expect(fromNumbers([...numbers, 0])).toBeNull();
    expect(fromNumbers([2, ...numbers.slice(1)])).toBeNull();
    expect(fromNumbers([...numbers.slice(0, -1), Number.NaN])).toBeNull();
    expect(fromNumbers([])).toBeNull();
  });

  it('counts a refusal as nothing filled, and not as a fade', () => {
    const estimate = noEstimate();
    learn(estimate, { kind: 'TAKE', filledShare: 0, isRejected: true }, 1);
    learn(estimate, { kind: 'TAKE', filledShare: 0.25, isRejected: false }, 1);
    const { fill, fade, reject } = estimate.rates;
    expect([fill.trials, reject.trials, fade.trials, fade.hits]).toEqual([
      expect.closeTo(2, 2),
      expect.closeTo(2, 2),
      1,
      1,
    ]);
    expect(fill.hits).toBeCloseTo(0.25, 12);
  });

  it('keeps pings out of what is expected of displayed quotes', () => {
    const estimate = noEstimate();
    learn(estimate, { kind: 'BLIND', gotAny: false, isRejected: false }, 1);
    expect([estimate.rates.fill.trials, estimate.rates.hidden.trials, estimate.children]).toEqual([0, 1, 1]);
  });
});
