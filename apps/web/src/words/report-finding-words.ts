import { FINDINGS, type FindingCode } from '@fairlead/rule606/finding/finding';
import type { ReportFinding, ReportReconciliation } from '@/rows/report-reconciliation';

/** What is wrong in one way, at how many places. */
export interface FindingGroup {
  readonly code: FindingCode;
  readonly says: string;
  readonly places: readonly Pick<ReportFinding, 'place' | 'found'>[];
}

/** Findings of one kind together, those with most places first. */
export function findingGroups(findings: readonly ReportFinding[]): readonly FindingGroup[] {
  const codes = [...new Set(findings.map(({ code }) => code))];
  return codes
    .map((code) => ({ code, says: FINDINGS[code], places: findings.filter((finding) => finding.code === code) }))
    .sort((a, b) => b.places.length - a.places.length);
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
