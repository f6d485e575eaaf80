import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { parseAsRiskView } from '@/lists/risk-view-url';
import { RiskScreen } from '@/screens/risk/risk-screen';
import { requireViewer } from '@/server/session';
import { Hydrate, prefetch, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'Risk' };

const viewIn = createLoader({ view: parseAsRiskView });

export default async function RiskPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  await requireViewer();
  const { view } = await viewIn(searchParams);
  await prefetch((client) => {
    if (view === 'halts') return [client.prefetchQuery(trpc.halts.list.queryOptions())];
    if (view === 'refusals') return [client.prefetchQuery(trpc.risk.refusals.queryOptions())];
    return [];
  });
  return (
    <Hydrate>
      <RiskScreen />
    </Hydrate>
  );
}
