import { HALT_SCOPES } from '@fairlead/core/control/halts';
import { expect, it } from 'vitest';
import { ageWords, bellLabel, haltEffect, haltedWhat } from './notice-words';

it.each([
  [0, 'just now'],
  [-5_000, 'just now'],
  [12_000, '12 s ago'],
  [61_000, '1 min ago'],
  [7_200_000, '2 h ago'],
  [90_000_000, '1 d ago'],
])('%i ms are %s', (ms, words) => {
  expect(ageWords(ms)).toBe(words);
});

const NOTHING = { client_id: null, venue_id: null, instrument_id: null };

it.each([
  [{}, 'the whole firm'],
  [{ client_id: 'C1' }, 'client C1'],
  [{ venue_id: 'XNYS' }, 'venue XNYS'],
  [{ instrument_id: 'AAPL' }, 'instrument AAPL'],
  [{ client_id: 'C1', venue_id: 'XNYS' }, 'client C1 at venue XNYS'],
  [{ client_id: 'C1', instrument_id: 'AAPL' }, 'client C1 in instrument AAPL'],
  [{ venue_id: 'XNYS', instrument_id: 'AAPL' }, 'instrument AAPL at venue XNYS'],
])('a halt of %o says for whom: %s', (named, words) => {
  expect(haltedWhat({ ...NOTHING, ...named })).toBe(words);
});

it('a halt says that cancels pass', () => {
  for (const scope of HALT_SCOPES) expect(haltEffect({ scope })).toContain('cancels still pass');
});

it('the bell tells how many wait, and how many of them are grave', () => {
  expect([bellLabel(0, 0), bellLabel(2, 0), bellLabel(3, 1)]).toEqual([
    'Alerts: none that you have not acknowledged',
    'Alerts: 2 not acknowledged',
    'Alerts: 3 not acknowledged, 1 critical',
  ]);
});
