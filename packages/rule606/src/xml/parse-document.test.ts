import { describe, expect, it } from 'vitest';
import { parseDocument } from './parse-document.ts';

const codes = (text: string) => {
  const root = parseDocument(text);
  return root.ok ? [] : [...new Set(root.error.map(({ code }) => code))];
};

describe('a document', () => {
  it('is read into its elements: white space between them is none, text is as it stands', () => {
    expect(
      parseDocument('\uFEFF<?xml version="1.0"?>\n<a>\n <b> x &amp; <![CDATA[<y>]]></b>\n <c/><!-- no --></a>'),
    ).toEqual({
      ok: true,
      value: {
        name: 'a',
        content: [
          { name: 'b', content: ' x & <y>' },
          { name: 'c', content: '' },
        ],
      },
    });
  });

  it('may say which schema it is of', () => {
    expect(codes('<a xmlns:xsi="http://x" xsi:noNamespaceSchemaLocation="oh.xsd"/>')).toEqual([]);
  });

  it.each([
    ['nothing at all', ''],
    ['no XML', 'Broker,Month'],
    ['an end that is missing', '<a><b></a>'],
    ['two roots', '<a/><b/>'],
    ['an entity that nobody knows', '<a>&nbsp;</a>'],
    ['a character that XML does not have', '<a>\u0001</a>'],
  ])('with %s is refused', (_, text) => {
    expect(codes(text)).toEqual(['NOT_XML']);
  });

  it('that declares what entities mean is refused before it grows', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>';
    expect(codes(bomb)).toContain('DOCTYPE_REFUSED');
  });

  it('has no attributes, and no text beside elements', () => {
    expect(parseDocument('<a><b c="1"/></a>')).toEqual({
      ok: false,
      error: [{ code: 'ATTRIBUTE_UNEXPECTED', place: '/a/b', found: 'c' }],
    });
    expect(parseDocument('<a>text<b/></a>')).toEqual({
      ok: false,
      error: [{ code: 'TEXT_INVALID', place: '/a', found: 'text' }],
    });
  });

  it('that breaks everywhere says so a few times', () => {
    const root = parseDocument('&x;'.repeat(10_000));
    expect(root.ok ? [] : root.error).toHaveLength(20);
  });
});
