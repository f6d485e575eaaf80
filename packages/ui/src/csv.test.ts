import { expect, test } from 'vitest';
import type { Column } from './column';
import { toCsv } from './csv';

interface Row {
  readonly words: string | null;
  readonly amount: number | null;
}
const columns: readonly Column<Row>[] = [
  { id: 'words', header: 'Words', width: 1, value: (row) => row.words },
  { id: 'amount', header: 'Amount', unit: 'USD', width: 1, value: (row) => row.amount },
];
const lineOf = (row: Row) => toCsv(columns, [row]).split('\r\n').slice(1).join('\r\n');

test('the head says units, and lines end as RFC 4180 asks', () => {
  expect(toCsv(columns, [{ words: 'a', amount: 1 }])).toBe('Words,Amount (USD)\r\na,1');
});

test.each([
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['two\nlines', '"two\nlines"'],
  [null, ''],
])('%j is one cell: %j', (words, cell) => {
  expect(lineOf({ words, amount: 2 })).toBe(`${cell},2`);
});

test.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx'])('%j is no formula to a spreadsheet', (words) => {
  expect(lineOf({ words, amount: null }).replace('"', '').startsWith("'")).toBe(true);
});

test('a negative number stays a number', () => {
  expect(lineOf({ words: 'a', amount: -4.5 })).toBe('a,-4.5');
});
