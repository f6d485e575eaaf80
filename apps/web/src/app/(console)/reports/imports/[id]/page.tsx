import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ImportScreen } from '@/screens/imports/import-screen';
import { ReportsNotForYou } from '@/screens/reports/not-for-you';
import { ScreenSkeleton } from '@/screens/screen-skeleton';
import { Hydrate } from '@/trpc/server';
import { mayReadReports, openImport } from '../../open-reports';

export const metadata: Metadata = { title: 'Import' };

export default async function ImportPage({ params }: { params: Promise<{ id: string }> }) {
  if (!(await mayReadReports())) return <ReportsNotForYou />;
  const id = await openImport((await params).id);
  return (
    <Hydrate>
      <Suspense fallback={<ScreenSkeleton />}>
        <ImportScreen id={id} />
      </Suspense>
    </Hydrate>
  );
}
