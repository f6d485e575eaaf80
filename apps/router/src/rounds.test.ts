import { expect, it } from 'vitest';
import { oneAtATime } from './rounds.ts';

it('work that is asked for while it runs runs once more after, however often it was asked for', async () => {
  const ends: (() => void)[] = [];
  let begun = 0;
  const ask = oneAtATime(
    () =>
      new Promise((resolve) => {
        begun += 1;
        ends.push(resolve);
      }),
  );
  const end = async () => {
    ends.shift()?.();
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  ask();
  for (let times = 0; times < 3; times++) ask();
  expect(begun).toBe(1);
  await end();
  expect(begun).toBe(2);
  await end();
  expect(begun).toBe(2);
  ask();
  expect(begun).toBe(3);
});
