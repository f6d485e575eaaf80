import type { Metadata } from 'next';
import { VenuesScreen } from '@/screens/venues/venues-screen';
import { requireViewer } from '@/server/session';
import { Hydrate, prefetch, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'Venues' };

export default async function VenuesPage() {
  await requireViewer();
  await prefetch((client) => [
    client.prefetchQuery(trpc.venues.list.queryOptions()),
    client.prefetchQuery(trpc.venues.working.queryOptions()),
  ]);
  return (
    <Hydrate>
      <VenuesScreen />
    </Hydrate>
  );
}
