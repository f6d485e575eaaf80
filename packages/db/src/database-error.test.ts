import pg from 'pg';
import { expect, it } from 'vitest';
import { errorLine, isAway } from './database-error.ts';

const withCode = (error: Error, code: string) => Object.assign(error, { code });
const said = (code: string) => withCode(new pg.DatabaseError('what it said', 12, 'error'), code);
const refused = withCode(new Error('connect ECONNREFUSED ::1:5432'), 'ECONNREFUSED');

it.each([
  ['starts', said('57P03')],
  ['is shut down by its administrator', said('57P01')],
  ['has no room for another connection', said('53300')],
  ['refuses the connection', refused],
  ['refuses it at every address of its name', new AggregateError([refused, refused])],
  ['broke the connection', new Error('Connection terminated unexpectedly')],
  ['gave no connection in time', new Error('timeout exceeded when trying to connect')],
])('a server that %s is away', (_, error) => {
  expect(isAway(error)).toBe(true);
});

it.each([
  ['knows no such column', said('42703')],
  ['has another row of this key', said('23505')],
  ['was never asked, because we are at fault', new TypeError('x is not a function')],
  ['was asked through a file that is not there', withCode(new Error('no such file'), 'ENOENT')],
])('a server that %s is not', (_, error) => {
  expect(isAway(error)).toBe(false);
});

it('several reasons for several addresses are one line', () => {
  expect(errorLine(new AggregateError([refused, new Error('connect ETIMEDOUT')]))).toBe(
    'connect ECONNREFUSED ::1:5432, connect ETIMEDOUT',
  );
});
