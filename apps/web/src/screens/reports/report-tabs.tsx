'use client';

import { classNames } from '@fairlead/ui/class-names';
import Link from 'next/link';
import { createSerializer, useQueryState } from 'nuqs';
import { parseAsReportView, REPORT_VIEWS, type ReportView } from '@/lists/report-view-url';

const NAMES: Readonly<Record<ReportView, string>> = {
  runs: 'Reports',
  imports: 'Imports',
  firm: 'The firm',
  terms: 'What venues pay',
  members: 'S&P 500 lists',
};
const serialize = createSerializer({ view: parseAsReportView });

/** The reports, and what they rest on besides orders, each with an address of its own. */
export function ReportTabs() {
  const [view] = useQueryState('view', parseAsReportView);
  return (
    <nav aria-label="Views of reports" className="flex flex-wrap gap-x-1 border-b border-line px-3">
      {REPORT_VIEWS.map((each) => (
        <Link
          key={each}
          href={serialize('/reports', { view: each })}
          aria-current={each === view ? 'page' : undefined}
          className={classNames(
            'border-b-2 px-2 py-1.5 text-xs whitespace-nowrap',
            each === view ? 'border-accent font-medium text-fg' : 'border-transparent text-muted hover:text-fg',
          )}
        >
          {NAMES[each]}
        </Link>
      ))}
    </nav>
  );
}
