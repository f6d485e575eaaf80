import { expect, test } from 'vitest';
import { sourceTree } from '../source-tree.ts';
import { viewerBound } from './viewer-bound.ts';

const DATABASE = ['apps/web/src/server/database.ts', 'export const database = 1;'] as const;
const found = (path: string, text: string) => viewerBound(sourceTree([[`apps/web/src/${path}`, text], DATABASE]));

test.each([
  [`import { OrderRepository } from '@fairlead/db/repositories/order-repository';`],
  [`import { type Row, OrderListRepository } from '@fairlead/db/repositories/order-list-repository';`],
  [`import { database } from '../database';`],
  [`import { database } from '@/server/database';`],
  [`import { createPool } from '@fairlead/db/pool';`],
])('a procedure that could ask for any client is refused: %s', (text) => {
  expect(found('server/procedures/a.ts', text)).toHaveLength(1);
});

test('what is bound to a viewer, what is no client’s, and types may be named', () => {
  const bound = `import { viewedRepositories } from '@fairlead/db/repositories/viewed-repositories'; import { database } from './database';`;
  expect(found('server/reads.ts', bound)).toEqual([]);
  const types = `import type { OrderView } from '@fairlead/db/repositories/order-repository';`;
  expect(found('server/procedures/a.ts', types)).toEqual([]);
  const nobodys = `import { CatalogueRepository } from '@fairlead/db/repositories/catalogue-repository'; import { database } from '../database';`;
  expect(found('server/market-reads.ts', nobodys)).toEqual([]);
  expect(found('server/a.test.ts', `import { database } from './database';`)).toEqual([]);
});
