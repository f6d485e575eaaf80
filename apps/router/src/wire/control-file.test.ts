import { appendFile, copyFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ControlLines } from './control-file.ts';

let folder: string;
const errors: unknown[] = [];
const LOG = { info: () => {}, warn: () => {}, error: (told: unknown) => void errors.push(told) };
/** Files to be closed with the test. */
let open: ControlLines[] = [];
const text = () => readFile(join(folder, 'control.jsonl'), 'utf8');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fairlead-control-'));
  errors.length = 0;
});
afterEach(async () => {
  for (const file of open) await file.close();
  open = [];
  await rm(folder, { recursive: true, force: true });
});

/** The next router's file, and what it has taken over. */
async function taken(): Promise<{ readonly file: ControlLines; readonly left: readonly string[] }> {
  const file = new ControlLines(folder, LOG);
  open.push(file);
  return { file, left: await file.takeOver() };
}
const left = async () => (await taken()).left;

it('gives what was kept to the next router, in order, and to the owner alone', async () => {
  const { file } = await taken();
  await Promise.all([file.keep('head\none'), file.keep('two')]);
  expect((await stat(join(folder, 'control.jsonl'))).mode & 0o777).toBe(0o600);
  expect(await left()).toEqual(['head\none', 'two']);
  expect((await stat(join(folder, 'control.left.jsonl'))).mode & 0o777).toBe(0o600);
});

it('is empty when the journal has all of them, and holds what came meanwhile', async () => {
  const { file } = await taken();
  await Promise.all([file.keep('one'), file.keep('two')]);
  file.forget();
  expect(await text()).toContain('one');
  file.forget();
  await file.keep('three');
  expect(await left()).toEqual(['three']);
});

it('keeps what a router before it has left until that is in the journal, whoever ends meanwhile', async () => {
  const first = await taken();
  await first.file.keep('one');
  expect(await left()).toEqual(['one']);
  const third = await taken();
  expect(third.left).toEqual(['one']);
  await third.file.keep('two');
  expect(await left()).toEqual(['one', 'two']);
  const last = await taken();
  last.file.forget();
  last.file.forget();
  await last.file.keep('three');
  expect(await left()).toEqual(['three']);
});

it('reads nothing that a router writes after another has taken over, and lets it empty nothing', async () => {
  const old = await taken();
  await old.file.keep('one');
  const now = await taken();
  expect(now.left).toEqual(['one']);
  await now.file.keep('two');
  await old.file.keep('a halt that is released by who was taken over from');
  old.file.forget();
  old.file.forget();
  await old.file.close();
  expect(await left()).toEqual(['one', 'two']);
});

it('finds each once where a router ended while it took them over', async () => {
  const { file } = await taken();
  await file.keep('one');
  await copyFile(join(folder, 'control.jsonl'), join(folder, 'control.left.jsonl'));
  expect(await left()).toEqual(['one']);
});

it('knows nothing where there is no file, and passes over a line that was never whole', async () => {
  const { file, left: none } = await taken();
  expect(none).toEqual([]);
  await file.keep('one');
  // As a disk that is full leaves it: the next line takes its place.
  await appendFile(join(folder, 'control.jsonl'), '"half of a li');
  await file.keep('2');
  expect(await text()).toBe('"one"\n"2"\n');
  await appendFile(join(folder, 'control.jsonl'), '"half of a li');
  expect(await left()).toEqual(['one', '2']);
});

it('logs that nothing can be kept, and stops nobody', async () => {
  await rm(folder, { recursive: true });
  const { file } = await taken();
  await file.keep('one');
  expect(errors).toHaveLength(2);
  await expect(text()).rejects.toThrow('ENOENT');
});
