import { readdir, readFile } from 'node:fs/promises';
import type { JobRequestView, JobRunView, JobView } from '@fairlead/contracts/job-history';
import { IMPORT_ORDERS } from '@fairlead/contracts/jobs';
import { expect, it } from 'vitest';
import {
  askedWords,
  cameTo,
  causeWords,
  isAway,
  jobDoes,
  jobState,
  jobTitle,
  scheduleWords,
  whyNoRun,
} from './job-words';

const NOW = Date.parse('2026-11-30T15:00:00Z');
const RUN: JobRunView = {
  ...{ id: 'r', job: 'markouts', queue: 'fairlead-jobs', cause: 'SCHEDULE', attempt: 1, outcome: 'DONE' },
  ...{ facts: {}, error: null, started_at: '2026-11-30T14:59:00Z', ended_at: '2026-11-30T14:59:01Z' },
  ...{ duration_ms: 1_000, request: null },
};
const REQUEST: JobRequestView = {
  ...{ id: 'q', job: 'markouts', retry_of: null, reason: 'the disk has room', requested_by: 'anna' },
  ...{ requested_at: '2026-11-30T14:59:30Z', state: 'WAITING', tries: 0, ended_at: null },
};
const JOB: JobView = {
  ...{ name: 'markouts', queue: 'fairlead-jobs', every_ms: 60_000, next_at: '2026-11-30T15:00:30Z', last: RUN },
  ...{ failures_in_a_row: 0, failed_of_day: 0, asked: [] },
};
const anybody = { whyNot: () => '' };

it.each([
  [1_000, 'every second'],
  [5_000, 'every 5 seconds'],
  [60_000, 'every minute'],
  [90_000, 'every 90 seconds'],
  [300_000, 'every 5 minutes'],
  [3_600_000, 'every hour'],
  [86_400_000, 'every day'],
  [1_500, 'every 1,500 ms'],
  [null, 'when asked for'],
])('a schedule of %s ms is %s', (everyMs, words) => {
  expect(scheduleWords(everyMs)).toBe(words);
});

it('what a job comes to is said by what there is of it', () => {
  expect(cameTo({ ...RUN, facts: { made: 0, failed: 0 } })).toBe('nothing to do');
  expect(cameTo({ ...RUN, facts: { quality_hours: 1_234, late: { '1m': 2, '5m': 0 }, state: 'COMPLETE' } })).toBe(
    'quality hours 1,234 · late 1m 2 · state COMPLETE',
  );
  expect(cameTo({ ...RUN, facts: { roots: ['a', 'b'], was_there: true, none: [], gone: null } })).toBe(
    'roots a, b · was there',
  );
  expect(cameTo({ ...RUN, outcome: 'FAILED', facts: null, error: 'the disk is full' })).toBe('the disk is full');
  expect(cameTo({ ...RUN, outcome: 'BROKEN_OFF', facts: null })).toBe('Its process ended before it did.');
});

it('a job that fails says so before anything else, and one that is not run in its time is late', () => {
  const stateOf = (job: Partial<JobView>) => jobState({ ...JOB, ...job }, NOW).name;
  expect(stateOf({})).toBe('Well');
  expect(stateOf({ last: null })).toBe('Not run yet');
  expect(stateOf({ next_at: '2026-11-30T14:59:29Z' })).toBe('Late');
  expect(stateOf({ asked: [REQUEST], next_at: '2026-11-30T14:59:29Z' })).toBe('Asked for');
  expect(stateOf({ last: { ...RUN, outcome: 'RUNNING' }, asked: [REQUEST] })).toBe('Running');
  expect(stateOf({ last: { ...RUN, outcome: 'RUNNING' }, failures_in_a_row: 2 })).toBe('Failing');
});

it('why a job runs, and where it stands that was asked', () => {
  expect(causeWords(RUN)).toBe('on schedule');
  expect(causeWords({ cause: 'PROGRAM', request: null })).toBe('by a program');
  expect(causeWords({ cause: 'PERSON', request: { ...REQUEST, retry_of: 'r' } })).toBe('tried again by anna');
  expect(askedWords(REQUEST)).toBe('anna has asked for a run now: “the disk has room”. The worker has not begun yet.');
  expect(askedWords({ ...REQUEST, state: 'TAKEN', tries: 2 })).toContain('Try 2 of 5 has begun');
});

it('says why a job is not run: the role, that nobody schedules it, or that it waits already', () => {
  expect(whyNoRun(JOB, null, anybody)).toBe('');
  expect(whyNoRun(JOB, null, { whyNot: () => 'not you' })).toBe('not you');
  expect(whyNoRun({ ...JOB, every_ms: null }, null, anybody)).toContain('Nobody schedules it');
  expect(whyNoRun({ ...JOB, every_ms: null }, 'r', anybody)).toBe('');
  expect(whyNoRun({ ...JOB, asked: [REQUEST] }, null, anybody)).toContain('waits for the worker');
  expect(whyNoRun({ ...JOB, asked: [REQUEST] }, 'r', anybody)).toBe('');
});

it('a worker that has not been heard for some time is away, and a job without words is called by its name', () => {
  expect([isAway(NOW - 6_000, NOW), isAway(NOW - 30_000, NOW)]).toEqual([false, true]);
  expect([jobTitle('markouts'), jobTitle('another')]).toEqual(['Markouts', 'another']);
});

it('every job of the worker has a title and a sentence', async () => {
  const folder = new URL('../../../worker/src/jobs/', import.meta.url);
  const sources = await Promise.all((await readdir(folder)).map((file) => readFile(new URL(file, folder), 'utf8')));
  const names = sources.flatMap((source) =>
    [...source.matchAll(/^ {4}name: '([^']+)'/gm)].map(([, name = '']) => name),
  );
  expect(names).toContain('markouts');
  const unsaid = [...names, IMPORT_ORDERS].filter((name) => jobTitle(name) === name || jobDoes(name) === '');
  expect(unsaid).toEqual([]);
});
