import { expect, test } from 'vitest';
import { sourceTree } from '../source-tree.ts';
import { prismaBoundary } from './prisma-boundary.ts';

const found = (path: string, text: string) => prismaBoundary(sourceTree([[path, text]]));

test('Prisma outside of db is refused, types too', () => {
  expect(found('apps/web/src/a.ts', `import type { User } from '@prisma/client';`)).toHaveLength(1);
  expect(found('apps/worker/src/a.ts', `import { User } from '@fairlead/db/generated/prisma/client';`)).toHaveLength(1);
});

test('db sees Prisma, others see db', () => {
  expect(found('packages/db/src/a.ts', `import { PrismaPg } from '@prisma/adapter-pg';`)).toEqual([]);
  expect(found('apps/web/src/a.ts', `import { users } from '@fairlead/db/users';`)).toEqual([]);
});
