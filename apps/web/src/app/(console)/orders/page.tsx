import type { Metadata } from 'next';
import { OrdersScreen } from '@/screens/orders/orders-screen';
import { PAGE_SIZE } from '@/screens/page-size';
import { requireViewer } from '@/server/session';
import { Hydrate, prefetch, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'Orders' };

export default async function OrdersPage({ searchParams }: { searchParams: Promise<{ show?: string }> }) {
  await requireViewer();
  const openOnly = (await searchParams).show === 'open';
  const page = trpc.orders.list.infiniteQueryOptions(
    { limit: PAGE_SIZE, open_only: openOnly },
    { getNextPageParam: (last) => last.next_cursor },
  );
  await prefetch((client) => [client.prefetchInfiniteQuery(page)]);
  return (
    <Hydrate>
      <OrdersScreen />
    </Hydrate>
  );
}
