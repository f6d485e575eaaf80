import { REPORT_SECTIONS, type ReportSection } from '@fairlead/core/report/report-section';
import { err, ok, type Result } from '@fairlead/core/result';
import { checkReport } from '../check/check-report.ts';
import { type Finding, findingText } from '../finding/finding.ts';
import type { RoutingSection } from '../public-report/public-report.ts';
import { readReport } from '../xml/report-file.ts';
import { DefectTally, type TalliedDefect } from './defect-tally.ts';

/** How FINRA names the file of a quarter; firms with several reports have words of their own between quarter and version. */
const FINRA_NAME = /^(\d{1,10})_606_NMS_\d{4}_Q[1-4]_?(.*?)(?:_?V\d+)?\.xml$/i;

/** A section of a month, as it is printed. */
export interface PeerSection {
  /** The first day of the month, an ISO date. */
  readonly month: string;
  readonly section: ReportSection;
  readonly figures: RoutingSection;
}

/** What a firm has published of its routing in a quarter, Rule 606(a)(1). */
export interface PeerRouting {
  /** The firm's name in the report. */
  readonly firm: string;
  /** What knows the report again in a corrected file: the firm's number in the Central Registration Depository with its own words, or its name. */
  readonly reporter: string;
  /** By the file's name; null where that does not say it. */
  readonly crd: string | null;
  /** First day of the quarter, and of the next one. */
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly sections: readonly PeerSection[];
  readonly defects: readonly TalliedDefect[];
}

/** Why a file is not taken, with the sentences that say it. */
export interface PeerRefusal {
  readonly code: 'NOT_THE_FORM' | 'NOT_PUBLIC' | 'NO_ROWS' | 'UNKNOWN_FILE_NAME' | 'NOT_UNPACKED';
  readonly said: readonly string[];
}

/** Reads a published report on routing. What its figures have wrong is told and kept; what is not of the form at all is refused. */
export function readPeerRouting(name: string, text: string): Result<PeerRouting, PeerRefusal> {
  const read = readReport(text);
  if (!read.ok) return err({ code: 'NOT_THE_FORM', said: read.error.map(findingText) });
  if (read.value.kind !== 'RULE_606_A1') return err({ code: 'NOT_PUBLIC', said: [] });
  const { report } = read.value;
  const [, crd = null, words = ''] = FINRA_NAME.exec(name) ?? [];
  return ok({
    firm: report.bd,
    reporter: crd === null ? report.bd : `${crd}${words === '' ? '' : ` ${words}`}`,
    crd,
    periodFrom: firstDay(report.year, report.quarter * 3 - 2),
    periodTo: firstDay(report.year, report.quarter * 3 + 1),
    sections: onceEach(
      report.months.flatMap(({ year, month, sections }) =>
        REPORT_SECTIONS.flatMap((section): PeerSection[] => {
          const figures = sections[section];
          return figures === null ? [] : [{ month: firstDay(year, month), section, figures }];
        }),
      ),
    ),
    defects: tallied(checkReport(read.value)),
  });
}

/** A month that stands twice is a finding; its first is kept. */
function onceEach(sections: readonly PeerSection[]): PeerSection[] {
  const byKey = new Map<string, PeerSection>();
  for (const each of sections) {
    const key = `${each.month} ${each.section}`;
    if (!byKey.has(key)) byKey.set(key, each);
  }
  return [...byKey.values()];
}

function tallied(findings: readonly Finding[]): readonly TalliedDefect[] {
  const tally = new DefectTally();
  for (const { code, place, found } of findings) tally.add(code, place, found);
  return tally.all();
}

/** The month after the twelfth is the first of the next year. */
function firstDay(year: number, month: number): string {
  const [ofYear, ofMonth] = month > 12 ? [year + 1, month - 12] : [year, month];
  return `${String(ofYear).padStart(4, '0')}-${String(ofMonth).padStart(2, '0')}-01`;
}
