import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test, vi } from 'vitest';
import { ROOT } from '../src/root.ts';
import { isAlive, markOf } from '../src/start/process-table.ts';

// Real processes on a machine that may be busy: these limits only end what hangs.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Starts a process as the starter does, and says its number. */
const STARTER = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, JSON.parse(process.argv[1]), {
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.on('message', () => console.log(child.pid));
`;

const GUARD = ['--import', join(ROOT, 'tooling/orphan-guard.mjs')];

test('a process ends in order when its starter was killed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-guard-'));
  const service = `
    process.on('SIGTERM', () => { console.log('drained'); process.exit(0); });
    setInterval(() => {}, 1000);
    process.send('up');`;
  const starter = spawn(process.execPath, ['-e', STARTER, JSON.stringify([...GUARD, '-e', service])], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: starter.stdout })[Symbol.asyncIterator]();
  const mark = markOf(Number((await lines.next()).value));
  expect(isAlive(mark)).toBe(true);
  starter.kill('SIGKILL');
  expect((await lines.next()).value).toBe('drained');
  await expect.poll(() => isAlive(mark)).toBe(false);
  rmSync(folder, { recursive: true });
});

test('the guard does not keep a process that is done', async () => {
  const child = spawn(process.execPath, [...GUARD, '-e', ''], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  expect(await once(child, 'exit')).toEqual([0, null]);
});
