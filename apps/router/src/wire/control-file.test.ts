import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ControlLines } from './control-file.ts';

let folder: string;
const errors: unknown[] = [];
const LOG = { info: () => {}, warn: () => {}, error: (told: unknown) => void errors.push(told) };
const lines = () => new ControlLines(folder, LOG);
const text = () => readFile(join(folder, 'control.jsonl'), 'utf8');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fairlead-control-'));
  errors.length = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('gives what was kept to the next router, in order, and to the owner alone', async () => {
  const file = lines();
  await Promise.all([file.keep('head\none'), file.keep('two')]);
  expect(await lines().left()).toEqual(['head\none', 'two']);
  expect((await stat(join(folder, 'control.jsonl'))).mode & 0o777).toBe(0o600);
});

it('is empty when the journal has all of them, and holds what came meanwhile', async () => {
  const file = lines();
  await Promise.all([file.keep('one'), file.keep('two')]);
  file.forget();
  expect(await lines().left()).toEqual(['one', 'two']);
  file.forget();
  await file.keep('three');
  expect(await lines().left()).toEqual(['three']);
});

it('empties what a router before it has left once that is in the journal', async () => {
  await lines().keep('one');
  const next = lines();
  await next.left();
  next.forget();
  await next.keep('two');
  expect(await lines().left()).toEqual(['two']);
});

it('knows nothing where there is no file, and passes over a line that was never whole', async () => {
  expect(await lines().left()).toEqual([]);
  await lines().keep('one');
  await appendFile(join(folder, 'control.jsonl'), '"half of a li');
  const file = lines();
  expect(await file.left()).toEqual(['one']);
  await file.keep('two');
  expect(await lines().left()).toEqual(['one', 'two']);
});

it('logs that nothing can be kept, and stops nobody', async () => {
  await rm(folder, { recursive: true });
  await lines().keep('one');
  expect(errors).toHaveLength(1);
  await expect(text()).rejects.toThrow('ENOENT');
});
