import { expect, test } from 'vitest';
import { drawn, mutantsOf } from './mutant-sample.ts';

test('every mutant of a folder has a name of its own, and no test is changed', async () => {
  const keys = await mutantsOf(['packages/core/src/order']);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.some((key) => key.startsWith('packages/core/src/order/stop.ts:'))).toBe(true);
  expect(keys.filter((key) => key.includes('.test.ts'))).toEqual([]);
});

test('a seed draws the same again, each once, and no more than there are', () => {
  const keys = Array.from({ length: 50 }, (_, index) => `m${index}`);
  const sample = drawn(keys, { mutants: 20, seed: 1 });
  expect(sample).toEqual(drawn(keys, { mutants: 20, seed: 1 }));
  expect(sample).not.toEqual(drawn(keys, { mutants: 20, seed: 2 }));
  expect(new Set(sample).size).toBe(20);
  expect(drawn(keys, { mutants: 400, seed: 1 }).sort()).toEqual([...keys].sort());
});
