import { expect, it } from 'vitest';
import { identifier, instant, pathIdentifier } from './identifier.ts';

const id = pathIdentifier(100);

it.each([
  'a/b',
  '100%',
  'a?b#c',
  '=1+1',
  "';--",
  'a//b',
  '...',
  '..a',
  'a..',
  'a.b/c.d',
  '%00',
  '__proto__',
  '~',
  '-',
  'x'.repeat(100),
])('an id may be %s', (text) => expect(id.safeParse(text).success).toBe(true));

it.each([
  ...[
    '.',
    '..',
    'a/..',
    '../b',
    'a/./b',
    'a/../b',
    '%2e',
    '%2E%2e',
    '.%2e',
    'a%2f..',
    'a/%2e%2E/b',
    'a\\..\\b',
    'a%5C..',
  ],
  ...['', ' ', ' a', 'a ', 'a b', 'a\tb', 'a\nb', 'a\u0000b', 'é', 'e\u0301', '\ud800', '１', 'x'.repeat(101)],
])('an id may not be %j: no path carries it, or it has two spellings', (text) =>
  expect(id.safeParse(text).success).toBe(false),
);

it('only what stands in a path is held to it', () => expect(identifier(100).safeParse('..').success).toBe(true));

it.each(['1970-01-01T00:00:00Z', '2026-02-28T23:59:59.999999+05:30', '2199-12-31T23:59:59Z'])(
  '%s is a moment',
  (text) => expect(instant.safeParse(text).success).toBe(true),
);

it.each([
  ...[
    '0000-01-01T00:00:00Z',
    '1969-12-31T23:59:59Z',
    '2200-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '99999-01-01T00:00:00Z',
  ],
  ...[
    '+099999-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01',
    '2026-01-01T00:00:00',
    '1e12',
    '',
  ],
])('%s is no moment that a record holds', (text) => expect(instant.safeParse(text).success).toBe(false));
