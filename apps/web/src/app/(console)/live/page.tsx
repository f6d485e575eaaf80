import type { Metadata } from 'next';
import { LiveScreen } from '@/screens/live/live-screen';
import { PAGE_SIZE } from '@/screens/page-size';
import { requireViewer } from '@/server/session';
import { Hydrate, prefetch, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'Live' };

export default async function LivePage() {
  await requireViewer();
  await prefetch((client) => [
    client.prefetchQuery(trpc.decisions.list.queryOptions({ limit: PAGE_SIZE })),
    client.prefetchQuery(trpc.orders.list.queryOptions({ limit: 100, open_only: true })),
  ]);
  return (
    <Hydrate>
      <LiveScreen />
    </Hydrate>
  );
}
