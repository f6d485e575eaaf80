import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, ownLatencyUs, ownRoundTripUs, sharedDelay } from './pace.ts';

const NONE = { delayUs: 0, spreadUs: 0 };
const times = (count: number, us: number) => Array.from({ length: count }, () => us);

describe('what all venues share', () => {
  it.each<[string, number[], { delayUs: number; spreadUs: number }]>([
    ['nothing, where each is as ever', times(8, 0), NONE],
    ['nothing, where one of them is slow', [9_000, ...times(8, 0)], NONE],
    ['nothing, where all are faster', times(8, -300), { delayUs: 0, spreadUs: 300 }],
    ['their delay, where all are late', times(8, 3_000), { delayUs: 3_000, spreadUs: 0 }],
    ['nothing that could be told, where they are few', times(5, 9_000), NONE],
  ])('is %s', (_, laterUs, shared) => {
    expect(sharedDelay(laterUs)).toEqual(shared);
  });

  it('is moved by no minority of slow venues', () => {
    const ordinary = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 6, maxLength: 30 });
    const slow = fc.array(fc.integer({ min: 4_000, max: 9_000_000 }), { maxLength: 3 });
    fc.assert(
      fc.property(ordinary, slow, (usual, late) => {
        const { delayUs, spreadUs } = sharedDelay([...usual, ...late]);
        expect([delayUs <= 100, spreadUs <= 200]).toEqual([true, true]);
        for (const us of late) expect(ownLatencyUs(us, { delayUs, spreadUs })).toBeGreaterThanOrEqual(us - 1_100);
      }),
    );
  });
});

describe('a round trip', () => {
  it.each([
    [1_000, 0, 1_000],
    [1_000, 200, 800],
    [1_000, 500, 500],
    [1_000, 501, null],
    [0, 0, 0],
    [0, 1, null],
  ])('that is read after %d us, of which %d may be lag, is %s of the venue', (readAfterUs, lagUs, ownUs) => {
    expect(ownRoundTripUs(readAfterUs, lagUs)).toBe(ownUs);
  });
});

it('takes the lower one of two in the middle, and 0 of none', () => {
  expect([median([5, 1, 9]), median([4, 1, 9, 5]), median([])]).toEqual([5, 4, 0]);
});
