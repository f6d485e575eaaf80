import { ROLE_SCOPES } from '@fairlead/contracts/access';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { versionOfPath } from '@/rules/version-input';
import { RulesNotForYou } from '@/screens/rules/not-for-you';
import { VersionScreen } from '@/screens/rules/version-screen';
import { ScreenSkeleton } from '@/screens/screen-skeleton';
import { requireViewer } from '@/server/session';
import { Hydrate, prefetch, readOrNotFound, requestQueryClient, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'Rules' };

export default async function RulesVersionPage({ params }: { params: Promise<{ version: string }> }) {
  const viewer = await requireViewer();
  if (!ROLE_SCOPES[viewer.role].includes('audit:read')) return <RulesNotForYou />;
  const version = versionOfPath((await params).version);
  if (version === null) notFound();
  await readOrNotFound(requestQueryClient().fetchQuery(trpc.rules.version.queryOptions({ version })));
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
