import { ROLE_SCOPES } from '@fairlead/contracts/access';
import type { Metadata } from 'next';
import { Suspense } from 'react';
import { versionOfPath } from '@/rules/version-input';
import { DraftOfNothing, DraftOfVersion } from '@/screens/rules/draft-screen';
import { RulesNotForYou } from '@/screens/rules/not-for-you';
import { ScreenSkeleton } from '@/screens/screen-skeleton';
import { requireViewer } from '@/server/session';
import { Hydrate, prefetch, readOrNotFound, requestQueryClient, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'New draft' };

export default async function NewDraftPage({ searchParams }: { searchParams: Promise<{ from?: string }> }) {
  const viewer = await requireViewer();
  if (!ROLE_SCOPES[viewer.role].includes('audit:read')) return <RulesNotForYou />;
  const from = versionOfPath((await searchParams).from ?? '');
  if (from !== null)
    await readOrNotFound(requestQueryClient().fetchQuery(trpc.rules.version.queryOptions({ version: from })));
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
