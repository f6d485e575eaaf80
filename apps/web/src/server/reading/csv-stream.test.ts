import { expect, it, vi } from 'vitest';
import type { PageOf } from '@/rows/page-of';

vi.mock('server-only', () => ({}));
const { csvBody, csvPieces } = await import('./csv-stream');

interface Row {
  readonly id: string;
  readonly quantity: number | null;
}

const COLUMNS = [
  { header: 'id', value: (row: Row) => row.id },
  { header: 'quantity', value: (row: Row) => row.quantity },
];
const pageOf = (rows: readonly Row[], next: string | null): PageOf<Row> => ({
  rows,
  next_cursor: next,
  position: 1,
  as_of_ms: 1,
});
const row = (id: string): Row => ({ id, quantity: 1 });

async function textOf(pages: readonly (PageOf<Row> | Error)[], rowsMax?: number): Promise<string> {
  const [first, ...rest] = pages;
  if (first === undefined || first instanceof Error) throw new Error('a first page expected');
  const step = async () => {
    const page = rest.shift();
    if (page === undefined || page instanceof Error) throw page ?? new Error('no more pages');
    return page;
  };
  const list = { columns: COLUMNS, head: ['# orders'], first, step, ...(rowsMax === undefined ? {} : { rowsMax }) };
  return new Response(csvBody(csvPieces(list))).text();
}

it('gives all pages under one head, and says at the end that the file is whole', async () => {
  const text = await textOf([pageOf([row('a')], 'x'), pageOf([], 'y'), pageOf([{ id: 'b', quantity: null }], null)]);
  expect(text.split('\r\n')).toEqual([
    '# orders',
    'id,quantity',
    'a,1',
    'b,',
    '"# end: 2 rows, all that fit the filter"',
    '',
  ]);
});

it('writes as text what a spreadsheet would run, and keeps commas, quotes and line ends in their cell', async () => {
  const text = await textOf([pageOf(['=1+1', '+1', '-1', '@x', 'a,b', 'a"b', 'a\nb'].map(row), null)]);
  for (const cell of ["'=1+1,", "'+1,", "'-1,", "'@x,", '"a,b",', '"a""b",', '"a\nb",']) expect(text).toContain(cell);
});

it('says in its last line that it is not whole where the list could not be read on', async () => {
  const text = await textOf([pageOf([row('a')], 'x'), new Error('the database has gone')]);
  expect(text.trimEnd().split('\r\n').at(-1)).toBe('# INCOMPLETE: the list could not be read on after 1 rows');
  expect(text).not.toContain('# end');
});

it('ends at the most rows that a file holds, and says so', async () => {
  const text = await textOf([pageOf([row('a'), row('b')], 'x'), pageOf([row('c'), row('d')], 'y')], 3);
  expect(text).toContain('c,1');
  expect(text).not.toContain('d,1');
  expect(text).toContain('# end: 3 rows, and no more than these are given');
});

it('stops reading the list when nobody reads the file any more', async () => {
  let steps = 0;
  const step = async () => {
    steps += 1;
    return pageOf([row('a')], 'more');
  };
  const body = csvBody(csvPieces({ columns: COLUMNS, head: [], first: pageOf([row('a')], 'x'), step }));
  const reader = body.getReader();
  await reader.read();
  await reader.read();
  await reader.cancel();
  const before = steps;
  await Promise.resolve();
  expect(steps).toBe(before);
});
