import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keepSecrets } from './secrets.ts';

const folder = mkdtempSync(join(tmpdir(), 'fairlead-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a secret is made once and readable by the owner only', () => {
  const path = join(folder, 'secrets.json');
  const first = keepSecrets(path);
  expect(first.betterAuthSecret.length).toBeGreaterThanOrEqual(40);
  expect(keepSecrets(path)).toEqual(first);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a file without a secret is refused with what to do', () => {
  const path = join(folder, 'empty.json');
  writeFileSync(path, '{}');
  expect(() => keepSecrets(path)).toThrow('npm run reset');
});
