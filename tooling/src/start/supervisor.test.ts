import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Refusal } from '../refusal.ts';
import { isAlive, markOf } from './process-table.ts';
import type { ServiceSpec } from './service.ts';
import { Supervisor } from './supervisor.ts';

// Real processes on a machine that may be busy: these limits only end what hangs.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
let said: string[];
let supervisor: Supervisor;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairlead-supervisor-'));
  said = [];
  supervisor = new Supervisor({ say: (line) => said.push(line), lock: { record: () => {}, release: () => {} } });
});
afterEach(async () => {
  await supervisor.stopAll();
  rmSync(folder, { recursive: true });
});

const IDLE = 'setInterval(() => {}, 1000); process.send("up");';

function fake(name: string, script: string): ServiceSpec {
  return { name, args: ['-e', script], cwd: folder, env: process.env, logPath: join(folder, `${name}.log`) };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  return await new Promise((fulfil) => {
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => fulfil(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

test('processes stop in the opposite order of their start, each before the next', async () => {
  for (const name of ['one', 'two', 'three']) {
    const script = `process.on('SIGTERM', () => setTimeout(() => process.exit(), 30)); ${IDLE}`;
    await supervisor.untilMessage(supervisor.start(fake(name, script)), 10_000);
  }
  await supervisor.stopAll();
  expect(said.map((line) => line.replace(/\d+ ms/, ''))).toEqual([
    'three     stopped ()',
    'two       stopped ()',
    'one       stopped ()',
  ]);
});

test('a process is healthy when it answers', async () => {
  const port = await freePort();
  const script = `
    let asked = 0;
    require('node:http').createServer((request, response) => {
      response.statusCode = ++asked < 3 ? 503 : 200;
      response.end();
    }).listen(${port}, '127.0.0.1');`;
  await supervisor.untilHealthy(supervisor.start(fake('web', script)), `http://127.0.0.1:${port}/`, 10_000);
  expect(supervisor.signal.aborted).toBe(false);
});

test('one that does not answer in time is named, with the last of its log', async () => {
  const service = supervisor.start(fake('router', `console.log('cannot listen'); ${IDLE}`));
  await supervisor.untilMessage(service, 10_000);
  const url = `http://127.0.0.1:${await freePort()}/`;
  await expect(supervisor.untilHealthy(service, url, 200)).rejects.toThrow(
    /router was not healthy.*router\.log.*cannot listen/s,
  );
});

test('one that dies stops the waiting and is named, with how it ended and the last of its log', async () => {
  supervisor.start(fake('worker', `for (let n = 1; n < 30; n++) console.log('line ' + n); process.exitCode = 7;`));
  const trouble = await supervisor.untilTrouble().catch((error: unknown) => error);
  expect(trouble).toBeInstanceOf(Refusal);
  expect(String(trouble)).toMatch(/worker ended with code 7.*worker\.log/);
  expect(String(trouble).match(/line \d+/g)).toHaveLength(15);
  expect(String(trouble)).toContain('line 29');
});

test('an interruption ends the waiting with its reason', async () => {
  const service = supervisor.start(fake('postgres', 'setInterval(() => {}, 1000)'));
  const waiting = supervisor.untilMessage(service, 10_000);
  supervisor.interrupt('SIGINT');
  await expect(waiting).rejects.toBe('SIGINT');
  expect(await supervisor.untilTrouble()).toBe('SIGINT');
  expect(() => supervisor.start(fake('web', IDLE))).toThrow();
});

test('one that will not stop is killed, and what it has started with it', async () => {
  const script = `
    process.on('SIGTERM', () => {});
    const grandchild = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    setInterval(() => {}, 1000);
    process.send(grandchild.pid);`;
  const service = supervisor.start(fake('stubborn', script));
  const grandchild = markOf(Number(await service.message));
  expect(isAlive(grandchild)).toBe(true);
  expect(await service.stop(100)).toBe('killed');
  // Whoever adopts the grandchild reaps it in its own time.
  await expect.poll(() => isAlive(grandchild)).toBe(false);
});
