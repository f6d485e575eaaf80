import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const FILES = ['--orders', 'o.csv', '--routes', 'r.csv', '--executions', 'e.csv'];

/** Runs a program where there is no database: what it exits with and what it complains of. Built first (`npm test` does). */
function withoutDatabase(name: string, words: readonly string[]): Promise<{ code: number; complaints: string }> {
  const { DATABASE_URL: _, ...env } = process.env;
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [`${DIST}${name}-main.js`, ...words], { env }, (__, ___, complaints) =>
      resolve({ code: child.exitCode ?? -1, complaints }),
    );
  });
}

it.each<readonly [string, readonly string[], string]>([
  ['report', [], 'npm run report -- KIND'],
  ['report', ['605', '--year', '2026', '--month', '8', '--out', 'x', '--bd', 'A'], '--bd and --crd go together'],
  ['import', FILES.slice(2), 'npm run import -- --orders FILE'],
  ['drop-copies', [], 'npm run drop-copies -- FILE'],
])('%s %j says how it is called before it asks for a database', async (name, words, complaint) => {
  const { code, complaints } = await withoutDatabase(name, words);
  expect(code).toBe(2);
  expect(complaints).toContain(complaint);
});

it.each<readonly [string, readonly string[]]>([
  ['report', ['tca', '--from', '2026-07-01', '--to', '2026-10-01', '--out', 'x']],
  ['import', FILES],
  ['drop-copies', ['XNAS_2026-07-01.csv']],
])('%s %j has nothing to say against its words', async (name, words) => {
  expect(await withoutDatabase(name, words)).toEqual({ code: 0, complaints: '' });
});
