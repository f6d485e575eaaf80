import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { createLoader, type SearchParams } from 'nuqs/server';
import { JOB_RUN_PARSERS, runsPlace } from '@/lists/job-list-url';
import { JobScreen } from '@/screens/jobs/job-screen';
import { JobsNotForYou } from '@/screens/jobs/not-for-you';
import { Hydrate, prefetch, trpc } from '@/trpc/server';
import { maySeeJobs } from '../open-jobs';

export const metadata: Metadata = { title: 'Job' };

const NAME = /^[\w.-]{1,100}$/;

const placeIn = createLoader(JOB_RUN_PARSERS);

interface JobPageProps {
  readonly params: Promise<{ name: string }>;
  readonly searchParams: Promise<SearchParams>;
}

export default async function JobPage({ params, searchParams }: JobPageProps) {
  if (!(await maySeeJobs())) return <JobsNotForYou />;
  const { name } = await params;
  if (!NAME.test(name)) notFound();
  const place = runsPlace(name, await placeIn(searchParams));
  await prefetch((client) => [
    client.prefetchQuery(trpc.jobs.list.queryOptions()),
    client.prefetchQuery(trpc.jobs.runs.queryOptions(place)),
  ]);
  return (
    <Hydrate>
      <JobScreen name={name} />
    </Hydrate>
  );
}
