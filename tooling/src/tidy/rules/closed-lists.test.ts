import { expect, test } from 'vitest';
import { sourceTree } from '../source-tree.ts';
import { closedLists } from './closed-lists.ts';

const SIDES = `export const SIDES = ['BUY', 'SELL', 'SELL_SHORT'] as const;\nexport type Side = (typeof SIDES)[number];`;
const found = (text: string, path = 'apps/router/src/a.ts') =>
  closedLists(
    sourceTree([
      ['packages/core/src/order/request.ts', SIDES],
      [path, text],
    ]),
  );

test.each([
  `const side = z.enum(['BUY', 'SELL', 'SELL_SHORT']);`,
  `for (const side of ['SELL_SHORT', 'BUY', 'SELL'] as const) look(side);`,
  `type Asked = 'SELL' | 'BUY' | 'SELL_SHORT';`,
])('outside core, %s is refused: it is a list of core again', (text) => {
  expect(found(text)[0]?.message).toContain('the members of SIDES');
});

test.each([
  `import { SIDES } from '@fairlead/core/order/request'; const side = z.enum(SIDES);`,
  `const taken = ['BUY', 'SELL'];`,
  `const drawn = ['BUY', 'BUY', 'SELL', 'SELL_SHORT'];`,
  `const known = ['BUY', 'SELL', 'SELL_SHORT', other];`,
  `const nothing = [];`,
])('%s is allowed', (text) => {
  expect(found(text)).toEqual([]);
});

test('core may order them anew, and a test may name them', () => {
  const text = `const worst = ['SELL_SHORT', 'SELL', 'BUY'];`;
  expect(found(text, 'packages/core/src/risk/a.ts')).toEqual([]);
  expect(found(text, 'apps/router/src/a.test.ts')).toEqual([]);
});
