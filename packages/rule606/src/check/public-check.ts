import { REPORT_SECTIONS } from '@fairlead/core/report/report-section';
import type { Finding } from '../finding/finding.ts';
import type { PublicReport } from '../public-report/public-report.ts';
import { monthsOfQuarter, monthText } from '../public-report/quarter.ts';
import { checkMonths } from './months.ts';
import { checkSection } from './public-section.ts';

/** Everything that is wrong with a public report by its own figures: what the SEC's schema does not look at. Nothing is wrong where it is empty. */
export function checkPublicReport(report: PublicReport): Finding[] {
  return [
    ...checkMonths('', monthsOfQuarter(report), report.months),
    ...report.months.flatMap((month) =>
      REPORT_SECTIONS.flatMap((section): Finding[] => {
        const place = `${monthText(month)} ${section}`;
        const own = month.sections[section];
        return own === null ? [{ code: 'SECTION_MISSING', place, found: null }] : checkSection(place, own);
      }),
    ),
  ];
}
