import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Refusal } from '../refusal.ts';
import type { Watched } from './kept-service.ts';
import { isAlive, markOf } from './process-table.ts';
import { rejection } from './progress.ts';
import { Service, type ServiceSpec } from './service.ts';
import { Supervisor } from './supervisor.ts';

// Real processes on a machine that may be busy: these limits only end what hangs.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
let said: string[];
let told: string[];
let recorded: Map<string, number>;
let supervisor: Supervisor;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairlead-supervisor-'));
  [said, told, recorded] = [[], [], new Map()];
  supervisor = new Supervisor({
    say: (line) => said.push(line),
    tell: (line) => told.push(line),
    lock: { record: (name, pid) => recorded.set(name, pid), release: () => {} },
  });
});
afterEach(async () => {
  await supervisor.stopAll();
  rmSync(folder, { recursive: true });
});

const IDLE = 'setInterval(() => {}, 1000); process.send("up");';

function spec(name: string, script: string): ServiceSpec {
  return { name, args: ['-e', script], cwd: folder, env: process.env, logPath: join(folder, `${name}.log`) };
}

/** A process that is well when it says so over its channel. */
function fake(name: string, script: string): Watched {
  return {
    spec: spec(name, script),
    well: async (running, signal) => `says ${await Promise.race([running.message, rejection(signal)])}`,
  };
}

test('processes stop in the opposite order of their start, each before the next', async () => {
  for (const name of ['one', 'two', 'three']) {
    const script = `process.on('SIGTERM', () => setTimeout(() => process.exit(), 30)); ${IDLE}`;
    expect(await supervisor.untilWell(supervisor.start(fake(name, script)), 10_000)).toBe('says up');
  }
  await supervisor.stopAll();
  expect(said.map((line) => line.replace(/\d+ ms/, ''))).toEqual([
    'three     stopped ()',
    'two       stopped ()',
    'one       stopped ()',
  ]);
  expect(told).toEqual([]);
});

test('one that is not well in time is named, with the last of its log', async () => {
  const service = supervisor.start(fake('router', `console.log('cannot listen'); setInterval(() => {}, 1000);`));
  await expect.poll(() => readFileSync(join(folder, 'router.log'), 'utf8')).toContain('cannot listen');
  await expect(supervisor.untilWell(service, 200)).rejects.toThrow(
    /router was not well within 0 s.*router\.log.*cannot listen/s,
  );
});

test('one that cannot start stops the waiting and is named, with how it ended and the last of its log', async () => {
  supervisor.start(fake('worker', `for (let n = 1; n < 30; n++) console.log('line ' + n); process.exitCode = 7;`));
  const trouble = await supervisor.untilTrouble().catch((error: unknown) => error);
  expect(trouble).toBeInstanceOf(Refusal);
  expect(String(trouble)).toMatch(/worker ended with code 7.*worker\.log/);
  expect(String(trouble).match(/line \d+/g)).toHaveLength(15);
  expect(String(trouble)).toContain('line 29');
});

test('one that is killed comes back, with what it has left behind ended before', async () => {
  const script = `
    const grandchild = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    setInterval(() => {}, 1000);
    process.send(grandchild.pid);`;
  const service = supervisor.start(fake('router', script));
  const grandchild = markOf(Number((await supervisor.untilWell(service, 20_000)).slice('says '.length)));
  const first = recorded.get('router') ?? 0;
  process.kill(first, 'SIGKILL');
  await expect.poll(() => told.length, { timeout: 20_000 }).toBe(2);
  expect(isAlive(grandchild)).toBe(false);
  expect(told[0]).toMatch(/^router {4}was ended by SIGKILL; it starts again in 0\.\d s; its log is .*router\.log$/);
  expect(told[1]).toMatch(/^router {4}is back as process \d+, says \d+, after \d+\.\d s$/);
  expect(recorded.get('router')).not.toBe(first);
});

test('an interruption ends the waiting with its reason, and a pause between two lives', async () => {
  const service = supervisor.start(fake('router', IDLE));
  await supervisor.untilWell(service, 20_000);
  process.kill(recorded.get('router') ?? 0, 'SIGKILL');
  await expect.poll(() => told.length, { timeout: 20_000 }).toBe(1);
  const slow = supervisor.start(fake('postgres', 'setInterval(() => {}, 1000)'));
  const waiting = supervisor.untilWell(slow, 10_000);
  supervisor.interrupt('SIGINT');
  await expect(waiting).rejects.toBe('SIGINT');
  expect(await supervisor.untilTrouble()).toBe('SIGINT');
  expect(() => supervisor.start(fake('web', IDLE))).toThrow();
  await supervisor.stopAll();
  expect([said.length, told.length]).toEqual([2, 1]);
});

test('one that will not stop is killed, and what it has started with it', async () => {
  const script = `
    process.on('SIGTERM', () => {});
    const grandchild = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    setInterval(() => {}, 1000);
    process.send(grandchild.pid);`;
  const service = Service.start(spec('stubborn', script));
  const grandchild = markOf(Number(await service.message));
  expect(isAlive(grandchild)).toBe(true);
  expect(await service.stop(100)).toBe('killed');
  // Whoever adopts the grandchild reaps it in its own time.
  await expect.poll(() => isAlive(grandchild)).toBe(false);
});

test('a log is the owner’s alone, one that an older version has left open too', async () => {
  const made = spec('router', `console.log('hello')`);
  writeFileSync(made.logPath, 'of the last start', { mode: 0o644 });
  await Service.start(made).exited;
  await Service.start(made, { again: true }).exited;
  expect(readFileSync(made.logPath, 'utf8')).toBe('hello\nhello\n');
  expect(readFileSync(join(folder, 'router.previous.log'), 'utf8')).toBe('of the last start');
  expect((statSync(made.logPath).mode & 0o777).toString(8)).toBe('600');
});
