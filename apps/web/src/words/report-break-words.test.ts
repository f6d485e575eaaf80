import { BREAK_CODES } from '@fairlead/core/report/break-code';
import { expect, it } from 'vitest';
import type { ReportAside, ReportBreaks, ReportReconciliation } from '@/rows/report-reconciliation';
import {
  asideLine,
  asideLines,
  breakGroups,
  comparedWords,
  isCompared,
  whyHeldBack,
  whyNoAside,
} from './report-break-words';

const BREAKS: ReportBreaks = {
  count: 6,
  by_code: { FEE_DIFFERS: 1, QUANTITY_DIFFERS: 5 },
  sources: {
    journal: { orders: 1_200, position: 9_000 },
    venues: { orphan_reports: 0 },
    drop_copies: { drop_copies: 3, venue_days: 4, venue_days_covered: 3, executions: 100 },
  },
};
const FIVE: ReportAside = {
  ...{ id: 'a', code: 'QUANTITY_DIFFERS', breaks: 5, reason: 'by its letter of Monday', by: 'Bea', at_ms: 0 },
};
const ONE: ReportAside = { ...FIVE, id: 'b', code: 'FEE_DIFFERS', breaks: 1 };
const RECONCILIATION: ReportReconciliation = { findings: [], member_lists: null, breaks: BREAKS, asides: [] };

it('puts what does not agree together by how, that of which most is open first', () => {
  const groups = (asides: readonly ReportAside[]) =>
    breakGroups(BREAKS, asides).map(({ code, count, open }) => [code, count, open]);
  expect(groups([])).toEqual([
    ['QUANTITY_DIFFERS', 5, 5],
    ['FEE_DIFFERS', 1, 1],
  ]);
  expect(groups([FIVE])).toEqual([
    ['FEE_DIFFERS', 1, 1],
    ['QUANTITY_DIFFERS', 5, 0],
  ]);
});

it('says what was compared', () => {
  expect(comparedWords(BREAKS)).toBe(
    '1,200 orders of the journal were compared with the rows, and 3 of 4 days at venues with the venues’ drop copies.',
  );
  const imported = (venue_days_covered: number) => ({
    ...BREAKS,
    sources: {
      journal: { orders: 0, position: 9 },
      venues: { orphan_reports: 0 },
      drop_copies: { drop_copies: 3, venue_days: 4, venue_days_covered, executions: 9 },
    },
  });
  expect(comparedWords(imported(3))).toMatch(/^3 of 4 days at venues were compared with the venues’ drop copies/);
  expect(comparedWords(imported(0))).toMatch(/^Nothing was compared: none of its orders was routed here/);
  expect(comparedWords({ ...BREAKS, sources: null })).toMatch(/^Nothing was compared: simulated/);
  const compared = [BREAKS, imported(3), imported(0), { ...BREAKS, sources: null }].map(isCompared);
  expect(compared).toEqual([true, true, false, false]);
});

it('holds the files of a report back that does not agree where nobody has set that aside, but of simulated orders', () => {
  const why = (asides: readonly ReportAside[]) => whyHeldBack({ ...RECONCILIATION, asides: [...asides] }, false);
  expect(why([])).toMatch(/do not agree at 6 places: its files do not leave/);
  expect(why([FIVE])).toMatch(/do not agree at one place/);
  expect(why([FIVE, ONE])).toBe('');
  expect(whyHeldBack(RECONCILIATION, true)).toBe('');
  expect(whyHeldBack({ ...RECONCILIATION, breaks: null }, false)).toBe('');
  expect(whyHeldBack(null, false)).toBe('');
});

it('lets a second person set aside what somebody else’s word is against, while the report waits for approval', () => {
  const run = { requested_by: 'anna@example.com', state: 'DONE' as const };
  const [bea, anna] = ['bea@example.com', 'anna@example.com'].map((email) => ({ email, whyNot: () => '' }));
  if (bea === undefined || anna === undefined) throw new Error('two people expected');
  expect(whyNoAside('FEE_DIFFERS', run, bea)).toBe('');
  expect(whyNoAside('FEE_DIFFERS', run, anna)).toMatch(/^You asked for the report/);
  expect(whyNoAside('FEE_DIFFERS', run, { ...bea, whyNot: () => 'An auditor looks.' })).toBe('An auditor looks.');
  expect(whyNoAside('FEE_DIFFERS', { ...run, state: 'PUBLISHED' }, bea)).toMatch(/^The report is approved/);
  expect(BREAK_CODES.filter((code) => whyNoAside(code, run, bea) === '')).toEqual([
    ...['ORDER_TWICE', 'ORPHAN_REPORT', 'EXECUTION_NOT_HERE', 'EXECUTION_NOT_AT_VENUE', 'SYMBOL_DIFFERS'],
    ...['SIDE_DIFFERS', 'QUANTITY_DIFFERS', 'PRICE_DIFFERS', 'FEE_DIFFERS'],
  ]);
});

it('tells what was set aside, and what it comes to', () => {
  expect(asideLine(FIVE)).toBe('Quantity differs, 5 times: set aside by Bea, “by its letter of Monday”');
  const at = { order_pk: null, is_here: false, venue_id: 'XNAS', day: '2026-07-06', execution_id: 'E-7', aside: null };
  const one = { number: 3, code: 'FEE_DIFFERS' as const, ...at, expected: '0.5', found: '0.03' };
  expect(asideLines('FEE_DIFFERS', one)[1]).toBe('Expected 0.5, found 0.03.');
  expect(asideLines('FEE_DIFFERS', null)).toHaveLength(2);
});
