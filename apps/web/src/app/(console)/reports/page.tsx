import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { parseAsReportKind, parseAsReportView } from '@/lists/report-view-url';
import { IMPORTS_PAGE } from '@/screens/imports/imports-page';
import { ReportsNotForYou } from '@/screens/reports/not-for-you';
import { ReportsScreen } from '@/screens/reports/reports-screen';
import { RUNS_PAGE } from '@/screens/reports/runs-page';
import { Hydrate, prefetch, trpc } from '@/trpc/server';
import { mayReadReports } from './open-reports';

export const metadata: Metadata = { title: 'Reports' };

const asked = createLoader({ view: parseAsReportView, kind: parseAsReportKind });

export default async function ReportsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  if (!(await mayReadReports())) return <ReportsNotForYou />;
  const { view, kind } = await asked(searchParams);
  const runs = trpc.reports.list.infiniteQueryOptions(
    { kind, limit: RUNS_PAGE },
    { getNextPageParam: (page) => page.next },
  );
  const imports = trpc.reports.imports.infiniteQueryOptions(
    { kind: 'ORDERS', limit: IMPORTS_PAGE },
    { getNextPageParam: (page) => page.next },
  );
  await prefetch((client) => {
    if (view === 'imports') return [client.prefetchInfiniteQuery(imports)];
    if (view === 'terms') return [client.prefetchQuery(trpc.reports.terms.queryOptions())];
    if (view === 'members') return [client.prefetchQuery(trpc.reports.members.queryOptions())];
    return [client.prefetchInfiniteQuery(runs), client.prefetchQuery(trpc.reports.due.queryOptions())];
  });
  return (
    <Hydrate>
      <ReportsScreen />
    </Hydrate>
  );
}
