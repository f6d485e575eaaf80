import { holdingFindings, holdsBack } from '@fairlead/core/report/holding-finding';
import { FINDINGS, type FindingCode } from '@fairlead/rule606/finding/finding';
import type { ReportFinding, ReportReconciliation } from '@/rows/report-reconciliation';
import { formatQuantity } from './figures';

/** What is wrong in one way, at how many places. */
export interface FindingGroup {
  readonly code: FindingCode;
  readonly says: string;
  /** Whether no real report leaves with it. */
  readonly isHolding: boolean;
  readonly places: readonly Pick<ReportFinding, 'place' | 'found'>[];
}

/** Findings of one kind together: first those that hold a report back, then those with most places. */
export function findingGroups(findings: readonly ReportFinding[]): readonly FindingGroup[] {
  const codes = [...new Set(findings.map(({ code }) => code))];
  return codes
    .map((code) => ({
      ...{ code, says: FINDINGS[code], isHolding: holdsBack(code) },
      places: findings.filter((finding) => finding.code === code),
    }))
    .sort((a, b) => Number(b.isHolding) - Number(a.isHolding) || b.places.length - a.places.length);
}

/** Why a report may not leave by what its own check has found; empty where it may. The router decides. */
export function whyFindingsHold(reconciliation: ReportReconciliation | null, simulated: boolean): string {
  const kinds = holdingFindings(reconciliation?.findings ?? []).size;
  if (simulated || kinds === 0) return '';
  const what = kinds === 1 ? 'something' : `${formatQuantity(kinds)} things`;
  return `Its own check has found ${what} with which no report leaves: mend it, and ask for the report anew.`;
}

/** By which lists stocks are divided, a sentence each. */
export function memberListWords(lists: NonNullable<ReportReconciliation['member_lists']>): readonly string[] {
  return lists.map(({ quarter, as_of: asOf }) => {
    const which = `the quarter from ${quarter}`;
    if (asOf === null)
      return `There is no list of S&P 500 members for ${which}: all of its stocks stand as Non-S&P 500.`;
    return asOf === quarter
      ? `Stocks of ${which} are divided by the S&P 500 list of its first day.`
      : `Stocks of ${which} are divided by the S&P 500 list of ${asOf}, the last one before its first day.`;
  });
}
