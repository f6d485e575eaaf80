import { expect, it } from 'vitest';
import type { ReportRun } from '@/rows/report-run';
import {
  againLines,
  approvalLines,
  publicationLines,
  requestLines,
  whyNoApproval,
  whyNoPublication,
} from './report-act-words';

const RUN: ReportRun = {
  ...{ id: '0197a000-0000-7000-8000-000000000001', kind: 'RULE_606_A1', simulated: false },
  ...{ client_id: null, customer_id: null, customer: null, is_of_calendar: false, requested_on: null, due: null },
  ...{ period_from: '2026-07-01', period_to: '2026-10-01', firm: null, state: 'DONE', attempt: 2, progress: 1 },
  ...{ error: null, items: 1_234, as_of_position: 9, files: [], content_hash: `${'a'.repeat(56)}12345678` },
  ...{ requested_by: 'anna@example.com', requested: { by: 'Anna', at_ms: 0 }, started_at_ms: null, done_at_ms: null },
  ...{ approved: null, not_published_by: null, published: null },
};
const may = (email: string) => ({ email, whyNot: () => '' });
const CLEAN = { findings: [], member_lists: null, breaks: null, asides: [] };

it('lets another person approve than who asked for it, where record and venues agree', () => {
  expect(whyNoApproval(RUN, CLEAN, may('ben@example.com'))).toBe('');
  expect(whyNoApproval(RUN, CLEAN, may('anna@example.com'))).toBe(
    'You asked for it: another person has to approve it.',
  );
  const breaks = { count: 1, by_code: { FEE_DIFFERS: 1 }, first: [], sources: null };
  expect(whyNoApproval(RUN, { ...CLEAN, breaks }, may('ben@example.com'))).toMatch(/do not agree at one place/);
  const findings = [{ code: 'MONTH_MISSING', place: '2026-08', found: null } as const];
  expect(whyNoApproval(RUN, { ...CLEAN, findings }, may('ben@example.com'))).toMatch(/no report leaves/);
  expect(whyNoApproval(RUN, CLEAN, { email: 'ben@example.com', whyNot: () => 'not you' })).toBe('not you');
});

it('lets whoever approved a report publish it, unless the calendar had asked for it', () => {
  expect(whyNoPublication(RUN, CLEAN, may('ben@example.com'))).toBe('');
  const due = { ...RUN, not_published_by: 'ben@example.com' };
  expect(whyNoPublication(due, CLEAN, may('ben@example.com'))).toMatch(/another person has to publish it/);
  expect(whyNoPublication(due, CLEAN, may('eva@example.com'))).toBe('');
  const findings = [{ code: 'MONTH_MISSING', place: '2026-08', found: null } as const];
  expect(whyNoPublication(RUN, { ...CLEAN, findings }, may('eva@example.com'))).toMatch(/no report leaves/);
});

it('says what is approved, published or made again: which rows and files, and what was found', () => {
  const what = 'Rule 606(a)(1) · Q3 2026';
  expect(approvalLines(RUN, CLEAN)).toEqual([
    `${what}, of 1,234 rows, with the files of content …12345678.`,
    'Its checks have found nothing.',
  ]);
  const finding = { code: 'COLUMN_OVER_100', place: 'a', found: '100.02' } as const;
  expect(approvalLines(RUN, { ...CLEAN, findings: [finding, { ...finding, place: 'b' }] })[1]).toBe(
    'The percentages of the venues add up to more than 100. (2 places)',
  );
  expect(publicationLines(RUN)[0]).toBe(
    `${what} counts as published from now on, with the files of content …12345678.`,
  );
  expect(againLines(RUN)[0]).toMatch(/is made once more, attempt 3,/);
});

it('says what is asked for: the time, which orders, and whose', () => {
  const quarter = { period_from: '2026-07-01', period_to: '2026-10-01' };
  expect(requestLines({ kind: 'RULE_606_A1', year: 2026, quarter: 3, simulated: false }, quarter)).toEqual([
    'Rule 606(a)(1) of Q3 2026, of real orders, own and imported.',
    'It waits for approval by another person than you.',
  ]);
  const customer = { customer_id: 'C-7', customer: 'Seven LP', requested_on: '2026-11-30', look_through: false };
  expect(requestLines({ kind: 'RULE_606_B3', client_id: 'DEMO', ...customer, simulated: true }, null)).toEqual([
    'Rule 606(b)(3) of the six months before the request, of simulated orders only of C-7 of client DEMO.',
    'It says on every page that it is a demonstration.',
  ]);
});
