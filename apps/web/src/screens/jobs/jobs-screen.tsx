'use client';

import type { JobRunView, JobsView, JobView } from '@fairlead/contracts/job-history';
import { Badge } from '@fairlead/ui/badge';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { Page, SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { formatQuantity } from '@/words/figures';
import { jobDoes, jobState, jobTitle, scheduleWords } from '@/words/job-words';
import { useGo } from '../go';
import { cameToColumn, Moment, RUN_COLUMNS, startedColumn, textOf, tookColumn } from './run-columns';
import { type AskedJob, RunButton, RunJob } from './run-job';
import { useJobs } from './use-jobs';
import { WorkerStrip } from './worker-strip';

type Ask = (asked: AskedJob) => void;
/** Room that is held for jobs until they are read. */
const JOBS_WAITING = 10;

export const jobHref = (name: string): string => `/jobs/${encodeURIComponent(name)}`;

/** All jobs of the worker: their schedules, what they last came to, and what failed. */
export function JobsScreen() {
  const query = useJobs();
  const [asked, setAsked] = useState<AskedJob | null>(null);
  const { data } = query;
  const shared = {
    loading: query.isPending,
    failure: data === undefined ? query.error?.message : undefined,
    onRetry: () => void query.refetch(),
  };
  return (
    <Page
      title="Jobs"
      lead="What the worker does on schedule and when somebody asks: when, how long, what it came to, and what failed."
    >
      {data !== undefined && <WorkerStrip data={data} />}
      <div className="flex flex-1 flex-col pt-1">
        <div className="flex shrink-0 flex-col">
          <JobTable data={data} onAsk={setAsked} shared={shared} />
        </div>
        <FailureTable data={data} onAsk={setAsked} shared={shared} />
      </div>
      {asked !== null && <RunJob {...asked} onClose={() => setAsked(null)} />}
    </Page>
  );
}

interface TableProps {
  readonly data: JobsView | undefined;
  readonly onAsk: Ask;
  readonly shared: { readonly loading: boolean; readonly failure: string | undefined; readonly onRetry: () => void };
}

function JobTable({ data, onAsk, shared }: TableProps) {
  const go = useGo();
  const nowMs = data === undefined ? 0 : Date.parse(data.as_of);
  const columns = useMemo(() => jobColumns(onAsk, nowMs), [onAsk, nowMs]);
  return (
    <DataTable
      {...shared}
      name="Jobs of the worker"
      columns={columns}
      rows={data?.jobs ?? []}
      rowKey={({ name }) => name}
      onOpen={({ name }) => go(jobHref(name))}
      primary
      rowsInSight={Math.max(JOBS_WAITING, data?.jobs.length ?? 0)}
      toolbar={<SectionTitle title="Jobs" note="Enter shows every try of one" />}
      empty={<EmptyState title="No worker has run here yet">Its jobs stand here as soon as one starts.</EmptyState>}
    />
  );
}

const jobColumns = (onAsk: Ask, nowMs: number): readonly Column<JobView>[] => [
  {
    id: 'job',
    header: 'Job',
    width: 164,
    priority: 1,
    value: ({ name }) => jobTitle(name),
    cell: ({ name }) => (
      <Link href={jobHref(name)} title={`${jobDoes(name)} (${name})`} className="hover:underline" tabIndex={-1}>
        {jobTitle(name)}
      </Link>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 96,
    priority: 1,
    value: (job) => jobState(job, nowMs).name,
    cell: (job) => {
      const { name, tone } = jobState(job, nowMs);
      const failures = job.failures_in_a_row;
      return (
        <Badge tone={tone} {...(failures === 0 ? {} : { title: `${failures} in a row` })}>
          {name}
        </Badge>
      );
    },
  },
  { id: 'schedule', header: 'Runs', width: 124, priority: 3, value: (job) => scheduleWords(job.every_ms) },
  startedColumn(({ last }) => last, 'Last began', 2),
  tookColumn(({ last }) => last),
  cameToColumn(({ last }) => last, 2),
  {
    ...{ id: 'next', header: 'Next', unit: 'ET', width: 168, priority: 3 },
    value: (job) => textOf(job.next_at),
    cell: (job) => <Moment at={job.next_at} />,
  },
  {
    ...{ id: 'failed', header: 'Failed', unit: '24 h', align: 'right', width: 84, priority: 4 },
    value: (job) => job.failed_of_day,
    cell: (job) => formatQuantity(job.failed_of_day),
  },
  {
    ...{ id: 'acts', header: '', width: 110, priority: 1, align: 'right', pressable: true },
    value: () => null,
    cell: (job) => <RunButton job={job} retry={null} onAsk={onAsk} size="sm" />,
  },
];

/** What failed last, of every job, each to be tried again. */
function FailureTable({ data, onAsk, shared }: TableProps) {
  const go = useGo();
  const jobs = useMemo(() => new Map(data?.jobs.map((job) => [job.name, job])), [data]);
  const columns = useMemo(() => failureColumns(jobs, onAsk), [jobs, onAsk]);
  const rows = data?.failures ?? [];
  return (
    <div className="flex min-h-60 flex-1 flex-col border-t border-line pt-1">
      <DataTable
        {...shared}
        name="Failures of jobs"
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        onOpen={({ job }) => go(`${jobHref(job)}?show=failed`)}
        toolbar={
          <SectionTitle
            title="Failures"
            note="the newest of every job; what was tried again since stands in its tries"
          />
        }
        empty={
          <EmptyState title="Nothing has failed">A try that fails stands here with its error, for 92 days.</EmptyState>
        }
      />
    </div>
  );
}

function failureColumns(jobs: ReadonlyMap<string, JobView>, onAsk: Ask): readonly Column<JobRunView>[] {
  const [started, outcome, took, attempt, cause, cameTo] = RUN_COLUMNS;
  const others = [outcome, cameTo, took, attempt, cause].filter((column) => column !== undefined);
  return [
    { id: 'job', header: 'Job', width: 164, priority: 1, value: ({ job }) => jobTitle(job) },
    ...(started === undefined ? [] : [{ ...started, priority: 2 as const }]),
    ...others,
    {
      ...{ id: 'acts', header: '', width: 110, priority: 1, align: 'right', pressable: true },
      value: () => null,
      cell: (run) => {
        const job = jobs.get(run.job);
        return job === undefined ? null : <RunButton job={job} retry={run} onAsk={onAsk} size="sm" />;
      },
    },
  ];
}
