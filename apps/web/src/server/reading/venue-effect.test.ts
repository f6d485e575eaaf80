import { expect, it } from 'vitest';
import { flowAt } from './venue-effect';

const part = (venue_id: string, instrument_id: string, count: number) => ({ venue_id, instrument_id, count });

it('the share of a venue is that of all its instruments, and the others are named with the most first', () => {
  const parts = [
    part('A', 'KO', 9),
    part('B', 'F', 7),
    part('A', 'F', 4),
    part('C', 'F', 3),
    part('D', 'F', 3),
    part('E', 'F', 1),
  ];
  expect(flowAt('B', { children: 27, parts, isWhole: true })).toEqual({
    ...{ children: 27, here: 7, is_whole: true, instrument_id: 'F' },
    others: [
      { venue_id: 'A', children: 13 },
      { venue_id: 'C', children: 3 },
      { venue_id: 'D', children: 3 },
    ],
  });
  expect(flowAt('A', { children: 27, parts, isWhole: false })).toMatchObject({ here: 13, instrument_id: 'KO' });
});

it('a venue to which nothing was sent had none of it', () => {
  expect(flowAt('X', { children: 0, parts: [], isWhole: true })).toMatchObject({
    here: 0,
    others: [],
    instrument_id: null,
  });
});
