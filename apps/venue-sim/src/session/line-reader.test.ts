import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LINE_LENGTH_MAX, LineReader } from './line-reader.ts';

test('however the stream is cut, the lines are the same', () => {
  const line = fc.string({ minLength: 1, maxLength: 30 }).filter((text) => !/[\r\n]/.test(text));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), fc.array(fc.nat(600), { maxLength: 20 }), (lines, cuts) => {
      const stream = lines.map((text, index) => text + (index % 2 === 0 ? '\n' : '\r\n')).join('');
      const places = [0, ...cuts.map((cut) => Math.min(cut, stream.length)).sort((a, b) => a - b), stream.length];
      const reader = new LineReader();
      const read = places
        .slice(1)
        .flatMap((end, index) => reader.push(stream.slice(places[index], end)) ?? ['too long']);
      expect(read).toEqual(lines);
    }),
    { numRuns: 1_000 },
  );
});

test('empty lines are no lines, an unfinished line waits, a line without end is refused', () => {
  const reader = new LineReader();
  expect(reader.push('\n\na')).toEqual([]);
  expect(reader.push('b\n')).toEqual(['ab']);
  expect(reader.push('x'.repeat(LINE_LENGTH_MAX + 1))).toBeNull();
});
