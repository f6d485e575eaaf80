import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from './parse-document.ts';
import { isPossibleText, writeDocument } from './write-element.ts';

const document = (text: string) => writeDocument({ name: 'a', content: text });

describe('a text', () => {
  it('is escaped where it has to be', () => {
    expect(document(`<b> & 'c' "d" ]]>`)).toContain(`<a>&lt;b&gt; &amp; 'c' "d" ]]&gt;</a>`);
  });

  it('is read as it was written, whatever XML can hold', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text.filter(isPossibleText), (content) => {
        expect(parseDocument(document(content))).toEqual({ ok: true, value: { name: 'a', content } });
      }),
    );
  });

  it('with what XML cannot hold is still written as a document', () => {
    for (const bad of ['\u0000', '\u001F', '\uD800', '\uFFFF']) {
      expect(isPossibleText(`x${bad}`)).toBe(false);
      expect(parseDocument(document(`x${bad}`))).toEqual({ ok: true, value: { name: 'a', content: 'x\uFFFD' } });
    }
  });
});
