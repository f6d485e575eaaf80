import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ReportsNotForYou } from '@/screens/reports/not-for-you';
import { ReportScreen } from '@/screens/reports/report-screen';
import { ScreenSkeleton } from '@/screens/screen-skeleton';
import { Hydrate, prefetch, trpc } from '@/trpc/server';
import { mayReadReports, openReport } from '../open-reports';

export const metadata: Metadata = { title: 'Report' };

export default async function ReportPage({ params }: { params: Promise<{ id: string }> }) {
  if (!(await mayReadReports())) return <ReportsNotForYou />;
  const id = await openReport((await params).id);
  await prefetch((client) => [client.prefetchQuery(trpc.reports.figures.queryOptions({ id }))]);
  return (
    <Hydrate>
      <Suspense fallback={<ScreenSkeleton />}>
        <ReportScreen id={id} />
      </Suspense>
    </Hydrate>
  );
}
