import { expect, it } from 'vitest';
import { ORDEALS } from './ordeals.ts';
import { readOrdealWish } from './wish.ts';

const read = (words: string) => readOrdealWish(words.split(' ').filter(Boolean), ORDEALS);

it('reads which ordeals are asked for, and what is set of them', () => {
  expect(read('kills fuzz')).toEqual({ names: ['kills', 'fuzz'], env: {}, isLook: false });
  const seeds = { FAIRLEAD_SIMULATION_SEEDS: '20' };
  expect(read('simulate --seeds 20')).toEqual({ names: ['simulate'], env: seeds, isLook: false });
  expect(read('page')).toEqual({ names: ['page'], env: {}, isLook: false });
  const seed = { FAIRLEAD_SIMULATION_SEED: '7' };
  expect(read('simulate --seed 7')).toEqual({ names: ['simulate'], env: seed, isLook: true });
});

it.each([
  ['', 'which ordeal? there are: kills'],
  ['flood', "no ordeal 'flood'; there are: kills"],
  ['kills --seeds 3', "no setting '--seeds' of kills"],
  ['simulate --seeds', "--seeds needs a whole number, not ''"],
  ['simulate --seeds many', "--seeds needs a whole number, not 'many'"],
])('refuses %j', (words, reason) => {
  expect(() => read(words)).toThrow(reason);
});
