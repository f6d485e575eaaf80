import type { Metadata } from 'next';
import { Suspense } from 'react';
import { versionOfPath } from '@/rules/version-input';
import { RulesNotForYou } from '@/screens/rules/not-for-you';
import { VersionScreen } from '@/screens/rules/version-screen';
import { ScreenSkeleton } from '@/screens/screen-skeleton';
import { Hydrate, prefetch, trpc } from '@/trpc/server';
import { mayReadRules, openVersion } from '../open-rules';

export const metadata: Metadata = { title: 'Rules' };

export default async function RulesVersionPage({ params }: { params: Promise<{ version: string }> }) {
  if (!(await mayReadRules())) return <RulesNotForYou />;
  const version = await openVersion(versionOfPath((await params).version));
  await prefetch((client) => [
    client.prefetchQuery(trpc.rules.list.queryOptions()),
    client.prefetchQuery(trpc.rules.history.queryOptions({ version })),
    client.prefetchQuery(trpc.venues.names.queryOptions()),
  ]);
  return (
    <Hydrate>
      <Suspense fallback={<ScreenSkeleton />}>
        <VersionScreen version={version} />
      </Suspense>
    </Hydrate>
  );
}
