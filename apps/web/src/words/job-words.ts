import type { JobRequestView, JobRunView, JobView } from '@fairlead/contracts/job-history';
import type { Tone } from '@fairlead/ui/badge';
import { formatQuantity } from './figures';

/** What each job is called, and what it does. One that is not listed is called by its name. */
const JOBS: Readonly<Record<string, { readonly title: string; readonly does: string }>> = {
  'make-partitions': {
    title: 'Room ahead',
    does: 'Makes the parts of the tables that are divided by time before they are written into.',
  },
  'venue-statistics': {
    title: 'Quality of venues',
    does: 'Computes minute by minute how much venues filled, how fast, and how the price moved.',
  },
  'venue-performance': {
    title: 'Performance of venues',
    does: 'Rolls up by venue and symbol what venues did, hour by hour and day by day.',
  },
  markouts: { title: 'Markouts', does: 'Marks executions by the market of some time later.' },
  'quality-sums': {
    title: 'Sums of execution quality',
    does: 'Adds up hour by hour how well orders were executed, and anew where something has changed.',
  },
  'due-reports': {
    title: 'Reports that are due',
    does: 'Asks for the reports that the calendar asks for: of a quarter and of a month when they have been over for some days, and of every one that was missed.',
  },
  'report-retention': {
    title: 'Retention of reports',
    does: 'Drops the rows and files of reports whose time is over; what they said stays.',
  },
  'report-runs': { title: 'Reports', does: 'Makes the reports that were asked for.' },
  'journal-sums': {
    title: 'Sums of the journal',
    does: 'Keeps what the journal says of each order, for reports to be held against.',
  },
  'simulated-orders': { title: 'Simulated orders', does: 'Deletes orders of the demo flow whose time is over.' },
  retention: {
    title: 'Retention',
    does: 'Drops the quality of venues, the history of the market and the tries of jobs whose time is over.',
  },
  'daily-roots': { title: 'Daily roots', does: 'Covers each day of the journal that is over with one hash.' },
  'journal-retention': {
    title: 'Retention of the journal',
    does: 'Makes room in the journal, and drops what of it is over and its time too.',
  },
  'import-orders': {
    title: 'Imports from this machine',
    does: 'Imports what a firm has routed elsewhere, from files that lie on the worker’s machine.',
  },
  uploads: { title: 'Imports', does: 'Loads the files that were brought by the console or the API.' },
};

export const jobTitle = (name: string): string => JOBS[name]?.title ?? name;
export const jobDoes = (name: string): string => JOBS[name]?.does ?? '';

const UNITS = [
  { ms: 86_400_000, name: 'day' },
  { ms: 3_600_000, name: 'hour' },
  { ms: 60_000, name: 'minute' },
  { ms: 1_000, name: 'second' },
] as const;

/** A schedule in words: every minute, every 5 seconds. */
export function scheduleWords(everyMs: number | null): string {
  if (everyMs === null) return 'when asked for';
  const unit = UNITS.find(({ ms }) => everyMs % ms === 0);
  if (unit === undefined) return `every ${formatQuantity(everyMs)} ms`;
  const count = everyMs / unit.ms;
  return count === 1 ? `every ${unit.name}` : `every ${formatQuantity(count)} ${unit.name}s`;
}

/** What a queue is for. */
const QUEUES: Readonly<Record<string, string>> = {
  'fairlead-jobs': 'On schedule',
  'fairlead-requests': 'Reports and imports',
};
export const queueWords = (queue: string): string => QUEUES[queue] ?? queue;

interface Word {
  readonly name: string;
  readonly tone: Tone;
}

/** So long after its time a job that does not run is late. */
const LATE_MS = 30_000;

/** How a job stands, at a time. */
export function jobState({ last, asked, ...job }: JobView, nowMs: number): Word {
  if (job.failures_in_a_row > 0) return { name: 'Failing', tone: 'stopped' };
  if (last?.outcome === 'RUNNING') return { name: 'Running', tone: 'accent' };
  if (asked.length > 0) return { name: 'Asked for', tone: 'accent' };
  if (job.next_at !== null && nowMs - Date.parse(job.next_at) > LATE_MS) return { name: 'Late', tone: 'degraded' };
  return last === null ? { name: 'Not run yet', tone: 'neutral' } : { name: 'Well', tone: 'good' };
}

/** What a try has come to, in a word. */
export const OUTCOMES: Readonly<Record<JobRunView['outcome'], Word>> = {
  RUNNING: { name: 'Running', tone: 'accent' },
  DONE: { name: 'Done', tone: 'good' },
  FAILED: { name: 'Failed', tone: 'stopped' },
  BROKEN_OFF: { name: 'Broke off', tone: 'degraded' },
};

/** What a try has come to: its facts, its error, or why there is neither. */
export function cameTo({ outcome, facts, error }: JobRunView): string {
  switch (outcome) {
    case 'RUNNING':
      return '';
    case 'DONE':
      return factWords(facts ?? {});
    case 'FAILED':
      return error ?? '';
    case 'BROKEN_OFF':
      return 'Its process ended before it did.';
  }
}

/** Facts by their names; what is nothing is not said, and where all is, that there was nothing to do. */
function factWords(facts: Readonly<Record<string, unknown>>): string {
  const said = Object.entries(facts).flatMap(([name, value]) => sayFact(name.replaceAll('_', ' '), value));
  return said.length === 0 ? 'nothing to do' : said.join(' · ');
}

function sayFact(name: string, value: unknown): string[] {
  if (value === null || value === 0 || value === false || value === '') return [];
  if (typeof value === 'number') return [`${name} ${formatQuantity(value)}`];
  if (value === true) return [name];
  if (Array.isArray(value)) return value.length === 0 ? [] : [`${name} ${value.map(String).join(', ')}`];
  if (typeof value === 'object') return Object.entries(value).flatMap(([inner, of]) => sayFact(`${name} ${inner}`, of));
  return [`${name} ${String(value)}`];
}

/** Why a job runs, or ran. */
export function causeWords({ cause, request }: Pick<JobRunView, 'cause' | 'request'>): string {
  if (request !== null) return `${request.retry_of === null ? 'asked for' : 'tried again'} by ${request.requested_by}`;
  return cause === 'SCHEDULE' ? 'on schedule' : 'by a program';
}

/** Where something stands that was asked. */
export function askedWords({ requested_by: by, reason, retry_of: retryOf, state, tries }: JobRequestView): string {
  const what = retryOf === null ? 'a run now' : 'another try of a run that failed';
  const stands =
    state === 'WAITING' ? 'The worker has not begun yet.' : `Try ${tries} of 5 has begun, and it has not ended yet.`;
  return `${by} has asked for ${what}: “${reason}”. ${stands}`;
}

interface Runner {
  readonly whyNot: (scope: 'jobs:run') => string;
}

/** Why a job is not run now, or with a run of it not tried again; empty where it can be. The server decides. */
export function whyNoRun({ every_ms: everyMs, asked }: JobView, retryOf: string | null, viewer: Runner): string {
  const role = viewer.whyNot('jobs:run');
  if (role !== '') return role;
  if (retryOf === null && everyMs === null)
    return 'Nobody schedules it: it runs with what somebody asks of it. A run of it that failed can be tried again.';
  const waits = asked.some(({ state, retry_of: of }) => state === 'WAITING' && of === retryOf);
  return waits ? 'It is asked for already, and waits for the worker.' : '';
}

/** A worker tells each five seconds what its queues hold. */
const AWAY_MS = 20_000;

/** Whether a worker is there that was heard last at a time. */
export const isAway = (toldAtMs: number, nowMs: number): boolean => nowMs - toldAtMs > AWAY_MS;
