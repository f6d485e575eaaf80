import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { z } from 'zod';
import { DecisionScreen } from '@/screens/decision/decision-screen';
import { ScreenSkeleton } from '@/screens/screen-skeleton';
import { requireViewer } from '@/server/session';
import { Hydrate, readOrNotFound, requestQueryClient, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'Why here?' };

export default async function DecisionPage({ params }: { params: Promise<{ id: string }> }) {
  await requireViewer();
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  await readOrNotFound(requestQueryClient().fetchQuery(trpc.decisions.get.queryOptions({ decision_id: id })));
  return (
    <Hydrate>
      <Suspense fallback={<ScreenSkeleton />}>
        <DecisionScreen decisionId={id} />
      </Suspense>
    </Hydrate>
  );
}
