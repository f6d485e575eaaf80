import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeFakeRepository } from '../../test/fake-repository.ts';
import { refuseIfRunning, takeLock } from './instance-lock.ts';
import { isAlive, markOf } from './process-table.ts';

// Real processes on a machine that may be busy: these limits only end what hangs.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairlead-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const said: string[] = [];
const take = () => takeLock(folder, (line) => said.push(line));

test('a living holder is respected and named', () => {
  const lock = take();
  expect(take).toThrow(`process ${process.pid}`);
  expect(() => refuseIfRunning(folder)).toThrow('already running');
  lock.release();
  expect(existsSync(join(folder, 'lock.json'))).toBe(false);
  take().release();
});

test('a number that another process was given later is no holder', () => {
  take();
  const path = join(folder, 'lock.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/"birth":"\d+"/, '"birth":"1"'));
  expect(() => refuseIfRunning(folder)).not.toThrow();
});

test('what a dead starter left is ended, and a broken lock is nobody’s', async () => {
  const orphan = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
  const mark = markOf(orphan.pid ?? 0);
  const content = { holder: { pid: 2 ** 22 + 1, birth: '1' }, started: [{ name: 'router', ...mark }] };
  writeFileSync(join(folder, 'lock.json'), JSON.stringify(content));
  const ended = once(orphan, 'exit');
  take().release();
  await ended;
  expect(isAlive(mark)).toBe(false);
  expect(said.at(-1)).toContain('left router');
  writeFileSync(join(folder, 'lock.json'), '{"holder":');
  take().release();
});

test('of many starts at once one gets the lock', async () => {
  // One that died left its lock, which all of them find and want to clear.
  writeFileSync(join(folder, 'lock.json'), JSON.stringify({ holder: { pid: 2 ** 22 + 1, birth: '1' }, started: [] }));
  const repository = makeFakeRepository();
  const module = join(repository.root, 'tooling/dist/start/instance-lock.js');
  const script = `
    const { takeLock } = await import(${JSON.stringify(module)});
    try { takeLock(${JSON.stringify(folder)}, () => {}); console.log('taken'); setInterval(() => {}, 1000); }
    catch (error) { console.log(error.name); }`;
  const starters = Array.from({ length: 6 }, () => spawn(process.execPath, ['--input-type=module', '-e', script]));
  const answers = starters.map(async (starter) => String((await once(starter.stdout, 'data'))[0]).trim());
  const outcomes = await Promise.all(answers);
  for (const starter of starters) starter.kill('SIGKILL');
  repository.remove();
  expect(outcomes.sort()).toEqual([...Array(5).fill('Refusal'), 'taken']);
});
