import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refuseIfRunning, takeLock } from './instance-lock.ts';
import { isAlive, markOf } from './process-table.ts';

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
