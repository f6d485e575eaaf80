import { expect, it } from 'vitest';
import { findingGroups, listedPlaces, memberListWords, whyFindingsHold } from './report-finding-words';

it('puts findings of one kind together: those that hold the report back first, then those with most places', () => {
  const untold = (place: string) => ({ code: 'MATERIAL_ASPECTS_MISSING', place, found: null }) as const;
  const over = { code: 'COLUMN_OVER_100', place: '2026-07 SP500 marketPct', found: '100.02' } as const;
  const unknown = (place: string) => ({ code: 'LATER_NBBO_UNKNOWN', place, found: '100 shares' }) as const;
  const notKnown = ['50ms', '1s', '15s'].map(unknown);
  const groups = findingGroups([...notKnown, over, untold('2026-07 SP500 Nasdaq'), untold('2026-08 SP500 Nasdaq')]);
  expect(groups.map(({ code, places }) => [code, places.map(({ place }) => place)])).toEqual([
    ['MATERIAL_ASPECTS_MISSING', ['2026-07 SP500 Nasdaq', '2026-08 SP500 Nasdaq']],
    ['COLUMN_OVER_100', ['2026-07 SP500 marketPct']],
    ['LATER_NBBO_UNKNOWN', ['50ms', '1s', '15s']],
  ]);
  expect(groups.map(({ isHolding }) => isHolding)).toEqual([true, true, false]);
  const found = { findings: [...notKnown, over], member_lists: null, breaks: null, asides: [] };
  expect(whyFindingsHold(found, false)).toMatch(/found something with which no report leaves/);
  expect(whyFindingsHold(found, true), 'simulated orders are nobody’s report').toBe('');
  expect(whyFindingsHold({ ...found, findings: notKnown }, false)).toBe('');
  expect(groups[1]?.says).toBe('The percentages of the venues add up to more than 100.');
});

it('says by which list stocks are divided, and where there is none', () => {
  expect(
    memberListWords(
      [
        { quarter: '2026-04-01', as_of: null },
        { quarter: '2026-07-01', as_of: '2026-07-01' },
        { quarter: '2026-10-01', as_of: '2026-09-22' },
      ],
      'RULE_606_A1',
    ),
  ).toEqual([
    'There is no list of S&P 500 members for the quarter from 2026-04-01: all of its stocks stand as Non-S&P 500.',
    'Stocks of the quarter from 2026-07-01 are divided by the S&P 500 list of its first day.',
    'Stocks of the quarter from 2026-10-01 are divided by the S&P 500 list of 2026-09-22, the last one before its first day.',
  ]);
  expect(memberListWords([{ quarter: '2026-09-01', as_of: '2026-09-01' }], 'RULE_605')).toEqual([
    'Stocks of the month from 2026-09-01 are divided by the S&P 500 list of its first day.',
  ]);
});

it('lists places in words, and a venue that is not told of once', () => {
  const untold = (place: string) => ({ place, found: null });
  const places = ['2026-07 SP500 Nasdaq', '2026-07 SP500 IEX', '2026-08 OTHER Nasdaq'].map(untold);
  expect(listedPlaces({ code: 'MATERIAL_ASPECTS_MISSING', places })).toEqual([
    { where: 'IEX', note: 'one place' },
    { where: 'Nasdaq', note: '2 places' },
  ]);
  expect(
    listedPlaces({ code: 'COLUMN_OVER_100', places: [{ place: '2026-07 SP500 marketPct', found: '100.02' }] }),
  ).toEqual([{ where: 'July 2026, S&P 500 Stocks: marketPct', note: '100.02' }]);
  expect(listedPlaces({ code: 'LATER_NBBO_UNKNOWN', places: [{ place: '50ms', found: '100 shares' }] })).toEqual([
    { where: '50ms', note: '100 shares' },
  ]);
});
