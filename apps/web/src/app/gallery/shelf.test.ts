import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXHIBITS, NOT_SHOWN } from './shelf';

const UI = join(import.meta.dirname, '../../../../../packages/ui/src');

test('every file of packages/ui is shown in the gallery, or it is said what shows it', () => {
  const files = readdirSync(UI, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .map((path) => path.replaceAll('\\', '/').replace(/\.tsx?$/, ''));
  expect([...EXHIBITS, ...Object.keys(NOT_SHOWN)].sort()).toEqual(files.sort());
});
