import type { OrderClassification } from '@fairlead/core/order-life/classification';
import type { ReportKind } from '@fairlead/core/report/report-kind';
import type { ReportSection } from '@fairlead/core/report/report-section';
import type { RunState } from '@fairlead/core/report/run-state';
import type { Tone } from '@fairlead/ui/badge';
import { formatEt, formatEtDate } from '@fairlead/ui/time';
import type { ReportDue, ReportRun } from '@/rows/report-run';
import { formatQuantity, formatSpan } from './figures';

/** What each kind of report is called, and what it is in a few words. */
export const REPORT_KIND_WORDS: Readonly<Record<ReportKind, { readonly name: string; readonly about: string }>> = {
  RULE_606_A1: { name: 'Rule 606(a)(1)', about: 'public order routing report of a quarter' },
  RULE_606_B1: { name: 'Rule 606(b)(1)', about: 'order routing report for a customer, held orders' },
  RULE_606_B3: { name: 'Rule 606(b)(3)', about: 'order handling report for a customer, orders not held' },
  RULE_605: { name: 'Rule 605', about: 'execution quality of a month' },
  REVIEW: { name: 'Best-execution review', about: 'the firm’s own review of a quarter' },
  TCA: { name: 'Transaction costs', about: 'costs against arrival, interval and close' },
};

/** A state in a word, with how it looks. */
export const RUN_STATE_WORDS: Readonly<Record<RunState, { readonly name: string; readonly tone: Tone }>> = {
  QUEUED: { name: 'Waits its turn', tone: 'neutral' },
  RUNNING: { name: 'Being made', tone: 'accent' },
  DONE: { name: 'Waits for approval', tone: 'degraded' },
  FAILED: { name: 'Failed', tone: 'stopped' },
  APPROVED: { name: 'Approved', tone: 'strong' },
  PUBLISHED: { name: 'Published', tone: 'good' },
};

export const REPORT_SECTION_WORDS: Readonly<Record<ReportSection, string>> = {
  SP500: 'S&P 500 Stocks',
  OTHER: 'Non-S&P 500 Stocks',
  OPTIONS: 'Options',
};

export const ORDER_TYPE_WORDS: Readonly<Record<OrderClassification, string>> = {
  MARKET: 'Market Orders',
  MARKETABLE_LIMIT: 'Marketable Limit Orders',
  NON_MARKETABLE_LIMIT: 'Non-Marketable Limit Orders',
  OTHER: 'Other Orders',
};

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const ORDINALS = ['1st', '2nd', '3rd', '4th'];

/** A month of a report, as `July 2026`. */
export const monthWords = ({ year, month }: { readonly year: number; readonly month: number }): string =>
  `${MONTHS[month - 1] ?? month} ${year}`;

/** A quarter as the published forms say it: `3rd Quarter, 2026`. */
export const quarterWords = ({ year, quarter }: { readonly year: number; readonly quarter: number }): string =>
  `${ORDINALS[quarter - 1] ?? quarter} Quarter, ${year}`;

/** What time a report is of: a quarter, a month or a day where it is one, whole months by their names, else its first and last day. */
export function periodWords({
  period_from: from,
  period_to: to,
}: Pick<ReportRun, 'period_from' | 'period_to'>): string {
  const [year = 0, month = 0] = from.split('-').map(Number);
  const ends = (months: number) => new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
  if (from.endsWith('-01') && to === ends(1)) return monthWords({ year, month });
  if (from.endsWith('-01') && to === ends(3) && month % 3 === 1) return `Q${(month + 2) / 3} ${year}`;
  if (from.endsWith('-01') && to.endsWith('-01')) return wholeMonths(from, lastDay(to));
  return from === lastDay(to) ? from : `${from} to ${lastDay(to)}`;
}

/** Months from one day to another: `May to Oct 2026`, `Dec 2026 to May 2027`. */
function wholeMonths(from: string, last: string): string {
  const [first, end] = [from, last].map((day) => [day.slice(0, 4), shortMonth(Number(day.slice(5, 7)))] as const);
  if (first === undefined || end === undefined) return '';
  return `${first[1]}${first[0] === end[0] ? '' : ` ${first[0]}`} to ${end[1]} ${end[0]}`;
}

const shortMonth = (month: number): string => (MONTHS[month - 1] ?? '').slice(0, 3);

/** Whose orders a report is of. */
export function whoseWords({
  client_id: client,
  customer_id: customer,
}: Pick<ReportRun, 'client_id' | 'customer_id'>): string {
  if (client === null) return 'All clients';
  return customer === null ? `Client ${client}` : `Client ${client}, customer ${customer}`;
}

/** Whom a report is for: by the name that it prints, else by whose orders it is of. */
export function forWhom(run: Pick<ReportRun, 'client_id' | 'customer_id' | 'customer'>): string {
  if (run.customer === null) return whoseWords(run);
  return run.client_id === null ? run.customer : `${run.customer} (${run.client_id})`;
}

/** The day before the one that is in it no more. */
function lastDay(to: string): string {
  return new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10);
}

type Titled = Pick<ReportRun, 'kind' | 'period_from' | 'period_to'>;

/** A report in a line, as `Rule 606(a)(1) · Q3 2026`, with the customer that it is for. */
export const reportTitle = (run: Titled & Pick<ReportRun, 'customer'>): string =>
  `${titleOf(run)}${run.customer === null ? '' : ` · ${run.customer}`}`;

const titleOf = (run: Titled): string => `${REPORT_KIND_WORDS[run.kind].name} · ${periodWords(run)}`;

/** Who asked for a report. */
export const askedBy = ({ is_of_calendar, requested }: Pick<ReportRun, 'is_of_calendar' | 'requested'>): string =>
  is_of_calendar ? 'the calendar' : requested.by;

/** A moment in the exchange's zone, to the second, with the zone. */
export const momentOf = (atMs: number): string => `${formatEtDate(atMs)} ${formatEt(atMs).slice(0, 8)} ET`;

/** How long it took to make it; nothing where it is not made. */
export function madeIn({ started_at_ms: from, done_at_ms: to }: ReportRun): string | null {
  return from === null || to === null || to <= from ? null : formatSpan(to - from);
}

/** How far it is, and how long it takes on, by its pace; nothing while that cannot be told. */
export function progressWords({ progress, started_at_ms: startedMs, attempt }: ReportRun, nowMs: number): string {
  const tries = attempt > 1 ? `, attempt ${attempt}` : '';
  const done = `${Math.floor(progress * 100)} %${tries}`;
  if (startedMs === null || progress < 0.05 || nowMs <= startedMs) return done;
  const leftMs = ((nowMs - startedMs) * (1 - progress)) / progress;
  return `${done}, about ${formatSpan(Math.max(1_000, Math.ceil(leftMs / 1_000) * 1_000))} left`;
}

/** A report that is due, in a line: which, by when, and how far it is (nothing where that is said by when). */
export interface DueWords {
  readonly what: string;
  readonly by: string;
  readonly standing: string;
}

export function dueWords({ kind, period_from, period_to, due_on, days_left, run }: ReportDue): DueWords {
  const title = titleOf({ kind, period_from, period_to });
  if (run?.due != null) {
    const by = `${days_left < 0 ? 'was to be sent' : 'to be sent'} by ${due_on}, ${daysWords(days_left)}`;
    return { what: `${title} · ${forWhom(run)}`, by, standing: standing(run) };
  }
  if (run?.published != null) return { what: title, by: `published ${momentOf(run.published.at_ms)}`, standing: '' };
  const by = `${days_left < 0 ? 'was to be published' : 'to be published'} by ${due_on}, ${daysWords(days_left)}`;
  return { what: title, by, standing: standing(run) };
}

function daysWords(left: number): string {
  if (left < 0) return `${formatQuantity(-left)} ${left === -1 ? 'day' : 'days'} ago`;
  if (left === 0) return 'today';
  return `in ${formatQuantity(left)} ${left === 1 ? 'day' : 'days'}`;
}

function standing(run: ReportRun | null): string {
  switch (run?.state) {
    case undefined:
    case 'FAILED':
      return 'not made';
    case 'QUEUED':
    case 'RUNNING':
      return 'being made';
    case 'DONE':
      return 'waits for approval';
    default:
      return 'approved, not published';
  }
}

/** Why a run failed, in words, and what can be done. */
export interface FailureWords {
  readonly title: string;
  readonly next: string;
}

const FAILURES: Readonly<Record<string, FailureWords>> = {
  PARAMETERS_INVALID: {
    title: 'The firm’s name and CRD number are not as the form asks for them.',
    next: 'Put right who the firm is, and ask for it anew.',
  },
  PERIOD_INVALID: { title: 'The time that was asked for is not one of this report.', next: 'Ask for it anew.' },
  NO_MEMBER_LIST: {
    title: 'There is no list of S&P 500 members for its quarter, so that its stocks cannot be divided.',
    next: 'Load the list of the first day of the quarter, then make it again.',
  },
  SCHEMA_INVALID: {
    title: 'Its file is not valid by the SEC’s schema, so that no file was kept.',
    next: 'Most often a name is one that the form does not take. What the schema says stands below.',
  },
  SCHEMA_UNCHECKED: {
    title: 'Its file could not be held against the SEC’s schema within time and memory.',
    next: 'Make it again when the machine has more room.',
  },
  FILE_DISAGREES: {
    title: 'Its file, read back, does not say what it was made of, so that no file was kept.',
    next: 'This is a fault of the program: what differs stands below.',
  },
  BROKE_OFF: {
    title: 'Making it broke off five times.',
    next: 'See in the worker’s log what was away, then make it again.',
  },
};

/** A failure, as a run tells it: `CODE: what is wrong`. */
export function failureOf(error: string | null): FailureWords & { readonly code: string; readonly detail: string } {
  const [, code = '', detail = ''] = /^([A-Z0-9_]+): ([\s\S]*)$/.exec(error ?? '') ?? [];
  const words = FAILURES[code] ?? { title: 'It could not be made.', next: 'What was said of it stands below.' };
  return { ...words, code, detail: code === '' ? (error ?? '') : detail };
}

const UNITS = ['B', 'kB', 'MB', 'GB'];

/** The size of a file. */
export function sizeWords(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** step;
  return `${step === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${UNITS[step]}`;
}

/** What a file is, by its name: `XML`, `PDF`, `CSV`. */
export const formatOf = ({ name }: { readonly name: string }): string => (name.split('.').at(-1) ?? name).toUpperCase();
