import { expect, test } from 'vitest';
import { sourceTree } from '../source-tree.ts';
import { corePurity } from './core-purity.ts';

const found = (text: string, path = 'packages/core/src/a.ts') => corePurity(sourceTree([[path, text]]));

test.each([
  ['const now = Date.now();', 'Date'],
  ['export function at(when: Date): void {}', 'Date'],
  ['const x = Math.random();', 'Math.random'],
  ['const x = process.pid;', 'process'],
  ['const x = parseFloat("1");', 'parseFloat'],
  ['const x = Number.parseFloat("1");', 'parseFloat'],
  ['const x = (1).toFixed(2);', 'toFixed'],
  ['const x = { process };', 'process'],
  ['const x = performance.now();', 'performance'],
])('%s is refused', (text, name) => {
  expect(found(text)[0]?.message).toMatch(new RegExp(`^${name.replace('.', '\\.')} is banned in core`));
});

test.each([
  'engine.process(order);',
  'const x = Math.trunc(1.5);',
  'const x = { process: 1 };',
  'interface Engine { process(order: string): void; readonly Date: string }',
  'class Engine { process(): void {} }',
])('%s is allowed', (text) => {
  expect(found(text)).toEqual([]);
});

test('the reports of Rules 605 and 606 are held to it as core is', () => {
  expect(found('Date.now();', 'packages/rule606/src/a.ts')[0]?.message).toMatch(/^Date is banned in rule606/);
});

test('other packages and tests of core may', () => {
  expect(found('Date.now();', 'packages/db/src/a.ts')).toEqual([]);
  expect(found('Date.now();', 'packages/core/src/a.test.ts')).toEqual([]);
});
