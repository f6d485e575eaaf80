import fc from 'fast-check';
import { type KeyName, VALID_REQUESTS, type ValidRequest } from './valid-requests.ts';

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: ValidRequest['method'];
  /** The path and the query, percent-encoded, or wrongly so. */
  readonly url: string;
  readonly body: string | null;
  readonly key: KeyName;
}

/** A number in the form in which it is written. */
class Digits {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const NUMBERS = [
  ...[
    '0',
    '-0',
    '1',
    '100',
    '100.0',
    '1e2',
    '5e-05',
    '0.50',
    '3.0',
    '2.5',
    '-1',
    '1.0E+6',
    '0.30000000000000004',
    '0.1000000000000000055',
  ],
  ...[
    '2147483647',
    '2147483648',
    '9007199254740993',
    '1e12',
    '999999999999',
    '999999999999.99999999',
    '999999999999999',
    '9223372036854775808',
  ],
  ...[
    '1e-8',
    '1e-9',
    '0.00000001',
    '1e22',
    '1e400',
    '1e999999999',
    '1e-999999999',
    '9'.repeat(60),
    `1${'0'.repeat(5_000)}`,
  ],
].map((text) => new Digits(text));
const TEXTS = [
  ...[
    '',
    ' ',
    'a',
    '100',
    '100.00',
    '1e2',
    '-1',
    'NaN',
    '２００',
    '٣',
    '\0',
    'a\0b',
    '\ud800',
    'x\udc00',
    '\n',
    'é',
    'e\u0301',
    '😀',
    '\u202e',
  ],
  ...[
    '.',
    '..',
    'a/../b',
    '%2e',
    '%00',
    'rules',
    'stream',
    "';--",
    '=1+1',
    '__proto__',
    'constructor',
    'known',
    'fuzz',
    'null',
  ],
  ...[
    'AAPL',
    'F',
    'EURUSD',
    'USDJPY',
    'BTC/USD',
    'NOPE',
    'XNYS',
    'ARCX',
    'INTERNAL',
    'LP4',
    'CX1',
    '*',
    '?'.repeat(50),
    '*'.repeat(50),
  ],
  ...[
    'buy',
    'SELL',
    'SELL_SHORT',
    'LIMIT',
    'STOP',
    'MIDPOINT_PEG',
    'GTC',
    'DAY',
    'FOK',
    'OPG',
    'MANUAL',
    'SEQUENTIAL',
    'DARK_FIRST',
    'OFFLINE',
    'done',
  ],
  ...[
    '1970-01-01T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '2199-12-31T23:59:59Z',
    '9999-12-31T23:59:59Z',
    '99999-01-01T00:00:00Z',
    '24:00',
    '00:00',
  ],
  ...[20, 21, 40, 41, 50, 51, 100, 101, 200, 201, 500, 501, 9_000].map((length) => 'x'.repeat(length)),
];
const odd: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...NUMBERS) },
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...TEXTS) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [null], [[]], { a: 1 }, Array(65).fill('XNYS')),
  },
  { weight: 1, arbitrary: fc.jsonValue() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.double().map((value) => new Digits(Number.isFinite(value) ? String(value) : '0')) },
);
const oddText = fc.oneof(
  fc.constantFrom(...TEXTS, ...NUMBERS.map(({ text }) => text)).map(encoded),
  fc.constantFrom('%', '%Z1', '%E0', '%ED%A0%80', '%00', 'a%2Fb', 'a%2F..%2Fb', '%252e', '+', 'a&a=1'),
  fc.string({ unit: 'binary', maxLength: 30 }).map(encoded),
);

/** Half of a character has no place in a URL, so that of a text is left out; the escapes of one are among the odd ones. */
function encoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, ''));
}

type Change = (request: ValidRequest) => ValidRequest;

/** Valid requests with one or two of their parts changed: a value, a field gone, a field more, a parameter, a part of the query. */
export const changedRequest: fc.Arbitrary<WireRequest> = fc.constantFrom(...VALID_REQUESTS).chain((valid) =>
  fc
    .record({
      changes: fc.array(fc.oneof(...changesOf(valid)), { minLength: 1, maxLength: 2 }),
      id: fc.integer({ min: 1, max: 2 ** 40 }),
      twice: fc.nat(39).map((turn) => turn === 0),
    })
    .map(({ changes, id, twice }) =>
      onWire(
        changes.reduce((request, change) => change(request), valid),
        { id, twice },
      ),
    ),
);

function changesOf(valid: ValidRequest): fc.WeightedArbitrary<Change>[] {
  const { body, query = {}, params = {} } = valid;
  const unknownQuery = fc.record({
    name: fc.constantFrom('limit', 'cursor', 'wait', 'days', 'x', '__proto__', ''),
    value: oddText,
  });
  const changes: fc.WeightedArbitrary<Change>[] = [
    { weight: 1, arbitrary: unknownQuery.map(({ name, value }) => putQuery(name, value)) },
    ...Object.keys(query).map((name) => ({ weight: 2, arbitrary: oddText.map((value) => putQuery(name, value)) })),
    ...Object.keys(params).map((name) => ({ weight: 4, arbitrary: oddText.map((value) => putParameter(name, value)) })),
  ];
  if (body === undefined) return changes;
  const paths = pathsIn(body);
  const inBody = fc
    .constantFrom(...paths)
    .chain((path) => valueFor(valueAt(body, path), path.at(-1) ?? '').map((value) => putInBody(path, value)));
  const more = fc
    .record({ path: fc.constantFrom(...paths), name: fc.constantFrom(...TEXTS), value: odd })
    .map(({ path, name, value }) => putInBody([...path.slice(0, -1), name], value));
  return [...changes, { weight: 24, arbitrary: inBody }, { weight: 1, arbitrary: more }];
}

/** What takes the place of a value: mostly what its field has elsewhere or something of its own kind; sometimes anything, or nothing. */
function valueFor(value: unknown, name: string): fc.Arbitrary<unknown> {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^[0-9.]+$/.test(value));
  const alike = isNumber
    ? fc.constantFrom<unknown>(...NUMBERS, ...NUMBERS.map(({ text }) => text))
    : typeof value === 'string'
      ? fc.constantFrom<unknown>(...TEXTS)
      : fc.constantFrom<unknown>(null, true, false, [], ['ARCX'], ['XNYS', 'XNYS'], {});
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...(VALUES.get(name) ?? [value])) },
    { weight: 5, arbitrary: alike },
    { weight: 2, arbitrary: odd },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(GONE, null) },
  );
}

/** Every value that a field of this name has in a valid request. */
const VALUES: ReadonlyMap<string, readonly unknown[]> = valuesByName();

function valuesByName(): Map<string, unknown[]> {
  const values = new Map<string, unknown[]>();
  for (const { body = {} } of VALID_REQUESTS)
    for (const path of pathsIn(body))
      values.set(path.at(-1) ?? '', [...(values.get(path.at(-1) ?? '') ?? []), valueAt(body, path)]);
  return values;
}

const putQuery =
  (name: string, value: string): Change =>
  (request) => ({ ...request, query: { ...request.query, [name]: value } });
const putParameter =
  (name: string, value: string): Change =>
  (request) => ({ ...request, params: { ...request.params, [name]: value } });
const putInBody =
  (path: readonly string[], value: unknown): Change =>
  (request) => ({ ...request, body: changed(request.body, path, value) as Record<string, unknown> });

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => Object.getOwnPropertyDescriptor(inner, name)?.value, value);
}

const GONE = Symbol('gone');

/** The paths of every field and list place below a value. */
function pathsIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => [[...path, name], ...pathsIn(each, [...path, name])]);
}

/** The value with another at a path; where the path leads nowhere any more, it stays as it is. */
function changed(value: unknown, path: readonly string[], put: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return put;
  if (typeof value !== 'object' || value === null || value instanceof Digits) return value;
  const inner = changed(Object.getOwnPropertyDescriptor(value, name)?.value, rest, put);
  const entries = Object.entries(value).filter(([key]) => key !== name);
  if (inner !== GONE) entries.push([name, inner]);
  return Array.isArray(value) ? entries.map(([, each]) => each) : Object.fromEntries(entries);
}

function onWire(
  { method, path, params, query = {}, body, key }: ValidRequest,
  at: { id: number; twice: boolean },
): WireRequest {
  const address = path.replace(/:(\w+)/g, (_, name: string) => params?.[name] ?? '');
  const asked = Object.entries(query).map(([name, value]) => `${encoded(name)}=${value}`);
  const url = asked.length === 0 ? address : `${address}?${asked.join('&')}`;
  if (body === undefined) return { method, url, body: null, key };
  const text = written(body).replace('"ID"', `"f-${at.id}"`);
  return { method, url, body: at.twice ? text.replace('{', '{"quantity":7,') : text, key };
}

/** JSON with numbers in the form in which they are to be sent. */
function written(value: unknown): string {
  if (value instanceof Digits) return value.text;
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  return `{${Object.entries(value)
    .map(([name, each]) => `${JSON.stringify(name)}:${written(each)}`)
    .join(',')}}`;
}
