import type { Metadata } from 'next';
import { JobsScreen } from '@/screens/jobs/jobs-screen';
import { JobsNotForYou } from '@/screens/jobs/not-for-you';
import { Hydrate, prefetch, trpc } from '@/trpc/server';
import { maySeeJobs } from './open-jobs';

export const metadata: Metadata = { title: 'Jobs' };

export default async function JobsPage() {
  if (!(await maySeeJobs())) return <JobsNotForYou />;
  await prefetch((client) => [client.prefetchQuery(trpc.jobs.list.queryOptions())]);
  return (
    <Hydrate>
      <JobsScreen />
    </Hydrate>
  );
}
