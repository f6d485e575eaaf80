import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../src/root.ts';

const program = join(ROOT, 'tooling/dist/replay.js');
const isBuilt = existsSync(program);
if (!isBuilt) console.warn(`skipped: ${program} is not built; every root script builds it first`);

const folder = mkdtempSync(join(tmpdir(), 'fairlead-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const run = (...args: readonly string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
const HEADER = 'time_ms,ex,bid,bid_lots,ask,ask_lots,cond';
const quotes = () =>
  file('quotes_TST_2018-01-12.csv', `${HEADER}\n34200000,N,10,5,10.02,5,R\n57540000,N,10,5,10.02,5,R\n`);
const order = (timeMs: number) =>
  file(
    'o.jsonl',
    JSON.stringify({
      order_id: 'o',
      instrument_id: 'TST',
      side: 'BUY',
      quantity: 100,
      order_type: 'MARKET',
      time_ms: timeMs,
    }),
  );
const NOON_MS = 43_200_000;

describe.skipIf(!isBuilt)('the program of a replay', () => {
  it('prints what there is to ask, and ends well', () => {
    for (const flag of ['--help', '-h']) {
      const { status, stdout, stderr } = run(flag);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toContain('--orders FILE.jsonl');
    }
  });

  it('writes its result, and tells its progress beside it', () => {
    const { status, stdout, stderr } = run('--quotes', quotes(), '--orders', order(NOON_MS));
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ filled_quantity: 100, skipped: {}, refused_orders: [] });
    expect(stderr).toContain('replay    read 2 quotes and 0 trades of TST (taq-csv)');
  });

  it.each([
    ['a file without a row', () => ['--quotes', file('quotes_TST_2018-01-16.csv', `${HEADER}\n`)]],
    ['an option that is unknown', () => ['--quots', 'x']],
    ['a file that is not there', () => ['--quotes', join(folder, 'none.csv')]],
    ['a result that cannot be written', () => ['--quotes', quotes(), '--orders', order(NOON_MS), '--out', folder]],
  ])('ends with 2 and one line for %s', (_, args) => {
    const { status, stderr } = run(...args());
    const told = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('replay    '));
    expect([status, told.length]).toEqual([2, 1]);
    expect(told[0]).toMatch(/^fairlead: /);
  });

  it('ends with 2 where nothing could be routed, and writes its result all the same', () => {
    const out = join(folder, 'out.json');
    const { status, stderr } = run('--quotes', quotes(), '--orders', order(NOON_MS + 18_000_000), '--out', out);
    expect(status).toBe(2);
    expect(stderr).toContain('fairlead: no order could be routed: all 1 are refused (MARKET_CLOSED 1)');
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ filled_quantity: 0, rejected: { MARKET_CLOSED: 1 } });
  });
});
