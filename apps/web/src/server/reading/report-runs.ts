import 'server-only';
import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import type { ReportRunSummary } from '@fairlead/db/repositories/report-run-rows';
import { z } from 'zod';
import type { ReportRun } from '@/rows/report-run';

/** What the console shows of a run's parameters, whatever its kind. */
const shown = z.object({
  bd: z.string().catch(''),
  crd: z.string().catch(''),
  client_id: z.string().nullable().catch(null),
  customer_id: z.string().nullable().catch(null),
  customer: z.string().catch(''),
});

const NOTHING = { bd: '', crd: '', client_id: null, customer_id: null, customer: '' };

/** A run as it is listed and shown. */
export function shownRun(run: ReportRunSummary): ReportRun {
  const { bd, crd, client_id, customer_id, customer } = shown.catch(NOTHING).parse(run.parameters);
  return {
    ...pick(run),
    firm: bd === '' ? null : { bd, crd },
    ...{ client_id, customer_id, customer: customer === '' ? null : customer },
    due: dueOf(run, newYorkDate(Date.now())),
    files: [...(run.files ?? [])],
    is_of_calendar: run.asked_by_service,
    requested: { by: run.requested_by_name, at_ms: run.requested_at_us / 1_000 },
    started_at_ms: msOf(run.started_at_us),
    done_at_ms: msOf(run.done_at_us),
    approved: approvalOf(run),
    not_published_by: run.asked_by_service ? run.approved_by : null,
    published: stepOf(run.published_by_name, run.published_at_us),
  };
}

/** A day in New York, an ISO date. */
export const newYorkDate = (nowMs: number): string => dateOfDay(newYorkDay(nowMs * 1_000));

/** By when a run is due, and whether that is over; null where it is not, or no longer. */
export function dueOf(
  { due_on: on, state }: Pick<ReportRunSummary, 'due_on' | 'state'>,
  today: string,
): ReportRun['due'] {
  return on === null ? null : { on, is_over: on < today && state !== 'PUBLISHED' };
}

function pick(run: ReportRunSummary) {
  const { id, kind, period_from, period_to, simulated, state, attempt, progress, error } = run;
  const { items, as_of_position, content_hash, requested_on, requested_by } = run;
  return {
    ...{ id, kind, period_from, period_to, simulated, state, attempt, progress, error },
    ...{ items, as_of_position, content_hash, requested_on, requested_by },
  };
}

function approvalOf({ approved_by_name, approved_at_us, approval_reason }: ReportRunSummary): ReportRun['approved'] {
  const step = stepOf(approved_by_name, approved_at_us);
  return step === null ? null : { ...step, reason: approval_reason ?? '' };
}

function stepOf(by: string | null, atUs: number | null): { by: string; at_ms: number } | null {
  return by === null || atUs === null ? null : { by, at_ms: atUs / 1_000 };
}

const msOf = (us: number | null): number | null => (us === null ? null : us / 1_000);
