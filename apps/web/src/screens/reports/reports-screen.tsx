'use client';

import { Page } from '@fairlead/ui/page';
import { useQueryState } from 'nuqs';
import type { ComponentType } from 'react';
import { parseAsReportView, type ReportView } from '@/lists/report-view-url';
import { ImportsView } from '../imports/imports-view';
import { RequestReportButton } from './acts/request-report';
import { FirmView } from './firm-view';
import { MembersView } from './members-view';
import { ReportTabs } from './report-tabs';
import { RunsView } from './runs-view';
import { TermsView } from './terms-view';

const VIEWS: Readonly<Record<ReportView, ComponentType>> = {
  runs: RunsView,
  imports: ImportsView,
  firm: FirmView,
  terms: TermsView,
  members: MembersView,
};

/** What the firm reports, how far each report is, and what the reports rest on besides orders. */
export function ReportsScreen() {
  const [view] = useQueryState('view', parseAsReportView);
  const View = VIEWS[view];
  return (
    <Page
      title="Reports"
      actions={<RequestReportButton />}
      lead="What the firm reports by Rules 605 and 606: made of the orders themselves, approved by a second person, kept as they were published."
    >
      <ReportTabs />
      <View />
    </Page>
  );
}
