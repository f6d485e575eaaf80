import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { emptyDataDir, layOut, noteDatabase } from './layout.ts';

const folder = mkdtempSync(join(tmpdir(), 'fairlead-layout-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('what a start has made is deleted, a database elsewhere too, and nothing else', () => {
  const layout = layOut(join(folder, 'data'));
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  noteDatabase(layout, elsewhere);
  writeFileSync(layout.secretsPath, '{}');
  writeFileSync(join(layout.dataDir, 'holiday.jpg'), '');
  emptyDataDir(layout.dataDir, { keepKeys: true });
  expect(readdirSync(layout.dataDir).sort()).toEqual(['holiday.jpg', 'secrets.json']);
  emptyDataDir(layout.dataDir, { keepKeys: false });
  expect(readdirSync(layout.dataDir)).toEqual(['holiday.jpg']);
  expect(existsSync(elsewhere)).toBe(false);
});

test('a database in its place needs no note', () => {
  const layout = layOut(join(folder, 'other'));
  noteDatabase(layout, layout.postgresDir);
  expect(readdirSync(layout.dataDir)).toEqual(['logs']);
});
