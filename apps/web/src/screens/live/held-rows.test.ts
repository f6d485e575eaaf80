import { expect, it } from 'vitest';
import { divideAt } from './held-rows';

it.each<[string, string[], string | null, string[], string[]]>([
  ['nothing is held', ['c', 'b', 'a'], null, ['c', 'b', 'a'], []],
  ['nothing new has come', ['b', 'a'], 'b', ['b', 'a'], []],
  ['two are new', ['d', 'c', 'b', 'a'], 'b', ['b', 'a'], ['d', 'c']],
  ['what was held is not kept any more', ['d', 'c'], 'a', ['d', 'c'], []],
])('where %s', (_what, rows, held, shown, waiting) => {
  expect(divideAt(rows, held === null ? null : (row) => row === held)).toEqual({ shown, waiting });
});
