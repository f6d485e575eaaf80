import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { US_EQUITY_VENUES } from '@fairlead/core/venue/us-equity-catalogue';
import { expect, it } from 'vitest';
import { readReplayEnvironment } from '../../env.ts';
import { PARTICIPANTS, participantOf, venueIdOf } from './participants.ts';
import { eachRow, textIn } from './rows.ts';

const table = join(readReplayEnvironment().shared, 'reference/market/tape_participants.csv');
const isThere = existsSync(table);
if (!isThere)
  console.warn(`skipped: no table of participants at ${table}; set FAIRLEAD_SHARED to have ours held against it`);

type Column = 'code' | 'name' | 'from_date' | 'to_date';

it.skipIf(!isThere)('are every participant of both plans, with their times', async () => {
  const theirs: string[] = [];
  const columns: readonly Column[] = ['code', 'name', 'from_date', 'to_date'];
  await eachRow(table, { separator: ',', columns, optional: [], hasHeader: true }, (row) => {
    theirs.push(columns.map((column) => textIn(row, column)).join('|'));
  });
  const ours = PARTICIPANTS.map(({ letter, name, from, to }) => [letter, name, from ?? '', to ?? ''].join('|'));
  expect(ours.sort()).toEqual(theirs.sort());
});

it('lead to venues of the catalogue, all of its exchanges among them', () => {
  const exchanges = US_EQUITY_VENUES.filter((venue) => venue.venueType === 'EXCHANGE').map((venue) => venue.venueId);
  const led = new Set(PARTICIPANTS.flatMap(({ venueId }) => venueId ?? []));
  expect([...led].sort()).toEqual([...exchanges].sort());
});

it('mean who stood behind a letter on a day', () => {
  expect(participantOf('C', '2014-01-02')?.name).toBe('National Stock Exchange');
  expect(participantOf('C', '2016-06-01')?.name).toBe('National Stock Exchange (reopened)');
  expect(participantOf('C', '2018-05-21')?.name).toBe('NYSE National');
  expect(participantOf('C', null)?.name).toBe('NYSE National');
  expect(participantOf('I', '2013-01-16')?.name).toBe('International Securities Exchange (ISE Stock Exchange)');
  expect(participantOf('V', '2016-08-01')?.name).toBe('Investors Exchange (IEX)');
  expect(participantOf('?', null)).toBeUndefined();
});

it('have no venue where there is nobody to route to', () => {
  for (const letter of ['D', 'E', 'F', 'G', 'I', 'S', 'W', 'O', '', 'n', 'NYSE']) expect(venueIdOf(letter)).toBeNull();
  expect([venueIdOf('T'), venueIdOf('Q'), venueIdOf('N')]).toEqual(['XNAS', 'XNAS', 'XNYS']);
});
