import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { z } from 'zod';
import { DecisionScreen } from '@/screens/decision/decision-screen';
import { DroppedDecision } from '@/screens/decision/dropped-decision';
import { ScreenSkeleton } from '@/screens/screen-skeleton';
import { readsOf } from '@/server/reads';
import { requireViewer } from '@/server/session';
import { Hydrate, isNotFound, prefetch, requestQueryClient, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'Why here?' };

export default async function DecisionPage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer();
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  if (await isNotFound(requestQueryClient().fetchQuery(trpc.decisions.get.queryOptions({ decision_id: id })))) {
    const orderPk = await readsOf(viewer).decisions.orderOfProjected(id);
    if (orderPk === null) notFound();
    return <DroppedDecision decisionId={id} orderPk={orderPk} />;
  }
  await prefetch((client) => [client.prefetchQuery(trpc.venues.names.queryOptions())]);
  return (
    <Hydrate>
      <Suspense fallback={<ScreenSkeleton />}>
        <DecisionScreen decisionId={id} />
      </Suspense>
    </Hydrate>
  );
}
