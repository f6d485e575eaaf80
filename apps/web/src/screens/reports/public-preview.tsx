'use client';

import { REPORT_SECTIONS } from '@fairlead/core/report/report-section';
import { useQueryState } from 'nuqs';
import { parseAsReportMonth } from '@/lists/report-view-url';
import type { PublicFigures } from '@/rows/report-figures';
import { monthWords, quarterWords, REPORT_SECTION_WORDS } from '@/words/report-words';
import { FormPart, FormSheet, MonthTabs } from './form-sheet';
import { PublicSectionTables } from './public-section';
import { RestsOn } from './rests-on';

type Month = PublicFigures['months'][number];

const monthKey = ({ year, month }: Month): string => `${year}-${String(month).padStart(2, '0')}`;
/** Whether anything was routed in it. */
const isBusy = ({ sections }: Month): boolean =>
  REPORT_SECTIONS.some((section) => (sections[section]?.venues.length ?? 0) > 0);

const NOTE =
  'Report under Rule 606(a)(1) of Regulation NMS. Percentages of venues are of all non-directed orders of the section that were routed, by type of order. Net payments are payment for order flow, profit sharing and rebates received, less transaction fees paid: positive where the firm received, negative where it paid. Press a figure to see the orders behind it.';

interface PublicPreviewProps {
  readonly report: PublicFigures;
  readonly simulated: boolean;
}

/** The public report of a quarter as its form has it, a month at a time. */
export function PublicPreview({ report, simulated }: PublicPreviewProps) {
  const [wanted, setWanted] = useQueryState('month', parseAsReportMonth.withOptions({ history: 'replace' }));
  const { months } = report;
  const shown = months.find((month) => monthKey(month) === wanted) ?? months.find(isBusy) ?? months[0];
  return (
    <FormSheet
      title="Held NMS Stocks and Options Order Routing Public Report"
      lines={[report.bd, quarterWords(report)]}
      note={NOTE}
      simulated={simulated}
    >
      <MonthTabs
        months={months.map((month) => ({ key: monthKey(month), name: monthWords(month) }))}
        shown={shown && monthKey(shown)}
        onShow={(key) => void setWanted(key)}
      />
      <div className="px-6 pb-6 max-sm:px-3">
        {shown !== undefined &&
          REPORT_SECTIONS.map((section) => (
            <FormPart key={section} title={`${monthWords(shown)}: ${REPORT_SECTION_WORDS[section]}`}>
              <PublicSectionTables report={report} month={monthKey(shown)} section={section} of={shown} />
            </FormPart>
          ))}
        {report.settings.length > 0 && <RestsOn settings={report.settings} />}
      </div>
    </FormSheet>
  );
}
