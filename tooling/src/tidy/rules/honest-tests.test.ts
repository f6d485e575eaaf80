import { expect, test } from 'vitest';
import { sourceTree } from '../source-tree.ts';
import { honestTests } from './honest-tests.ts';

const found = (text: string, path = 'apps/web/e2e/a.spec.ts') => honestTests(sourceTree([[path, text]]));

test.each([
  'await page.waitForTimeout(500);',
  `test.only('a', () => {});`,
  `describe.skip('a', () => {});`,
  `test('a', { retry: 3 }, () => {});`,
  'await sleep(100);',
  'await new Promise((done) => setTimeout(done, 100));',
  'await new Promise((done) => { setTimeout(done, 100); });',
])('%s is refused', (text) => {
  expect(found(text)).toHaveLength(1);
});

test('a configuration may not try again either', () => {
  expect(found('export default defineConfig({ retries: 2 });', 'apps/web/playwright.config.ts')).toHaveLength(1);
  expect(found('export default defineConfig({ retries: 0 });', 'apps/web/playwright.config.ts')).toEqual([]);
});

test.each([
  'while (!ready()) { await sleep(10); }',
  `test.skipIf(!present)('a', () => {});`,
  `test.skip(!present, 'no data here');`,
  'const job = { retries: 3 };',
  'await expect(page).toHaveTitle("a");',
])('%s is allowed', (text) => {
  expect(found(text)).toEqual([]);
});
