import type { BreakCode } from '@fairlead/core/report/break-code';
import type { ReportKind } from '@fairlead/core/report/report-kind';
import type { RunState } from '@fairlead/core/report/run-state';
import { microseconds } from '../row-reading.ts';

/** What is asked for: a kind of report of a time, its first day and the day after its last one as ISO dates. */
export interface ReportRequest {
  readonly kind: ReportKind;
  readonly period_from: string;
  readonly period_to: string;
  /** What else it depends on; its shape is for whoever makes the report. */
  readonly parameters: object;
  /** Of simulated orders only. */
  readonly simulated: boolean;
  /** The day on which a customer asked for its report, an ISO date. */
  readonly requested_on?: string;
}

/** A file of a report that is done. */
export interface ReportFile {
  readonly name: string;
  readonly media_type: string;
  readonly bytes: number;
  /** 64 hex digits. */
  readonly sha256: string;
}

/** What a run has come to. */
export interface FinishedReport {
  readonly items: number;
  /** Up to which position of the journal it tells. */
  readonly as_of_position: number;
  /** What its files were made of; its shape is for whoever makes the report. */
  readonly figures: object;
  readonly reconciliation: object;
  readonly files: readonly ReportFile[];
  /** SHA-256 over its files, 64 hex digits. */
  readonly content_hash: string;
}

/** Breaks of a run that a second person has set aside, with why. */
export interface ReportAside {
  readonly id: string;
  readonly code: BreakCode;
  readonly breaks: number;
  readonly reason: string;
  readonly set_by: string;
  readonly set_by_name: string;
  /** Microseconds since 1970. */
  readonly set_at_us: number;
}

/** A run as it is stored; what is not there yet is null. Times are microseconds since 1970. */
export interface ReportRunRow extends Omit<ReportRequest, 'parameters' | 'requested_on'> {
  readonly id: string;
  readonly parameters: unknown;
  readonly requested_on: string | null;
  /** The last day on which its customer is to have it, an ISO date; null where the rule gives none, and of simulated orders. */
  readonly due_on: string | null;
  readonly state: RunState;
  /** Which of its attempts may write. */
  readonly attempt: number;
  /** 0 to 1. */
  readonly progress: number;
  readonly error: string | null;
  readonly items: number | null;
  readonly as_of_position: number | null;
  readonly figures: unknown;
  readonly reconciliation: unknown;
  /** Those of its breaks that were set aside, the oldest first. */
  readonly asides: readonly ReportAside[];
  readonly files: readonly ReportFile[] | null;
  readonly content_hash: string | null;
  readonly requested_by: string;
  readonly requested_by_name: string;
  readonly requested_at_us: number;
  /** Nobody's own request but the calendar's, or a program's: who approves it does not publish it. */
  readonly asked_by_service: boolean;
  readonly started_at_us: number | null;
  readonly done_at_us: number | null;
  readonly approved_by: string | null;
  readonly approved_by_name: string | null;
  readonly approval_reason: string | null;
  readonly approved_at_us: number | null;
  readonly published_by: string | null;
  readonly published_by_name: string | null;
  readonly published_at_us: number | null;
}

const time = (column: string) => `${microseconds(column)} as ${column}_us`;

export const SUMMARY = `id, kind, period_from::text as period_from, period_to::text as period_to, parameters, simulated, state, attempt,
  progress::float8 as progress, error, items::float8 as items, as_of_position::float8 as as_of_position, files, content_hash,
  requested_on::text as requested_on, due_on::text as due_on, requested_by, requested_by_name, asked_by_service, ${time('requested_at')}, ${time('started_at')},
  ${time('done_at')}, approved_by, approved_by_name, approval_reason,
  ${time('approved_at')}, published_by, published_by_name, ${time('published_at')}`;
const ASIDE = `a.id, a.code, a.breaks, a.reason, a.set_by, a.set_by_name, ${microseconds('a.set_at')} as set_at_us`;
export const ASIDES = `select ${ASIDE} from report_asides a`;
/** A run whole; the figures of a report can be megabytes, so that lists leave them out. */
export const RUNS = `select ${SUMMARY}, figures, reconciliation,
  (select coalesce(json_agg(a order by a.set_at_us, a.id), '[]') from (${ASIDES} where a.run_id = report_runs.id) a) as asides from report_runs`;
export const RUN_SUMMARIES = `select ${SUMMARY} from report_runs`;

/** Until when rows and files are kept: those of what is published for three years, of what is not for so many days after it was made. */
export interface KeptUntil {
  readonly at_us: number;
  readonly unpublished_days: number;
}

/** SQL that is true of a run whose rows and files are kept at a time. 17 CFR 242.606 keeps what is published public for three years. */
export function isKept(at: string, unpublishedDays: string): string {
  return `case when state = 'PUBLISHED' then published_at > ${at} - interval '3 years'
    else coalesce(done_at, started_at, requested_at) > ${at} - make_interval(days => ${unpublishedDays}) end`;
}

/** What lists and the audit tell of a run: all but what it was made of. */
export type ReportRunSummary = Omit<ReportRunRow, 'figures' | 'reconciliation' | 'asides'>;

export function summaryOf({
  figures: _figures,
  reconciliation: _reconciliation,
  asides: _asides,
  ...summary
}: ReportRunRow): ReportRunSummary {
  return summary;
}
