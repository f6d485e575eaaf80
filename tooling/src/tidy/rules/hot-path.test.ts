import { expect, test } from 'vitest';
import { sourceTree } from '../source-tree.ts';
import { hotPath } from './hot-path.ts';

const ORM = ['packages/db/src/orders.ts', `import { PrismaClient } from './generated/prisma/client.ts';`] as const;

test('the ORM behind another module is found, with the way to it', () => {
  const tree = sourceTree([
    ['apps/router/src/execution/send.ts', `import { keep } from '../keep.ts';`],
    ['apps/router/src/keep.ts', `import { orders } from '@fairlead/db/orders';`],
    ORM,
  ]);
  expect(hotPath(tree).map(({ message }) => message)).toEqual([
    expect.stringContaining(
      'send.ts → apps/router/src/keep.ts → packages/db/src/orders.ts → ./generated/prisma/client.ts',
    ),
  ]);
});

test('types, the journal and colder files may', () => {
  const tree = sourceTree([
    [
      'apps/router/src/entry/pipeline.ts',
      `import type { Orders } from '@fairlead/db/orders'; import '@fairlead/db/journal';`,
    ],
    ['apps/router/src/recovery/load.ts', `import { orders } from '@fairlead/db/orders';`],
    ['packages/db/src/journal.ts', `import pg from 'pg';`],
    ORM,
  ]);
  expect(hotPath(tree)).toEqual([]);
});
