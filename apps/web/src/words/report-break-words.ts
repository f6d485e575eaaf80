import { BREAK_CODES, BREAK_WORDS, type BreakCode, MAY_BE_SET_ASIDE } from '@fairlead/core/report/break-code';
import { openBreaks } from '@fairlead/core/report/open-breaks';
import type { ReportAside, ReportBreak, ReportBreaks, ReportReconciliation } from '@/rows/report-reconciliation';
import type { ReportRun } from '@/rows/report-run';
import { formatQuantity } from './figures';
import type { Person } from './person';

/** What does not agree in one way: how often, and how much of that nobody has set aside. */
export interface BreakGroup {
  readonly code: BreakCode;
  readonly says: string;
  readonly count: number;
  readonly open: number;
}

/** Breaks of one kind together, those of which most are open first. */
export function breakGroups(breaks: ReportBreaks, asides: readonly ReportAside[]): readonly BreakGroup[] {
  const open = openBreaks(breaks, asides).by_code;
  return BREAK_CODES.flatMap((code) => {
    const count = breaks.by_code[code] ?? 0;
    return count === 0 ? [] : [{ code, says: BREAK_WORDS[code], count, open: open[code] ?? 0 }];
  }).sort((a, b) => b.open - a.open || b.count - a.count);
}

/** Whether there was anything that a report could be held against. */
export const isCompared = ({ sources }: ReportBreaks): boolean =>
  sources !== null && (sources.journal.orders > 0 || sources.drop_copies.venue_days_covered > 0);

/** What was compared, in a sentence. */
export function comparedWords({ sources }: ReportBreaks): string {
  if (sources === null) return 'Nothing was compared: simulated orders have no counterpart.';
  const { journal, drop_copies: copies } = sources;
  const days = `${formatQuantity(copies.venue_days_covered)} of ${formatQuantity(copies.venue_days)} days at venues`;
  if (journal.orders > 0)
    return `${formatQuantity(journal.orders)} orders of the journal were compared with the rows, and ${days} with the venues’ drop copies.`;
  return copies.venue_days_covered > 0
    ? `${days} were compared with the venues’ drop copies; none of its orders was routed here, so that the journal has nothing of them.`
    : 'Nothing was compared: none of its orders was routed here, and no drop copy of its days was brought.';
}

/** A few words for each code, where a list has no room for its sentence. */
export const BREAK_NAMES: Readonly<Record<BreakCode, string>> = {
  ORDER_WITHOUT_ROW: 'Order without a row',
  ROW_WITHOUT_JOURNAL: 'Row without an order',
  ROW_BEHIND_JOURNAL: 'Row behind the journal',
  ORDER_DIFFERS: 'Order differs',
  ROUTES_DIFFER: 'Routes differ',
  EXECUTIONS_DIFFER: 'Executions differ',
  ITEMS_DIFFER: 'Counted otherwise',
  ORDER_TWICE: 'Routed and imported',
  ORPHAN_REPORT: 'Report of nobody’s order',
  CHILD_IN_DOUBT: 'Part in doubt',
  EXECUTION_NOT_HERE: 'Execution not here',
  EXECUTION_NOT_AT_VENUE: 'Not at the venue',
  EXECUTION_TWICE: 'Execution twice',
  SYMBOL_DIFFERS: 'Symbol differs',
  SIDE_DIFFERS: 'Side differs',
  QUANTITY_DIFFERS: 'Quantity differs',
  PRICE_DIFFERS: 'Price differs',
  FEE_DIFFERS: 'Fee differs',
};

/** What a person has set aside, in a line. */
export function asideLine({ code, breaks, reason, by }: ReportAside): string {
  return `${BREAK_NAMES[code]}, ${breaks === 1 ? 'once' : `${formatQuantity(breaks)} times`}: set aside by ${by}, “${reason}”`;
}

/** What it comes to that breaks are set aside: one, or all of a code that are open (null). */
export function asideLines(code: BreakCode, one: ReportBreak | null): readonly string[] {
  const { expected = null, found = null } = one ?? {};
  const says = [...(expected === null ? [] : [`expected ${expected}`]), ...(found === null ? [] : [`found ${found}`])];
  return [
    BREAK_WORDS[code],
    ...(says.length === 0 ? [] : [sentence(says.join(', '))]),
    'No figure and no file of the report changes. It stays with the report who has set aside what, and why, and is not taken back.',
  ];
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** Why somebody may not set breaks of a code aside; empty where they may. The router decides. */
export function whyNoAside(
  code: BreakCode,
  { requested_by, state }: Pick<ReportRun, 'requested_by' | 'state'>,
  person: Person,
): string {
  if (!MAY_BE_SET_ASIDE[code]) return 'It is mended, never set aside: the record is against itself, or does not know.';
  if (state !== 'DONE') return 'The report is approved: what was set aside before that stays so.';
  const role = person.whyNot('reports:approve');
  if (role !== '') return role;
  return requested_by === person.email ? 'You asked for the report: another person sets its breaks aside.' : '';
}

/** Why the files of a report may not leave; empty where they may. The router decides. */
export function whyHeldBack(reconciliation: ReportReconciliation | null, simulated: boolean): string {
  const breaks = reconciliation?.breaks ?? null;
  const count = breaks === null ? 0 : openBreaks(breaks, reconciliation?.asides ?? []).count;
  if (simulated || count === 0) return '';
  const times = count === 1 ? 'at one place' : `at ${formatQuantity(count)} places`;
  return `Record, rows, venues and drop copies do not agree ${times}: its files do not leave, and it is not approved.`;
}
