import { linkSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readReplayOptions } from './options.ts';
import { requireOutputs } from './outputs.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairlead-outputs-'));
  for (const name of ['q.csv', 't.csv', 'o.jsonl', 'd.csv', 'old.json']) writeFileSync(join(folder, name), 'x');
  symlinkSync(join(folder, 'q.csv'), join(folder, 'symbolic.csv'));
  linkSync(join(folder, 'q.csv'), join(folder, 'hard.csv'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const require = (...args: readonly string[]) =>
  requireOutputs(
    readReplayOptions(
      ['--quotes', 'q.csv', '--trades', 't.csv', '--orders', 'o.jsonl', '--market-days', 'd.csv', ...args],
      { from: folder, shared: '/' },
    ),
  );

it.each([
  [['--out', 'q.csv'], '--out would be written over the file of --quotes'],
  [['--out', 'symbolic.csv'], '--out would be written over the file of --quotes'],
  [['--out', './hard.csv'], '--out would be written over the file of --quotes'],
  [['--report', 't.csv'], '--report would be written over the file of --trades'],
  [['--out', 'o.jsonl'], '--out would be written over the file of --orders'],
  [['--out', 'd.csv'], '--out would be written over the file of --market-days'],
  [['--out', 'new', '--report', './new'], '--report would be written over the file of --out'],
  [['--out', '.'], 'cannot be written: it is a folder'],
  [['--out', 'none/r.json'], 'cannot be written: there is no folder'],
  [['--report', 'q.csv/r.md'], 'cannot be written'],
])('what cannot be written, or would destroy a file, is refused before the run: %j', (args, why) => {
  expect(() => require(...args)).toThrow(why);
});

it.each([
  [[]],
  [['--out', 'new.json', '--report', 'new.md']],
  [['--out', 'old.json']],
  [['--out', '/dev/null', '--report', '/dev/null']],
])('anything else may be written: %j', (args) => {
  expect(() => require(...args)).not.toThrow();
});
