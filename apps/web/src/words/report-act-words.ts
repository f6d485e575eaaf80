import type { ReportAsked } from '@/rows/report-asked';
import type { ReportReconciliation } from '@/rows/report-reconciliation';
import type { ReportRun } from '@/rows/report-run';
import { formatQuantity } from './figures';
import type { Person } from './person';
import { asideLine, whyHeldBack } from './report-break-words';
import { findingGroups, whyFindingsHold } from './report-finding-words';
import { periodWords, REPORT_KIND_WORDS, reportTitle } from './report-words';

/** Why somebody may not approve a report that is made; empty where they may. The server decides, here and below. */
export function whyNoApproval(
  { requested_by, simulated }: Pick<ReportRun, 'requested_by' | 'simulated'>,
  reconciliation: ReportReconciliation | null,
  person: Person,
): string {
  const role = person.whyNot('reports:approve');
  if (role !== '') return role;
  if (requested_by === person.email) return 'You asked for it: another person has to approve it.';
  return whyHeldBack(reconciliation, simulated) || whyFindingsHold(reconciliation, simulated);
}

/** Why somebody may not say of a report that it is published; empty where they may. */
export function whyNoPublication(
  { not_published_by, simulated }: Pick<ReportRun, 'not_published_by' | 'simulated'>,
  reconciliation: ReportReconciliation | null,
  person: Person,
): string {
  const role = person.whyNot('reports:approve');
  if (role !== '') return role;
  if (not_published_by === person.email)
    return 'You approved it, and the calendar asked for it: another person has to publish it.';
  return whyHeldBack(reconciliation, simulated) || whyFindingsHold(reconciliation, simulated);
}

/** What an approval comes to, a line each: what is approved, and what was found in it. */
export function approvalLines(run: ReportRun, reconciliation: ReportReconciliation | null): readonly string[] {
  const rows = `${reportTitle(run)}, of ${formatQuantity(run.items ?? 0)} rows, with the files of ${hashWords(run)}.`;
  const groups = findingGroups(reconciliation?.findings ?? []);
  const found = groups.map(({ says, places }) => `${says} (${placesWords(places.length)})`);
  const asides = reconciliation?.asides ?? [];
  return [rows, ...(found.length === 0 ? ['Its checks have found nothing.'] : found), ...asides.map(asideLine)];
}

const hashWords = ({ content_hash: hash }: ReportRun): string => `content …${(hash ?? '').slice(-8)}`;
const placesWords = (count: number): string => (count === 1 ? 'one place' : `${formatQuantity(count)} places`);

/** What it comes to that a report is said to be published. */
export const publicationLines = (run: ReportRun): readonly string[] => [
  `${reportTitle(run)} counts as published from now on, with the files of ${hashWords(run)}.`,
  'Its files and rows are kept for three years, and nothing of it is changed or taken back.',
];

/** What it comes to that a report is made again. */
export const againLines = (run: ReportRun): readonly string[] => [
  `${reportTitle(run)} is made once more, attempt ${run.attempt + 1}, of the orders as they are stored then.`,
];

/** What it comes to that a report is asked for. */
export function requestLines(
  asked: ReportAsked,
  period: Pick<ReportRun, 'period_from' | 'period_to'> | null,
): readonly string[] {
  const orders = asked.simulated ? 'simulated orders only' : 'real orders, own and imported';
  const time = period === null ? 'the six months before the request' : periodWords(period);
  const what = `${REPORT_KIND_WORDS[asked.kind].name} of ${time}, of ${orders}${whoseWords(asked)}.`;
  const leaves = asked.simulated
    ? 'It says on every page that it is a demonstration.'
    : 'It waits for approval by another person than you.';
  return [what, leaves];
}

function whoseWords(asked: ReportAsked): string {
  if (!('client_id' in asked)) return '';
  if (asked.client_id === null) return ', of every client';
  return asked.customer_id === null
    ? ` of client ${asked.client_id}`
    : ` of ${asked.customer_id} of client ${asked.client_id}`;
}
