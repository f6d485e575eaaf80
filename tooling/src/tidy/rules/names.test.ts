import { expect, test } from 'vitest';
import { sourceTree } from '../source-tree.ts';
import { names } from './names.ts';

test.each([
  'apps/web/src/utils.ts',
  'packages/db/src/helpers/pool.ts',
  'packages/core/src/common.test.ts',
  'apps/web/src/string-utils.tsx',
])('%s says nothing', (path) => {
  expect(names(sourceTree([[path, '']]))).toHaveLength(1);
});

test('a name that says what a file holds is fine', () => {
  expect(names(sourceTree([['packages/core/src/market/quote-book.ts', '']]))).toEqual([]);
});
