import { expect, it } from 'vitest';
import { drillWords, formatDollars, formatExact, subjectWords, whyNoApproval, whyNoVerdict } from './risk-words';

it.each([
  ['0', '0.00'],
  ['1234567890123456789.12345678', '1,234,567,890,123,456,789.12345678'],
  ['-1000.5', '−1,000.50'],
  ['999', '999.00'],
])('writes %s dollars exactly, as %s', (text, said) => {
  expect(formatExact(text)).toBe(said);
});

it.each([
  ['0', '0.00'],
  ['33050499402.2100531', '33,050,499,402.21'],
  ['-1000.505', '−1,000.51'],
  ['999.995', '1,000.00'],
  ['0.05', '0.05'],
  ['-0.004', '0.00'],
  ['1234567890123456789.12345678', '1,234,567,890,123,456,789.12'],
])('writes %s dollars to the cent, as %s', (text, said) => {
  expect(formatDollars(text)).toBe(said);
});

const EVERYBODY = { client_id: null, account: null, instrument_id: null, asset_class: null, venue_id: null };
it.each([
  [{ scope: 'FIRM', ...EVERYBODY }, 'The firm'],
  [{ scope: 'CLIENT', ...EVERYBODY }, 'Every client'],
  [{ scope: 'ACCOUNT', ...EVERYBODY, client_id: 'A', account: 'X' }, 'Account X of client A'],
  [{ scope: 'INSTRUMENT', ...EVERYBODY, asset_class: 'FX' }, 'Every instrument of FX'],
  [{ scope: 'INSTRUMENT', ...EVERYBODY, instrument_id: 'KO' }, 'KO'],
  [{ scope: 'VENUE', ...EVERYBODY, venue_id: 'XNYS' }, 'Venue XNYS'],
] as const)('says whom a limit is for', (subject, words) => {
  expect(subjectWords(subject)).toBe(words);
});

it('says to whoever wrote a version that another person decides, and to others nothing', () => {
  const viewer = { email: 'ops@example.com', whyNot: () => '' };
  const by = (author: string, author_person: string) => ({ author, author_person });
  expect(whyNoVerdict(by('ops@example.com', 'ops@example.com'), viewer)).toMatch(/^You wrote it: another person/);
  expect(whyNoVerdict(by('desk', 'ops@example.com'), viewer)).toMatch(/^You wrote it, by your key desk: another/);
  expect(whyNoVerdict(by('desk', 'risk@example.com'), viewer)).toBe('');
  expect(whyNoVerdict(by('desk', 'risk@example.com'), { ...viewer, whyNot: () => 'Not yours.' })).toBe('Not yours.');
});

it('says of a version that a later one has overtaken that it must be written anew', () => {
  expect(whyNoApproval({ version: 2 }, 4)).toMatch(/^A later version is in force/);
  expect([whyNoApproval({ version: 5 }, 4), whyNoApproval({ version: 1 }, 0)]).toEqual(['', '']);
});

it('says what a drill breaks', () => {
  expect([drillWords('VERSION_SKEW'), drillWords('a person’s halt')]).toEqual([
    'Other quantities than were decided',
    'A person’s halt',
  ]);
});
