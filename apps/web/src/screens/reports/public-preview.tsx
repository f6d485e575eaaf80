'use client';

import { REPORT_SECTIONS } from '@fairlead/rule606/public-report/section';
import { classNames } from '@fairlead/ui/class-names';
import { useQueryState } from 'nuqs';
import { parseAsReportMonth } from '@/lists/report-view-url';
import type { PublicFigures } from '@/rows/report-figures';
import { monthWords, quarterWords, REPORT_SECTION_WORDS } from '@/words/report-words';
import { PublicSectionTables } from './public-section';

type Month = PublicFigures['months'][number];

const monthKey = ({ year, month }: Month): string => `${year}-${String(month).padStart(2, '0')}`;

/** Whether anything was routed in it. */
const isBusy = ({ sections }: Month): boolean =>
  REPORT_SECTIONS.some((section) => (sections[section]?.venues.length ?? 0) > 0);

interface PublicPreviewProps {
  readonly report: PublicFigures;
  readonly simulated: boolean;
}

/** The public report of a quarter as its form has it, a month at a time. */
export function PublicPreview({ report, simulated }: PublicPreviewProps) {
  const [wanted, setWanted] = useQueryState('month', parseAsReportMonth.withOptions({ history: 'replace' }));
  const shown =
    report.months.find((month) => monthKey(month) === wanted) ?? report.months.find(isBusy) ?? report.months[0];
  return (
    <article className="mx-auto my-4 w-[calc(100%-32px)] max-w-[1180px] border border-line bg-raised max-sm:my-0 max-sm:w-full max-sm:border-x-0">
      <header className="px-6 pt-5 pb-3 max-sm:px-4">
        {simulated && (
          <p className="pb-2 text-center text-xs font-semibold text-stopped">
            SIMULATED ORDERS: a demonstration, and no report of a broker-dealer
          </p>
        )}
        <h2 className="text-lg font-semibold text-balance">Held NMS Stocks and Options Order Routing Public Report</h2>
        <p className="text-sm font-medium">{report.bd}</p>
        <p className="text-sm font-medium">{quarterWords(report)}</p>
        <p className="mt-1.5 max-w-200 text-2xs text-faint">
          Report under Rule 606(a)(1) of Regulation NMS. Percentages of venues are of all non-directed orders of the
          section that were routed, by type of order. Net payments are payment for order flow, profit sharing and
          rebates received, less transaction fees paid: positive where the firm received, negative where it paid. Press
          a figure to see the orders behind it.
        </p>
      </header>
      <nav aria-label="Months of the report" className="flex gap-x-1 border-b border-line px-5 max-sm:px-3">
        {report.months.map((month) => (
          <button
            key={monthKey(month)}
            type="button"
            aria-current={month === shown ? 'true' : undefined}
            onClick={() => void setWanted(monthKey(month))}
            className={classNames(
              'border-b-2 px-2 py-1.5 text-xs whitespace-nowrap',
              month === shown ? 'border-accent font-medium text-fg' : 'border-transparent text-muted hover:text-fg',
            )}
          >
            {monthWords(month)}
          </button>
        ))}
      </nav>
      <div className="px-6 pb-6 max-sm:px-3">
        {shown !== undefined &&
          REPORT_SECTIONS.map((section) => (
            <section key={section} aria-label={`${monthWords(shown)}: ${REPORT_SECTION_WORDS[section]}`}>
              <h3 className="mt-5 border-b-2 border-fg pb-1 text-base font-semibold">
                {monthWords(shown)}: {REPORT_SECTION_WORDS[section]}
              </h3>
              <PublicSectionTables report={report} month={monthKey(shown)} section={section} of={shown} />
            </section>
          ))}
      </div>
    </article>
  );
}
