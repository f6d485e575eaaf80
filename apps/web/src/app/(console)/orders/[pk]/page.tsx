import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { z } from 'zod';
import { OrderScreen } from '@/screens/order/order-screen';
import { ScreenSkeleton } from '@/screens/screen-skeleton';
import { requireViewer } from '@/server/session';
import { Hydrate, prefetch, readOrNotFound, requestQueryClient, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'Order' };

export default async function OrderPage({ params }: { params: Promise<{ pk: string }> }) {
  await requireViewer();
  const { pk } = await params;
  if (!z.uuid().safeParse(pk).success) notFound();
  await readOrNotFound(requestQueryClient().fetchQuery(trpc.orders.get.queryOptions({ order_pk: pk })));
  await prefetch((client) => [
    client.prefetchQuery(trpc.orders.market.queryOptions({ order_pk: pk })),
    client.prefetchQuery(trpc.venues.names.queryOptions()),
  ]);
  return (
    <Hydrate>
      <Suspense fallback={<ScreenSkeleton />}>
        <OrderScreen orderPk={pk} />
      </Suspense>
    </Hydrate>
  );
}
