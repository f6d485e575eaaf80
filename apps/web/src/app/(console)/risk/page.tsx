import type { Metadata } from 'next';
import { RiskScreen } from '@/screens/risk/risk-screen';
import { requireViewer } from '@/server/session';
import { Hydrate, prefetch, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'Risk' };

export default async function RiskPage() {
  await requireViewer();
  await prefetch((client) => [client.prefetchQuery(trpc.halts.list.queryOptions())]);
  return (
    <Hydrate>
      <RiskScreen />
    </Hydrate>
  );
}
