import type { Metadata } from 'next';
import { RulesNotForYou } from '@/screens/rules/not-for-you';
import { RulesScreen } from '@/screens/rules/rules-screen';
import { Hydrate, prefetch, trpc } from '@/trpc/server';
import { mayReadRules } from './open-rules';

export const metadata: Metadata = { title: 'Rules' };

export default async function RulesPage() {
  if (!(await mayReadRules())) return <RulesNotForYou />;
  await prefetch((client) => [client.prefetchQuery(trpc.rules.list.queryOptions())]);
  return (
    <Hydrate>
      <RulesScreen />
    </Hydrate>
  );
}
