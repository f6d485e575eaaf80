import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { ORDER_FILTER_PARSERS, parseAsOrderSort } from '@/lists/order-list-url';
import { PAGE_SIZE } from '@/screens/list/list-times';
import { OrdersScreen } from '@/screens/orders/orders-screen';
import { requireViewer } from '@/server/session';
import { Hydrate, prefetch, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'Orders' };

const load = createLoader({ ...ORDER_FILTER_PARSERS, sort: parseAsOrderSort });

export default async function OrdersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireViewer();
  const { sort, ...filter } = await load(searchParams);
  const page = trpc.orders.list.infiniteQueryOptions(
    { filter, sort, limit: PAGE_SIZE },
    { getNextPageParam: (last) => last.next_cursor },
  );
  await prefetch((client) => [client.prefetchInfiniteQuery(page)]);
  return (
    <Hydrate>
      <OrdersScreen />
    </Hydrate>
  );
}
