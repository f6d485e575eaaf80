import { expect, it } from 'vitest';
import { refusalRows } from './refusal-row';

const HOUR = 3_600_000;
const count = (code: string, hour: number, many: number) => ({ code, hour_ms: hour * HOUR, count: many });

it('lists the codes of a day, the most frequent first, with their course over the same hours', () => {
  const rows = refusalRows({ counts: [count('A', 9, 1), count('B', 9, 4), count('A', 11, 2), count('B', 12, 3)] });
  expect(rows).toEqual([
    { code: 'B', count: 7, share: 0.7, by_hour: [0, 4, 0, 0, 3], last_hour_ms: 12 * HOUR },
    { code: 'A', count: 3, share: 0.3, by_hour: [0, 1, 0, 2, 0], last_hour_ms: 11 * HOUR },
  ]);
  expect(refusalRows({ counts: [] })).toEqual([]);
});
