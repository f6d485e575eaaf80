import type { Metadata } from 'next';
import { PAGE_SIZE } from '@/screens/list/list-times';
import { LiveScreen } from '@/screens/live/live-screen';
import { requireViewer } from '@/server/session';
import { Hydrate, prefetch, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'Live' };

export default async function LivePage() {
  await requireViewer();
  await prefetch((client) => [
    client.prefetchQuery(trpc.decisions.list.queryOptions({ limit: PAGE_SIZE })),
    client.prefetchQuery(trpc.orders.list.queryOptions({ filter: { state: 'OPEN' }, limit: 100 })),
  ]);
  return (
    <Hydrate>
      <LiveScreen />
    </Hydrate>
  );
}
