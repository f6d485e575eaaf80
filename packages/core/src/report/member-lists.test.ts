import { expect, it } from 'vitest';
import { readMemberLists } from './member-lists.ts';

const lines = (...rows: string[]) => ['as_of,count,tickers', ...rows].join('\r\n');

it('reads a list a line, with or without the line of names', () => {
  const lists = [
    { asOf: '2026-07-01', symbols: ['AAPL', 'BRK.B'] },
    { asOf: '2026-08-01', symbols: ['AAPL'] },
  ];
  expect(readMemberLists(`${lines('2026-07-01,2,AAPL BRK.B', '2026-08-01,1,AAPL')}\r\n`)).toEqual({
    ok: true,
    value: lists,
  });
  expect(readMemberLists('2026-08-01,1,AAPL')).toEqual({ ok: true, value: lists.slice(1) });
});

it.each([
  ['FIELDS', 2, lines('2026-07-01,1')],
  ['FIELDS', 2, lines('2026-07-01,2,AAPL,MSFT')],
  ['DAY', 2, lines('2026-13-01,1,AAPL')],
  ['DAY', 1, 'as of,count,tickers'],
  ['SYMBOL', 3, lines('2026-07-01,1,AAPL', '2026-08-01,1,aapl')],
  ['SYMBOL', 2, lines('2026-07-01,2,AAPL AAPL')],
  ['SYMBOL', 2, lines('2026-07-01,1,')],
  ['COUNT', 2, lines('2026-07-01,3,AAPL MSFT')],
  ['DAY_TWICE', 3, lines('2026-07-01,1,AAPL', '2026-07-01,1,MSFT')],
  ['NO_LISTS', 1, lines()],
])('refuses with %s at line %i: %j', (code, line, text) => {
  expect(readMemberLists(text)).toEqual({ ok: false, error: { line, code } });
});
