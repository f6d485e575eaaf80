import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { CorrectedClock, clockDetail } from './clock.ts';

const SECOND_US = 1_000_000;

let wallUs: number;
let monotonicUs: number;
let clock: CorrectedClock;

/** Time passes by both sources; the wall may be set meanwhile. */
function pass(forUs: number, wallIsSetByUs = 0): void {
  monotonicUs += forUs;
  wallUs += forUs + wallIsSetByUs;
}

beforeEach(() => {
  [wallUs, monotonicUs] = [1_800_000_000_000_000, 5];
  clock = new CorrectedClock({ wallUs: () => wallUs, monotonicUs: () => monotonicUs });
});

describe('the router’s clock', () => {
  it('shows the wall’s time', () => {
    pass(123_456);
    expect(clock.nowUs()).toBe(wallUs);
    expect(clock.correct()).toBe(0);
  });

  it('is handed around by itself', () => {
    const { nowUs } = clock;
    expect(nowUs()).toBe(wallUs);
  });

  it('steps forward when the wall is ahead, as after a sleep of the machine', () => {
    pass(SECOND_US, 3_600 * SECOND_US);
    expect(clock.distanceUs).toBe(-3_600 * SECOND_US);
    clock.correct();
    expect(clock.nowUs()).toBe(wallUs);
  });

  it('runs slower by a tenth when the wall was set back, until the wall has caught up', () => {
    pass(SECOND_US, -SECOND_US);
    for (let second = 0; second < 10; second++) {
      clock.correct();
      const before = clock.nowUs();
      pass(SECOND_US);
      expect(clock.nowUs() - before).toBe(900_000);
    }
    expect(Math.abs(clock.correct())).toBeLessThanOrEqual(2_000);
    const before = clock.nowUs();
    pass(SECOND_US);
    expect(clock.nowUs() - before).toBe(SECOND_US);
  });

  it('never goes back, whatever the wall does', () => {
    const steps = fc.array(
      fc.record({
        forUs: fc.integer({ min: 0, max: 5 * SECOND_US }),
        setByUs: fc.integer({ min: -86_400 * SECOND_US, max: 86_400 * SECOND_US }),
        correct: fc.boolean(),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        let last = clock.nowUs();
        for (const { forUs, setByUs, correct } of all) {
          pass(forUs, setByUs);
          if (correct) clock.correct();
          const now = clock.nowUs();
          if (now < last) return false;
          last = now;
        }
        return true;
      }),
    );
  });
});

it.each([
  [1_234, '1.2 ms ahead of the wall clock'],
  [-51_000, '51.0 ms behind the wall clock'],
])('a distance of %i µs is told in health', (distanceUs, says) => {
  expect(clockDetail(distanceUs)).toBe(says);
});
