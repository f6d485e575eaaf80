import { Counter, Gauge, Registry } from 'prom-client';
import type { JobState } from '../job/job-board.ts';
import { answer } from './answer.ts';

/** What the worker's metrics are read from when somebody scrapes them. */
export interface WorkerReadings {
  readonly jobs: () => readonly JobState[];
  /** What each queue holds, by state; rejects where the queue does not answer. */
  readonly queues: Readonly<Record<string, () => Promise<Record<string, number>>>>;
  readonly usage: () => { readonly cpuMs: number; readonly loopBusyMs: number };
}

/** The worker's metrics in Prometheus' form. All of it is read at the scrape; a queue that does not answer is not told. */
export function workerMetrics({ jobs, queues, usage }: WorkerReadings): Registry {
  const registry = new Registry();
  jobMetrics(registry, jobs);
  new Gauge({
    name: 'fairlead_worker_queue_jobs',
    help: 'What the queues of jobs hold, by state',
    labelNames: ['queue', 'state'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const [queue, counts] of Object.entries(queues)) {
        const told = await answer(counts);
        if (told.ok) for (const [state, count] of Object.entries(told.value)) this.set({ queue, state }, count);
      }
    },
  });
  const total = (name: string, help: string, ms: () => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(ms() / 1_000);
      },
    });
  total('fairlead_worker_cpu_seconds_total', 'How much of the processors the worker has had', () => usage().cpuMs);
  total('fairlead_worker_loop_busy_seconds_total', 'How long its event loop has worked', () => usage().loopBusyMs);
  return registry;
}

function jobMetrics(registry: Registry, jobs: WorkerReadings['jobs']): void {
  const registers = [registry];
  new Counter({
    name: 'fairlead_worker_jobs_total',
    help: 'Tries of jobs that have ended since the start, by outcome',
    labelNames: ['job', 'outcome'],
    registers,
    collect() {
      this.reset();
      for (const { name: job, completed, failed } of jobs()) {
        this.inc({ job, outcome: 'completed' }, completed);
        this.inc({ job, outcome: 'failed' }, failed);
      }
    },
  });
  new Gauge({
    name: 'fairlead_worker_job_failures_in_a_row',
    help: 'Failures of a job since its last success; over 0 it is in trouble',
    labelNames: ['job'],
    registers,
    collect() {
      for (const { name: job, failures_in_a_row: failures } of jobs()) this.set({ job }, failures);
    },
  });
  new Gauge({
    name: 'fairlead_worker_job_last_success_seconds',
    help: 'When a job was last done, in seconds since 1970; not there before that',
    labelNames: ['job'],
    registers,
    collect() {
      for (const { name: job, last_completed_at: at } of jobs())
        if (at !== null) this.set({ job }, Date.parse(at) / 1_000);
    },
  });
}
