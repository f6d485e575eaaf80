import { describe, expect, it } from 'vitest';
import { BELIEFS_HOLD, FrozenBeliefs } from './frozen-beliefs.ts';
import { type BeliefPart, beliefOf } from './view-parts.ts';

const START_US = 1_767_366_000_000_000;

/** Beliefs that count how often they were made. */
function counted() {
  let made = 0;
  const frozen = new FrozenBeliefs();
  const make = (): BeliefPart => {
    made += 1;
    return { venues: [] };
  };
  return { frozen, at: (us: number) => frozen.at(START_US + us, make), made: () => made };
}

describe('the beliefs of an instrument', () => {
  it('are the same to every plan until a quarter of a second has passed', () => {
    const beliefs = counted();
    const first = beliefs.at(0);
    expect(beliefs.at(BELIEFS_HOLD.us - 1)).toBe(first);
    expect(beliefs.at(BELIEFS_HOLD.us)).not.toBe(first);
    expect(beliefs.made()).toBe(2);
  });

  it('are made anew after twenty observations, and then after twenty more', () => {
    const beliefs = counted();
    beliefs.at(0);
    for (let seen = 1; seen <= 40; seen++) {
      beliefs.frozen.observed();
      beliefs.at(1);
      expect(beliefs.made()).toBe(seen < 20 ? 1 : seen < 40 ? 2 : 3);
    }
  });

  it('are made anew after a miss, but not at once', () => {
    const beliefs = counted();
    beliefs.at(0);
    beliefs.frozen.observed(true);
    beliefs.at(BELIEFS_HOLD.missedUs - 1);
    expect(beliefs.made()).toBe(1);
    beliefs.at(BELIEFS_HOLD.missedUs);
    expect(beliefs.made()).toBe(2);
    beliefs.frozen.observed();
    beliefs.at(2 * BELIEFS_HOLD.missedUs);
    expect(beliefs.made()).toBe(2);
  });

  it('are made anew where the clock was set back', () => {
    const beliefs = counted();
    beliefs.at(0);
    beliefs.at(-1);
    expect(beliefs.made()).toBe(2);
  });

  it('are whole at the scale of records, so that a plan reads what is recorded', () => {
    const expected = { latencyUs: 320.4, fillRate: 1 / 3, observations: 2 / 3, hidden: [] };
    expect(beliefOf(expected, { bidOutflow: 1 / 7, askOutflow: 2 / 7 })).toEqual({
      latencyUs: 320,
      fillRate: 0.333333,
      observations: 0.666667,
      hidden: [],
      bidOutflow: 0.143,
      askOutflow: 0.286,
    });
  });
});
