import { expect, test } from 'vitest';
import { sourceTree } from '../source-tree.ts';
import { typeEscapes } from './type-escapes.ts';

const PRICE = `import type { Price } from '@fairlead/core/money/units';\n`;
const found = (text: string, path = 'apps/router/src/a.ts') => typeEscapes(sourceTree([[path, text]]));

test.each([
  ['const a: any = 1;', '`any`'],
  ['const a = b!;', '`!`'],
  [`${PRICE}const a = 1 as Price;`, 'Price'],
  [`${PRICE}const a = b as readonly Price[];`, 'Price'],
  [`${PRICE}const a = <Price>b;`, 'Price'],
  ['const a = b as unknown as string;', 'a cast of a cast'],
  ['// @ts-expect-error later\nconst a = 1;', 'silences'],
  ['// biome-ignore lint/suspicious/noExplicitAny: later\nconst a = 1;', 'silences'],
])('%s is refused', (text, part) => {
  expect(found(text)[0]?.message).toContain(part);
});

test('a domain type is one where it is declared, too', () => {
  expect(found('type Shares = number;\nconst a = 1 as Shares;', 'packages/core/src/order/a.ts')).toHaveLength(1);
});

test.each(['const a = [1] as const;', 'const a = JSON.parse(b) as unknown;', 'type Row = 1; const a = b as Row;'])(
  '%s is allowed',
  (text) => {
    expect(found(text)).toEqual([]);
  },
);

test('the makers of brands may cast, and tests may build what is wrong', () => {
  const cast = 'export type Price = number;\nexport const price = (value: number) => value as Price;';
  expect(found(cast, 'packages/core/src/money/units.ts')).toEqual([]);
  expect(found(cast, 'packages/core/src/money/amount.ts')).toHaveLength(1);
  expect(found(`${PRICE}const a = -1 as Price;`, 'apps/router/src/a.test.ts')).toEqual([]);
});
