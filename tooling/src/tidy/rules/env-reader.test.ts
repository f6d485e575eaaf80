import { expect, test } from 'vitest';
import { sourceTree } from '../source-tree.ts';
import { envReader } from './env-reader.ts';

const found = (path: string, text: string) => envReader(sourceTree([[path, text]]));

test('only env.ts reads the environment', () => {
  expect(found('apps/router/src/main.ts', 'const port = process.env.PORT;')[0]).toMatchObject({ line: 1 });
  expect(found('packages/db/src/pool.ts', `const url = process['env'].URL;`)).toHaveLength(1);
  expect(found('apps/router/src/env.ts', 'const port = process.env.PORT;')).toEqual([]);
});

test('tests, configurations and the bootstrap are no readers', () => {
  expect(found('packages/db/src/pool.test.ts', 'process.env.URL;')).toEqual([]);
  expect(found('apps/web/playwright.config.ts', 'process.env.CI;')).toEqual([]);
  expect(found('apps/web/playwright.screenshots.config.ts', 'process.env.CI;')).toEqual([]);
  expect(found('tooling/bootstrap.mjs', 'process.env.PATH;')).toEqual([]);
});
