import { expect, it } from 'vitest';
import type { ReportDue, ReportRun } from '@/rows/report-run';
import {
  askedBy,
  dueWords,
  failureOf,
  formatOf,
  madeIn,
  periodWords,
  progressWords,
  quarterWords,
  reportTitle,
  sizeWords,
  whoseWords,
} from './report-words';

const RUN: ReportRun = {
  ...{ id: '0197a000-0000-7000-8000-000000000001', kind: 'RULE_606_A1', simulated: false },
  ...{ client_id: null, customer_id: null, customer: null, requested_on: null, due: null, is_of_calendar: false },
  ...{ period_from: '2026-07-01', period_to: '2026-10-01', firm: { bd: 'Meridian', crd: '1' } },
  ...{ state: 'QUEUED', attempt: 1, progress: 0, error: null, items: null, as_of_position: null, files: [] },
  ...{ content_hash: null, requested_by: 'anna@example.com', requested: { by: 'anna', at_ms: 0 } },
  ...{ started_at_ms: null, done_at_ms: null, approved: null, not_published_by: null, published: null },
};

it.each([
  [null, null, 'All clients'],
  ['DEMO', null, 'Client DEMO'],
  ['DEMO', 'p-17', 'Client DEMO, customer p-17'],
])('a report of client %o and customer %o is of %s', (client_id, customer_id, words) => {
  expect(whoseWords({ client_id, customer_id })).toBe(words);
});

it.each([
  ['2026-07-01', '2026-10-01', 'Q3 2026'],
  ['2026-10-01', '2027-01-01', 'Q4 2026'],
  ['2026-12-01', '2027-01-01', 'December 2026'],
  // Months that are no calendar quarter are told by their names; else it is days, the last one included.
  ['2026-08-01', '2026-11-01', 'Aug to Oct 2026'],
  ['2026-12-01', '2027-06-01', 'Dec 2026 to May 2027'],
  ['2026-12-01', '2027-05-31', '2026-12-01 to 2027-05-30'],
  ['2026-03-15', '2026-03-20', '2026-03-15 to 2026-03-19'],
  ['2026-03-15', '2026-03-16', '2026-03-15'],
])('a time from %s until before %s is %s', (period_from, period_to, words) => {
  expect(periodWords({ period_from, period_to })).toBe(words);
});

it('says a quarter as the published forms do', () => {
  expect([1, 2, 3, 4].map((quarter) => quarterWords({ year: 2026, quarter }))).toEqual(
    ['1st', '2nd', '3rd', '4th'].map((ordinal) => `${ordinal} Quarter, 2026`),
  );
});

it('tells how far a run is, and how long on by its pace once that can be told', () => {
  const running = { ...RUN, started_at_ms: 1_000, progress: 0.25 };
  expect(progressWords(running, 11_000)).toBe('25 %, about 30.00 s left');
  expect(progressWords({ ...running, progress: 0.01, attempt: 2 }, 11_000)).toBe('1 %, attempt 2');
  expect(madeIn(RUN)).toBeNull();
  expect(madeIn({ ...running, done_at_ms: 13_500 })).toBe('12.50 s');
});

const DUE: ReportDue = {
  ...{ kind: 'RULE_606_A1', period_from: '2026-07-01', period_to: '2026-10-01', due_on: '2026-10-31' },
  ...{ days_left: 3, run: null },
};

const OWED = { ...RUN, client_id: 'DEMO', requested_on: '2026-10-22', due: { on: '2026-10-31', is_over: false } };

it.each<[Partial<ReportDue>, string[]]>([
  [{}, ['Rule 606(a)(1) · Q3 2026', 'to be published by 2026-10-31, in 3 days', 'not made']],
  [{ days_left: 0, run: RUN }, ['Rule 606(a)(1) · Q3 2026', 'to be published by 2026-10-31, today', 'being made']],
  [
    { days_left: -1, run: { ...RUN, state: 'DONE' } },
    ['Rule 606(a)(1) · Q3 2026', 'was to be published by 2026-10-31, 1 day ago', 'waits for approval'],
  ],
  [
    { run: { ...RUN, state: 'PUBLISHED', published: { by: 'anna', at_ms: Date.UTC(2026, 9, 20, 14) } } },
    ['Rule 606(a)(1) · Q3 2026', 'published 2026-10-20 10:00:00 ET', ''],
  ],
  [
    { run: OWED, days_left: 0, due_on: '2026-10-31' },
    ['Rule 606(a)(1) · Q3 2026 · Client DEMO', 'to be sent by 2026-10-31, today', 'being made'],
  ],
  [
    { run: { ...OWED, customer: 'Bigelow Fund', state: 'DONE' }, days_left: -2, due_on: '2026-10-31' },
    [
      'Rule 606(a)(1) · Q3 2026 · Bigelow Fund (DEMO)',
      'was to be sent by 2026-10-31, 2 days ago',
      'waits for approval',
    ],
  ],
])('says what is due and where it stands: %o', (changes, [what, by, standing]) => {
  expect(dueWords({ ...DUE, ...changes })).toEqual({ what, by, standing });
});

it('names a report with whom it is for, and says who asked for it', () => {
  expect(reportTitle(RUN)).toBe('Rule 606(a)(1) · Q3 2026');
  expect(reportTitle({ ...RUN, customer: 'Bigelow Fund' })).toBe('Rule 606(a)(1) · Q3 2026 · Bigelow Fund');
  expect([askedBy(RUN), askedBy({ ...RUN, is_of_calendar: true })]).toEqual(['anna', 'the calendar']);
});

it('says why a run failed and what to do; what it does not know it shows as it is', () => {
  expect(failureOf('NO_MEMBER_LIST: no members of the S&P 500 are loaded of 2026-07-01 or before')).toMatchObject({
    code: 'NO_MEMBER_LIST',
    detail: 'no members of the S&P 500 are loaded of 2026-07-01 or before',
    next: expect.stringContaining('Load the list'),
  });
  expect(failureOf('a disk is full')).toMatchObject({ code: '', detail: 'a disk is full' });
  expect(failureOf(null)).toMatchObject({ code: '', detail: '' });
});

it('says the size of a file, and what it is', () => {
  expect([0, 999, 1_000, 38_400, 2_500_000].map(sizeWords)).toEqual(['0 B', '999 B', '1.0 kB', '38 kB', '2.5 MB']);
  expect(formatOf({ name: '7_606_NMS_2026_Q3.XML' })).toBe('XML');
});
