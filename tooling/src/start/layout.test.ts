import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
/** As root the database's own account has to get through to its folder. */
const OURS = process.getuid?.() === 0 ? '711' : '700';

test('nobody else reads a data folder, one that an older version has left open neither', () => {
  const made = layOut(join(folder, 'made'));
  expect([modeOf(made.dataDir), modeOf(made.logDir)]).toEqual([OURS, '700']);
  chmodSync(made.dataDir, 0o755);
  chmodSync(made.logDir, 0o755);
  writeFileSync(made.secretsPath, '{}');
  layOut(made.dataDir);
  expect([modeOf(made.dataDir), modeOf(made.logDir)]).toEqual([OURS, '700']);
});

test('a folder that holds other things of its owner keeps its mode', () => {
  const theirs = join(folder, 'theirs');
  mkdirSync(theirs);
  chmodSync(theirs, 0o755);
  writeFileSync(join(theirs, 'holiday.jpg'), '');
  expect([modeOf(layOut(theirs).dataDir), modeOf(join(theirs, 'logs'))]).toEqual(['755', '700']);
});
