import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachLine } from './each-line.ts';

/** What is read of these pieces, with `null` where the stream was lost. */
async function read(pieces: readonly (string | Uint8Array)[], longest = 100): Promise<(string | null)[]> {
  const source = new PassThrough();
  const lines: (string | null)[] = [];
  eachLine(source, { longest, take: (line) => lines.push(line), tooLong: () => lines.push(null) });
  for (const piece of pieces) source.write(piece);
  source.end();
  await finished(source);
  return lines;
}

test('however the bytes are cut, also within a character, the lines are the same', async () => {
  const line = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((text) => !/[\r\n]/.test(text));
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 10 }),
      fc.array(fc.nat(600), { maxLength: 20 }),
      async (lines, cuts) => {
        const bytes = Buffer.from(lines.map((text, index) => text + (index % 2 === 0 ? '\n' : '\r\n')).join(''));
        const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
        expect(await read(pieces, 1_000)).toEqual(lines);
      },
    ),
    { numRuns: 300 },
  );
});

test('empty lines are no lines, and one without an end waits for it', async () => {
  expect(await read(['\n\r\n\na', 'b', '\nc'])).toEqual(['ab']);
});

test.each([
  ['in one piece with its end', ['one\n', `${'x'.repeat(101)}\ntwo\n`, 'three\n']],
  ['in pieces without an end', ['one\n', 'x'.repeat(60), 'x'.repeat(41), '\nthree\n']],
  ['behind a whole one', [`one\n${'x'.repeat(101)}`, '\nthree\n']],
])('a line that is too long loses the stream, once, and not the lines before it: %s', async (_, pieces) => {
  expect(await read(pieces)).toEqual(['one', null]);
});

test('a line of exactly the longest length is read', async () => {
  expect(await read(['x'.repeat(100), '\n'])).toEqual(['x'.repeat(100)]);
});
