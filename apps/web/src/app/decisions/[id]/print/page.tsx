import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { DecisionPaper } from '@/screens/decision/print/decision-paper';
import { requireViewer } from '@/server/session';
import { isNotFound, requestQueryClient, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'Decision on paper' };

/** The whole of a decision on paper: outside of the console's frame, because nothing of that belongs on it. */
export default async function DecisionPrintPage({ params }: { params: Promise<{ id: string }> }) {
  const viewer = await requireViewer();
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  const client = requestQueryClient();
  const decision = client.fetchQuery(trpc.decisions.get.queryOptions({ decision_id: id }));
  // The decision's own page says whether there is none, or whether retention has dropped its record.
  if (await isNotFound(decision)) redirect(`/decisions/${id}`);
  const names = await client.fetchQuery(trpc.venues.names.queryOptions());
  return (
    <DecisionPaper
      decision={await decision}
      names={names}
      printedBy={`${viewer.name} <${viewer.email}>`}
      atMs={Date.now()}
    />
  );
}
