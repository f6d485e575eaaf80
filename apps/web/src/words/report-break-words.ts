import { BREAK_CODES, BREAK_WORDS, type BreakCode } from '@fairlead/core/report/break-code';
import type { ReportBreaks, ReportReconciliation } from '@/rows/report-reconciliation';
import { formatQuantity } from './figures';

/** What does not agree in one way, how often, and the first of it. */
export interface BreakGroup {
  readonly code: BreakCode;
  readonly says: string;
  readonly count: number;
  readonly first: ReportBreaks['first'];
}

/** Breaks of one kind together, the most frequent first. */
export function breakGroups({ by_code: counts, first }: ReportBreaks): readonly BreakGroup[] {
  return BREAK_CODES.flatMap((code) => {
    const count = counts[code] ?? 0;
    return count === 0
      ? []
      : [{ code, says: BREAK_WORDS[code], count, first: first.filter((each) => each.code === code) }];
  }).sort((a, b) => b.count - a.count);
}

/** What was compared, in a sentence. */
export function comparedWords({ sources }: ReportBreaks): string {
  if (sources === null) return 'Nothing was compared: simulated orders have no counterpart.';
  const { journal, drop_copies: copies } = sources;
  const days = `${formatQuantity(copies.venue_days_covered)} of ${formatQuantity(copies.venue_days)} days at venues`;
  return `${formatQuantity(journal.orders)} orders of the journal were compared with the rows, and ${days} with the venues’ drop copies.`;
}

/** How a break is told in a line: where it is, what was expected and what was found. */
export function breakLine({ venue_id, day, execution_id, expected, found }: ReportBreaks['first'][number]): string {
  const where = [venue_id, day, execution_id].filter((part) => part !== null).join(' ');
  const says = [
    ...(expected === null ? [] : [`expected ${expected}`]),
    ...(found === null ? [] : [`found ${found}`]),
  ].join(', ');
  return [where, says].filter((part) => part !== '').join(': ');
}

/** Why the files of a report may not leave; empty where they may. The router decides. */
export function whyHeldBack(reconciliation: ReportReconciliation | null, simulated: boolean): string {
  const count = reconciliation?.breaks?.count ?? 0;
  if (simulated || count === 0) return '';
  const times = count === 1 ? 'at one place' : `at ${formatQuantity(count)} places`;
  return `Record, rows, venues and drop copies do not agree ${times}: its files do not leave, and it is not approved.`;
}
