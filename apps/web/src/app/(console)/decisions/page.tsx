import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { DECISION_FILTER_PARSERS, parseAsDecisionSort } from '@/lists/decision-list-url';
import { DecisionsScreen } from '@/screens/decisions/decisions-screen';
import { PAGE_SIZE } from '@/screens/list/list-times';
import { requireViewer } from '@/server/session';
import { Hydrate, prefetch, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'Decisions' };

const load = createLoader({ ...DECISION_FILTER_PARSERS, sort: parseAsDecisionSort });

export default async function DecisionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireViewer();
  const { sort, ...filter } = await load(searchParams);
  const page = trpc.decisions.list.infiniteQueryOptions(
    { filter, sort, limit: PAGE_SIZE },
    { getNextPageParam: (last) => last.next_cursor },
  );
  await prefetch((client) => [client.prefetchInfiniteQuery(page)]);
  return (
    <Hydrate>
      <DecisionsScreen />
    </Hydrate>
  );
}
