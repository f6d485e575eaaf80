import fc from 'fast-check';
import { expect, it } from 'vitest';
import { failuresAmong, NO_OUTCOMES, type Outcome, type Outcomes, withOutcome } from './circuit-window.ts';

const KEPT = 100;
const KEPT_US = 300_000_000;
const listOf = ({ log, from, to }: Outcomes) => log.slice(from, to);
const outcome = fc.record({
  atUs: fc.integer({ min: 0, max: 10_000_000 }),
  isFailure: fc.boolean(),
  isSlow: fc.boolean(),
});

it('outcomes are the last hundred of the last five minutes, and those before stay what they were', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(outcome, fc.nat({ max: 9 })), { maxLength: 400 }), (steps) => {
      const made: { readonly is: Outcomes; readonly list: readonly Outcome[] }[] = [{ is: NO_OUTCOMES, list: [] }];
      let atUs = 0;
      for (const [{ atUs: pauseUs, ...seen }, back] of steps) {
        atUs += pauseUs;
        // Mostly after the newest, and now and then after one of before.
        const before = made.at(back < 8 ? -1 : -Math.min(made.length, back));
        if (before === undefined) return;
        const latest = { ...seen, atUs };
        const list = [...before.list.filter((each) => each.atUs >= atUs - KEPT_US).slice(1 - KEPT), latest];
        made.push({ is: withOutcome(before.is, latest), list });
      }
      for (const { is, list } of made) {
        expect(listOf(is)).toEqual(list);
        expect(failuresAmong(is)).toBe(list.filter(({ isFailure }) => isFailure).length);
      }
    }),
  );
});

it('a long run of outcomes holds no more than twice what counts', () => {
  let outcomes = NO_OUTCOMES;
  for (let atUs = 0; atUs < 10_000; atUs += 1)
    outcomes = withOutcome(outcomes, { atUs, isFailure: false, isSlow: false });
  expect(outcomes.log.length).toBeLessThanOrEqual(2 * KEPT + 1);
});
