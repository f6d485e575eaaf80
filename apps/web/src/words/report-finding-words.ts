import { holdingFindings, holdsBack } from '@fairlead/core/report/holding-finding';
import type { ReportKind } from '@fairlead/core/report/report-kind';
import { REPORT_SECTIONS } from '@fairlead/core/report/report-section';
import { FINDINGS, type FindingCode } from '@fairlead/rule606/finding/finding';
import type { ReportFinding, ReportReconciliation } from '@/rows/report-reconciliation';
import { formatQuantity } from './figures';
import { monthWords, REPORT_SECTION_WORDS } from './report-words';

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

/** A place where something is wrong, as it is listed: where, and what stands there or how often. */
export interface ListedPlace {
  readonly where: string;
  readonly note: string;
}

/** The places of a group in words. Of a venue that is not told of it is enough to know which: its terms are said once. */
export function listedPlaces({ code, places }: Pick<FindingGroup, 'code' | 'places'>): readonly ListedPlace[] {
  if (code !== 'MATERIAL_ASPECTS_MISSING')
    return places.map(({ place, found }) => ({ where: placeText(place), note: found ?? '' }));
  const counts = new Map<string, number>();
  for (const { place } of places) {
    const venue = partsOf(place)?.rest ?? place;
    counts.set(venue, (counts.get(venue) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([where, count]) => ({ where, note: count === 1 ? 'one place' : `${formatQuantity(count)} places` }));
}

/** A place of a public report, as `2026-07 SP500 Nasdaq`, in words; another one as it is. */
function placeText(place: string): string {
  const parts = partsOf(place);
  if (parts === null) return place;
  const { year, month, section, rest } = parts;
  return `${monthWords({ year, month })}, ${REPORT_SECTION_WORDS[section]}${rest === '' ? '' : `: ${rest}`}`;
}

function partsOf(place: string) {
  const [, year = '', month = '', word = '', rest = ''] = /^(\d{4})-(\d{2}) ([A-Z0-9]+) ?(.*)$/.exec(place) ?? [];
  const section = REPORT_SECTIONS.find((each) => each === word);
  return section === undefined ? null : { year: Number(year), month: Number(month), section, rest };
}

/** Why a report may not leave by what its own check has found; empty where it may. The router decides. */
export function whyFindingsHold(reconciliation: ReportReconciliation | null, simulated: boolean): string {
  const kinds = holdingFindings(reconciliation?.findings ?? []).size;
  if (simulated || kinds === 0) return '';
  const what = kinds === 1 ? 'something' : `${formatQuantity(kinds)} things`;
  return `Its own check has found ${what} with which no report leaves: mend it, and ask for the report anew.`;
}

/** By which lists stocks are divided, a sentence each: those of a month by Rule 605, of a quarter by Rule 606. */
export function memberListWords(
  lists: NonNullable<ReportReconciliation['member_lists']>,
  kind: ReportKind,
): readonly string[] {
  return lists.map(({ quarter, as_of: asOf }) => {
    const which = `the ${kind === 'RULE_605' ? 'month' : 'quarter'} from ${quarter}`;
    if (asOf === null)
      return `There is no list of S&P 500 members for ${which}: all of its stocks stand as Non-S&P 500.`;
    return asOf === quarter
      ? `Stocks of ${which} are divided by the S&P 500 list of its first day.`
      : `Stocks of ${which} are divided by the S&P 500 list of ${asOf}, the last one before its first day.`;
  });
}
