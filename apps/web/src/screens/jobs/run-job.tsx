'use client';

import type { JobRunView, JobView } from '@fairlead/contracts/job-history';
import { ActButton } from '@fairlead/ui/act-button';
import { formatEt, formatEtDate } from '@fairlead/ui/time';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { formatSpan } from '@/words/figures';
import { cameTo, jobDoes, jobTitle, OUTCOMES, scheduleWords, whyNoRun } from '@/words/job-words';
import { AskedAct } from '../act/asked-act';

/** What somebody is about to ask: that a job runs now, or that a run of it is tried again. */
export interface AskedJob {
  readonly job: JobView;
  readonly retry: JobRunView | null;
}

/** The question before a job is run; afterwards what is shown of jobs is read again. */
export function RunJob({ job, retry, onClose }: AskedJob & { readonly onClose: () => void }) {
  const trpc = useTRPC();
  const viewer = useViewer();
  const title = jobTitle(job.name);
  return (
    <AskedAct
      area="jobs"
      scope="jobs:run"
      title={retry === null ? `Run ${title} now` : `Try ${title} again`}
      description={jobDoes(job.name)}
      lines={retry === null ? runLines(job) : retryLines(retry)}
      room={5}
      confirm={retry === null ? 'Run it now' : 'Try it again'}
      keep={retry === null ? 'Leave it to its schedule' : 'Leave it failed'}
      names={{
        done: 'Asked for',
        doneSays: 'The worker takes it up within a second or two, when what runs before it has ended.',
        undone: 'Nothing was asked for.',
      }}
      whyNot={whyNoRun(job, retry?.id ?? null, viewer)}
      procedure={trpc.jobs.run.mutationOptions()}
      inputOf={(why) => ({ name: job.name, retry_of: retry?.id ?? null, ...why })}
      onClose={onClose}
    />
  );
}

function runLines({ every_ms: everyMs, last }: JobView): readonly string[] {
  const took = last?.duration_ms ?? null;
  return [
    `It runs once more, beside its schedule: ${scheduleWords(everyMs)}.`,
    ...(took === null || last?.outcome === 'RUNNING' ? [] : [`The last time it took ${formatSpan(took)}.`]),
    'While another try of it runs it waits. Where it fails it is tried five times in all.',
    'What it has done already it does not do twice.',
  ];
}

function retryLines(run: JobRunView): readonly string[] {
  const at = Date.parse(run.started_at);
  return [
    `The run of ${formatEtDate(at)} ${formatEt(at).slice(0, 8)} ET ${run.outcome === 'FAILED' ? 'failed' : 'broke off'}: ${cameTo(run)}`,
    'It is tried again with what it had, five times at most, as soon as no other try of the job runs.',
    'What it has done already it does not do twice.',
  ];
}

/** The button that asks for it, with why not where it cannot be. */
export function RunButton({
  job,
  retry,
  onAsk,
  size,
}: AskedJob & { readonly onAsk: (asked: AskedJob) => void; readonly size?: 'sm' }) {
  const whyNot = whyNoRun(job, retry?.id ?? null, useViewer());
  const [words, does] = retry === null ? ['Run now…', 'Run'] : ['Try again…', 'Try again'];
  const title = jobTitle(job.name);
  const name =
    retry === null
      ? `${does} ${title} now…`
      : `${does} ${title}, ${OUTCOMES[retry.outcome].name.toLowerCase()} at ${formatEt(Date.parse(retry.started_at)).slice(0, 8)}…`;
  return (
    <ActButton
      {...(size === undefined ? {} : { size })}
      whyNot={whyNot}
      aria-label={name}
      onClick={() => onAsk({ job, retry })}
    >
      {words}
    </ActButton>
  );
}
