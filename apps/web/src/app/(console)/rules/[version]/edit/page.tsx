import { ROLE_SCOPES } from '@fairlead/contracts/access';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { versionOfPath } from '@/rules/version-input';
import { DraftOfVersion } from '@/screens/rules/draft-screen';
import { RulesNotForYou } from '@/screens/rules/not-for-you';
import { ScreenSkeleton } from '@/screens/screen-skeleton';
import { requireViewer } from '@/server/session';
import { Hydrate, prefetch, readOrNotFound, requestQueryClient, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'Change a draft' };

export default async function EditRulesPage({ params }: { params: Promise<{ version: string }> }) {
  const viewer = await requireViewer();
  if (!ROLE_SCOPES[viewer.role].includes('audit:read')) return <RulesNotForYou />;
  const version = versionOfPath((await params).version);
  if (version === null) notFound();
  await readOrNotFound(requestQueryClient().fetchQuery(trpc.rules.version.queryOptions({ version })));
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
