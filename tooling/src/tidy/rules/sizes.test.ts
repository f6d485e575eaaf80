import { expect, test } from 'vitest';
import { sourceTree } from '../source-tree.ts';
import { sizes } from './sizes.ts';

const lines = (count: number) => '  work();\n'.repeat(count);
const found = (path: string, text: string) => sizes(sourceTree([[path, text]])).map(({ rule }) => rule);

test('a file of 400 lines is let through, one of 401 is not', () => {
  expect(found('apps/web/src/a.ts', lines(400))).toEqual([]);
  expect(found('apps/web/src/a.ts', lines(401))).toEqual(['file-size']);
});

test('a function of 70 lines is let through, one of 71 is not', () => {
  expect(found('apps/web/src/a.ts', `function a() {\n${lines(68)}}\n`)).toEqual([]);
  expect(found('apps/web/src/a.ts', `function a() {\n${lines(69)}}\n`)).toEqual(['function-size']);
  expect(found('apps/web/src/a.ts', `const a = () => {\n${lines(69)}};\n`)).toEqual(['function-size']);
});

test('a group of tests is a list, a test is a function', () => {
  expect(found('apps/web/src/a.test.ts', `describe.each([1])('a', () => {\n${lines(80)}});\n`)).toEqual([]);
  expect(found('apps/web/src/a.test.ts', `test('a', () => {\n${lines(80)}});\n`)).toEqual(['function-size']);
});
