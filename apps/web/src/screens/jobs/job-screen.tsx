'use client';

import type { JobRunView, JobView } from '@fairlead/contracts/job-history';
import { classNames } from '@fairlead/ui/class-names';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { Page, SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import Link from 'next/link';
import { createSerializer } from 'nuqs';
import { useMemo, useState } from 'react';
import { JOB_RUN_PARSERS } from '@/lists/job-list-url';
import { askedWords, jobDoes, jobTitle, queueWords, scheduleWords } from '@/words/job-words';
import { LinkButton } from '../link-button';
import { jobHref } from './jobs-screen';
import { RUN_COLUMNS } from './run-columns';
import { type AskedJob, RunButton, RunJob } from './run-job';
import { RunSheet } from './run-sheet';
import { useJobRuns, useJobs } from './use-jobs';

const serialize = createSerializer(JOB_RUN_PARSERS);

/** One job: what it does and when, what is asked of it, and every try of it. */
export function JobScreen({ name }: { name: string }) {
  const jobs = useJobs();
  const job = jobs.data?.jobs.find((each) => each.name === name) ?? null;
  const [asked, setAsked] = useState<AskedJob | null>(null);
  return (
    <Page
      title={jobTitle(name)}
      lead={leadOf(name, job)}
      actions={
        <>
          <LinkButton href="/jobs">All jobs</LinkButton>
          {job !== null && <RunButton job={job} retry={null} onAsk={setAsked} />}
        </>
      }
    >
      {job?.asked.map((request) => (
        <p key={request.id} role="note" className="border-y border-line bg-surface px-4 py-1.5 text-xs">
          {askedWords(request)}
        </p>
      ))}
      <Tries name={name} job={job} onAsk={setAsked} />
      {asked !== null && <RunJob {...asked} onClose={() => setAsked(null)} />}
    </Page>
  );
}

function leadOf(name: string, job: JobView | null): string {
  const runs = job === null ? [] : [`${scheduleWords(job.every_ms)}`, queueWords(job.queue).toLowerCase()];
  return [jobDoes(name), ...runs, name].filter((part) => part !== '').join(' · ');
}

interface TriesProps {
  readonly name: string;
  readonly job: JobView | null;
  readonly onAsk: (asked: AskedJob) => void;
}

function Tries({ name, job, onAsk }: TriesProps) {
  const { show, before, query } = useJobRuns(name);
  const [opened, setOpened] = useState<JobRunView | null>(null);
  const columns = useMemo(() => columnsOf(job, onAsk), [job, onAsk]);
  const { data } = query;
  const next = data?.next_cursor ?? null;
  return (
    <div className="flex min-h-[420px] flex-1 flex-col pt-1 lg:min-h-0">
      <DataTable
        name={`Tries of ${jobTitle(name)}`}
        columns={columns}
        rows={data?.runs ?? []}
        rowKey={({ id }) => id}
        onOpen={setOpened}
        primary
        toolbar={
          <>
            <SectionTitle title="Tries" note="what was done on schedule is kept for 7 days, everything else for 92" />
            <Shown name={name} show={show} />
          </>
        }
        loading={query.isPending}
        failure={data === undefined ? query.error?.message : undefined}
        onRetry={() => void query.refetch()}
        empty={
          <EmptyState title={show === 'failed' ? 'No try of it has failed' : 'It has not run yet'}>
            {show === 'failed'
              ? 'Every try that is kept has come to an end.'
              : 'Its first try stands here as soon as it begins.'}
          </EmptyState>
        }
      />
      <nav aria-label="Pages of tries" className="flex min-h-8 items-center gap-4 border-t border-line px-4 text-xs">
        {before !== null && <PageLink href={serialize(jobHref(name), { show })}>The newest</PageLink>}
        {next !== null && <PageLink href={serialize(jobHref(name), { show, before: next })}>Older</PageLink>}
        {before === null && next === null && <span className="text-faint">all that are kept</span>}
      </nav>
      <RunSheet run={opened} onClose={() => setOpened(null)} />
    </div>
  );
}

function PageLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="text-accent hover:underline">
      {children}
    </Link>
  );
}

/** All tries or those that failed: each with an address of its own. */
function Shown({ name, show }: { name: string; show: 'failed' | null }) {
  const choices = [
    { show: null, words: 'All' },
    { show: 'failed', words: 'Failed' },
  ] as const;
  return (
    <span className="flex gap-1">
      {choices.map((each) => (
        <Link
          key={each.words}
          href={serialize(jobHref(name), { show: each.show })}
          aria-current={each.show === show ? 'page' : undefined}
          className={classNames(
            'rounded-sm px-1.5 py-0.5 text-xs',
            each.show === show ? 'bg-hover font-medium text-fg' : 'text-muted hover:text-fg',
          )}
        >
          {each.words}
        </Link>
      ))}
    </span>
  );
}

function columnsOf(job: JobView | null, onAsk: TriesProps['onAsk']): readonly Column<JobRunView>[] {
  return [
    ...RUN_COLUMNS,
    {
      ...{ id: 'acts', header: '', width: 110, priority: 1, align: 'right', pressable: true },
      value: () => null,
      cell: (run) => {
        const isFailed = run.outcome === 'FAILED' || run.outcome === 'BROKEN_OFF';
        return job !== null && isFailed ? <RunButton job={job} retry={run} onAsk={onAsk} size="sm" /> : null;
      },
    },
  ];
}
