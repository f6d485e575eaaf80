import type { Metadata } from 'next';
import { DecisionsScreen } from '@/screens/decisions/decisions-screen';
import { PAGE_SIZE } from '@/screens/page-size';
import { requireViewer } from '@/server/session';
import { Hydrate, prefetch, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'Decisions' };

export default async function DecisionsPage() {
  await requireViewer();
  const page = trpc.decisions.list.infiniteQueryOptions(
    { limit: PAGE_SIZE },
    { getNextPageParam: (last) => last.next_cursor },
  );
  await prefetch((client) => [client.prefetchInfiniteQuery(page)]);
  return (
    <Hydrate>
      <DecisionsScreen />
    </Hydrate>
  );
}
