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

it('a halt says for whom', () => {
  expect(haltedWhat({ scope: 'FIRM', id: null })).toBe('the whole firm');
  expect(haltedWhat({ scope: 'VENUE', id: 'XNYS' })).toBe('venue XNYS');
  for (const scope of ['FIRM', 'CLIENT', 'VENUE', 'INSTRUMENT'] as const)
    expect(haltEffect({ scope })).toContain('cancels still pass');
});

it('the bell tells how many wait, and how many of them are grave', () => {
  expect([bellLabel(0, 0), bellLabel(2, 0), bellLabel(3, 1)]).toEqual([
    'Alerts: none that you have not acknowledged',
    'Alerts: 2 not acknowledged',
    'Alerts: 3 not acknowledged, 1 critical',
  ]);
});
