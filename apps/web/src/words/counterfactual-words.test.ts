import { describe, expect, it } from 'vitest';
import { againstAsked, fillWords, type PlanFigures } from './counterfactual-words';

const plan = (fills: number | null, costBps: number | null = 1): PlanFigures => ({ sends: true, fills, costBps });
const ASKED = plan(480, 1.2);

describe('a plan beside the one that was asked for', () => {
  it.each<[string, PlanFigures, PlanFigures, string]>([
    ['cheaper for as much', plan(480, 0.8), ASKED, 'fills as much, costs 0.40 bps less'],
    ['dearer for as much', plan(480, 1.5), ASKED, 'fills as much, costs 0.30 bps more'],
    ['a rebate against a cost', plan(480, -0.3), ASKED, 'fills as much, costs 1.50 bps less'],
    ['equal to what is shown', plan(480, 1.204), ASKED, 'fills as much at the same cost'],
    ['far cheaper for less', plan(200, -5), ASKED, 'fills 280 less, so its cost is not compared'],
    ['cheaper for hardly less', plan(479.5, 0.1), ASKED, 'fills 0.5 less, so its cost is not compared'],
    ['dearer for more', plan(500, 1.6), ASKED, 'fills 20 more, costs 0.40 bps more a unit'],
    ['cheaper for more', plan(500, 1), ASKED, 'fills 20 more, costs 0.20 bps less a unit'],
    ['as dear for more', plan(500, 1.2), ASKED, 'fills 20 more at the same cost'],
    ['one that only waits', plan(null, null), ASKED, 'fills nothing at once: it waits'],
    [
      'one beside a plan that waits',
      plan(200),
      plan(null, null),
      'fills 200 of 500 at once, where the asked plan waits',
    ],
    ['both wait', plan(null, null), plan(null, null), 'fills nothing at once: it waits'],
    ['one that sends nothing', { sends: false, fills: null, costBps: null }, ASKED, 'sends nothing'],
  ])('is told of %s', (_, each, asked, words) => {
    expect(againstAsked(each, asked, 500)).toBe(words);
  });

  it('says how much of the whole it fills, as fine as it is known', () => {
    expect(fillWords(200, 500)).toBe('200 of 500');
    expect(fillWords(null, 500)).toBe('0 of 500');
    expect(fillWords(123_456, 123_456)).toBe('123,456 of 123,456');
    expect(fillWords(123_332.544, 123_456)).toBe('123,300 of 123,456');
    expect(fillWords(2.4025, 2.5)).toBe('2.402 of 2.5');
  });
});
