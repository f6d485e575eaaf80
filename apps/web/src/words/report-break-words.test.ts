import { expect, it } from 'vitest';
import type { ReportBreaks, ReportReconciliation } from '@/rows/report-reconciliation';
import { breakGroups, breakLine, comparedWords, whyHeldBack } from './report-break-words';

const at = { order_pk: null, venue_id: 'XNAS', day: '2026-07-06', execution_id: 'E-7', expected: '100', found: '90' };
const BREAKS: ReportBreaks = {
  count: 6,
  by_code: { FEE_DIFFERS: 1, QUANTITY_DIFFERS: 5 },
  first: [
    { code: 'FEE_DIFFERS', ...at },
    { code: 'QUANTITY_DIFFERS', ...at },
  ],
  sources: {
    journal: { orders: 1_200, position: 9_000 },
    venues: { orphan_reports: 0, children_in_doubt: 0 },
    drop_copies: { statements: 3, venue_days: 4, venue_days_covered: 3, executions: 100 },
  },
};
const RECONCILIATION: ReportReconciliation = { findings: [], member_lists: null, breaks: BREAKS };

it('puts what does not agree together by how, the most frequent first', () => {
  expect(breakGroups(BREAKS).map(({ code, count, first }) => [code, count, first.length])).toEqual([
    ['QUANTITY_DIFFERS', 5, 1],
    ['FEE_DIFFERS', 1, 1],
  ]);
});

it('says what was compared, and where something is not as expected', () => {
  expect(comparedWords(BREAKS)).toBe(
    '1,200 orders of the journal were compared with the rows, and 3 of 4 days at venues with the venues’ drop copies.',
  );
  expect(comparedWords({ ...BREAKS, sources: null })).toMatch(/^Nothing was compared/);
  expect(breakLine({ code: 'QUANTITY_DIFFERS', ...at })).toBe('XNAS 2026-07-06 E-7: expected 100, found 90');
  expect(breakLine({ code: 'ORPHAN_REPORT', ...at, day: null, execution_id: null, expected: null, found: null })).toBe(
    'XNAS',
  );
});

it('holds the files of a report back that does not agree, but of simulated orders', () => {
  expect(whyHeldBack(RECONCILIATION, false)).toMatch(/do not agree at 6 places: its files do not leave/);
  expect(whyHeldBack(RECONCILIATION, true)).toBe('');
  expect(whyHeldBack({ ...RECONCILIATION, breaks: null }, false)).toBe('');
  expect(whyHeldBack(null, false)).toBe('');
});
