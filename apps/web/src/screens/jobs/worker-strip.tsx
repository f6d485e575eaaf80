'use client';

import type { JobsView } from '@fairlead/contracts/job-history';
import { type Stat, StatStrip } from '@fairlead/ui/stat-strip';
import { StatusDot } from '@fairlead/ui/status-dot';
import { formatEt } from '@fairlead/ui/time';
import { formatQuantity } from '@/words/figures';
import { isAway, jobTitle, queueWords } from '@/words/job-words';

const BACKENDS = { POSTGRESQL: 'PostgreSQL', REDIS: 'Redis' } as const;

/** Whether anybody works, at what, and what waits. */
export function WorkerStrip({ data }: { data: JobsView }) {
  return (
    <StatStrip
      label="The worker and its queues"
      stats={[workerStat(data), runningStat(data), failedStat(data), ...queueStats(data)]}
    />
  );
}

function workerStat({ queues, as_of: asOf }: JobsView): Stat {
  const heardMs = Math.max(...queues.map(({ told_at: told }) => Date.parse(told)));
  if (queues.length === 0) return { label: 'Worker', value: word('idle', 'Not heard'), note: 'It has never run here.' };
  const at = `heard at ${formatEt(heardMs).slice(0, 8)} ET`;
  return isAway(heardMs, Date.parse(asOf))
    ? { label: 'Worker', value: word('stopped', 'Away'), note: `${at}: nothing runs` }
    : { label: 'Worker', value: word('good', 'At work'), note: at };
}

function word(tone: 'good' | 'stopped' | 'idle', text: string) {
  return (
    <span className="inline-flex items-center gap-1.5 text-sm">
      <StatusDot tone={tone} />
      {text}
    </span>
  );
}

function runningStat({ jobs }: JobsView): Stat {
  const running = jobs.filter(({ last }) => last?.outcome === 'RUNNING');
  const note = running.map(({ name }) => jobTitle(name)).join(', ');
  return {
    label: 'Running',
    value: formatQuantity(running.length),
    note: note === '' ? 'nothing at this moment' : note,
  };
}

function failedStat({ jobs }: JobsView): Stat {
  const failing = jobs.filter(({ failures_in_a_row: failures }) => failures > 0).length;
  const tries = jobs.reduce((sum, { failed_of_day: failed }) => sum + failed, 0);
  return {
    label: 'Tries that failed in 24 hours',
    value: formatQuantity(tries),
    note:
      failing === 0
        ? 'no job is failing now'
        : `${formatQuantity(failing)} ${failing === 1 ? 'job is' : 'jobs are'} failing now`,
  };
}

function queueStats({ queues }: JobsView): readonly Stat[] {
  return queues.map(({ queue, backend, waiting, active }) => ({
    label: queueWords(queue),
    value: formatQuantity(waiting),
    unit: waiting === 1 ? 'waits' : 'wait',
    note: `${formatQuantity(active)} at work · in ${BACKENDS[backend]}`,
  }));
}
