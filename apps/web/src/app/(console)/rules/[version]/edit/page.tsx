import type { Metadata } from 'next';
import { Suspense } from 'react';
import { versionOfPath } from '@/rules/version-input';
import { DraftOfVersion } from '@/screens/rules/draft-screen';
import { RulesNotForYou } from '@/screens/rules/not-for-you';
import { ScreenSkeleton } from '@/screens/screen-skeleton';
import { Hydrate, prefetch, trpc } from '@/trpc/server';
import { mayReadRules, openVersion } from '../../open-rules';

export const metadata: Metadata = { title: 'Change a draft' };

export default async function EditRulesPage({ params }: { params: Promise<{ version: string }> }) {
  if (!(await mayReadRules())) return <RulesNotForYou />;
  const version = await openVersion(versionOfPath((await params).version));
  await prefetch((client) => [
    client.prefetchQuery(trpc.venues.names.queryOptions()),
    client.prefetchQuery(trpc.lists.names.queryOptions()),
  ]);
  return (
    <Hydrate>
      <Suspense fallback={<ScreenSkeleton />}>
        <DraftOfVersion from={version} isChange />
      </Suspense>
    </Hydrate>
  );
}
