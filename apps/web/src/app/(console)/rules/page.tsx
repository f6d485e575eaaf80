import { ROLE_SCOPES } from '@fairlead/contracts/access';
import type { Metadata } from 'next';
import { RulesNotForYou } from '@/screens/rules/not-for-you';
import { RulesScreen } from '@/screens/rules/rules-screen';
import { requireViewer } from '@/server/session';
import { Hydrate, prefetch, trpc } from '@/trpc/server';

export const metadata: Metadata = { title: 'Rules' };

export default async function RulesPage() {
  const viewer = await requireViewer();
  if (!ROLE_SCOPES[viewer.role].includes('audit:read')) return <RulesNotForYou />;
  await prefetch((client) => [client.prefetchQuery(trpc.rules.list.queryOptions())]);
  return (
    <Hydrate>
      <RulesScreen />
    </Hydrate>
  );
}
