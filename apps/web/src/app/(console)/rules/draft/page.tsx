import type { Metadata } from 'next';
import { Suspense } from 'react';
import { versionOfPath } from '@/rules/version-input';
import { DraftOfNothing, DraftOfVersion } from '@/screens/rules/draft-screen';
import { RulesNotForYou } from '@/screens/rules/not-for-you';
import { ScreenSkeleton } from '@/screens/screen-skeleton';
import { Hydrate, prefetch, trpc } from '@/trpc/server';
import { mayReadRules, openVersion } from '../open-rules';

export const metadata: Metadata = { title: 'New draft' };

export default async function NewDraftPage({ searchParams }: { searchParams: Promise<{ from?: string }> }) {
  if (!(await mayReadRules())) return <RulesNotForYou />;
  const said = versionOfPath((await searchParams).from ?? '');
  const from = said === null ? null : await openVersion(said);
  await prefetch((client) => [
    client.prefetchQuery(trpc.venues.names.queryOptions()),
    client.prefetchQuery(trpc.lists.names.queryOptions()),
  ]);
  return (
    <Hydrate>
      <Suspense fallback={<ScreenSkeleton />}>
        {from === null ? <DraftOfNothing /> : <DraftOfVersion from={from} isChange={false} />}
      </Suspense>
    </Hydrate>
  );
}
