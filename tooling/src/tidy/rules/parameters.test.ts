import { expect, test } from 'vitest';
import { sourceTree } from '../source-tree.ts';
import { parameters } from './parameters.ts';

const found = (text: string) => parameters(sourceTree([['packages/core/src/a.ts', text]]));

test.each([
  'export function a(b: 1, c: 2, d: 3, e: 4): void {}',
  'export const a = (b: 1, c: 2, d: 3, e: 4): void => {};',
  'export default function (b: 1, c: 2, d: 3, e: 4) {}',
])('%s has too many', (text) => {
  expect(found(text)).toHaveLength(1);
});

test('three are fine, and inside a file more', () => {
  expect(found('export function a(this: X, b: 1, c: 2, d: 3): void {}')).toEqual([]);
  expect(found('function a(b: 1, c: 2, d: 3, e: 4): void {}')).toEqual([]);
});
