import { describe, expect, it } from 'vitest';
import { ExactNumber } from './decimal.ts';
import { readExactJson } from './exact-json.ts';

const readValue = (text: string) => {
  const read = readExactJson(text);
  return read.ok ? read.value : read.why;
};

describe('JSON that is read exactly', () => {
  it.each([
    ['1e2', 100],
    ['100.000000000000000000', 100],
    ['-0', 0],
    ['5e-05', 0.00005],
    ['100.00000000000000001', new ExactNumber('100.00000000000000001')],
    ['9007199254740993', new ExactNumber('9007199254740993')],
    ['1e400', new ExactNumber('1e400')],
  ])('changes no number: %s', (text, value) => {
    expect(readValue(`{"a":[${text}]}`)).toEqual({ a: [value] });
  });

  it.each([
    ['', 'JSON'],
    ['{"a":1', 'expected'],
    ['{"a":1,"a":2}', 'Duplicate key'],
    [`${'['.repeat(33)}${']'.repeat(33)}`, 'more than 32 levels'],
    [`${'['.repeat(200_000)}`, 'nested too deeply'],
  ])('says why it cannot be read: %.20s', (text, why) => {
    expect(readExactJson(text)).toMatchObject({ ok: false, why: expect.stringContaining(why) });
  });

  it('names the texts that no record can hold', () => {
    const { faults } = readExactJson('{"tag":"a\\u0000b","list":["\\ud800"],"\\u0000":1}') as { faults: unknown };
    expect(faults).toMatchObject([
      { path: 'tag', message: 'holds U+0000' },
      { path: 'list.0', message: 'holds half of a character' },
      { path: '\0', message: 'holds U+0000' },
    ]);
  });
});
