import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { ScreenSkeleton } from '@/screens/screen-skeleton';
import { VenueScreen } from '@/screens/venue/venue-screen';
import { requireViewer } from '@/server/session';
import { Hydrate, prefetch, readOrNotFound, requestQueryClient, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'Venue' };

export default async function VenuePage({ params }: { params: Promise<{ id: string }> }) {
  await requireViewer();
  const venueId = idIn((await params).id);
  if (venueId === null) notFound();
  const client = requestQueryClient();
  // The router looks through every instrument for it, and it is drawn far down: it follows the page, which holds its place.
  void client.prefetchQuery(trpc.venues.instruments.queryOptions({ venue_id: venueId }));
  await Promise.all([
    readOrNotFound(client.fetchQuery(trpc.venues.get.queryOptions({ venue_id: venueId }))),
    prefetch(() => [
      client.prefetchQuery(trpc.venues.list.queryOptions()),
      client.prefetchQuery(trpc.venues.names.queryOptions()),
    ]),
  ]);
  return (
    <Hydrate>
      <Suspense fallback={<ScreenSkeleton />}>
        <VenueScreen venueId={venueId} />
      </Suspense>
    </Hydrate>
  );
}

/** The id as the address has it; null where it can be none. */
function idIn(text: string): string | null {
  try {
    const id = decodeURIComponent(text);
    return id.length > 100 ? null : id;
  } catch {
    return null;
  }
}
