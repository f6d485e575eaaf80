import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readTree } from './read-tree.ts';

test('only hand-written sources are read', () => {
  const root = mkdtempSync(join(tmpdir(), 'fairlead-tree-'));
  const files = ['apps/a/src/main.ts', 'apps/a/dist/main.js', 'node_modules/x/y.js', '.next/z.js', 'README.md'];
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
  expect([...readTree(root)]).toEqual([['apps/a/src/main.ts', '']]);
  rmSync(root, { recursive: true });
});
