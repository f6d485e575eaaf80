import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { JobBoard } from '../job/job-board.ts';
import { serveHealth } from './health-server.ts';
import { workerMetrics } from './worker-metrics.ts';

function metrics() {
  const board = new JobBoard(['retention', 'markouts'], () => new Date('2026-11-30T20:00:00Z'));
  board.record({ name: 'retention', outcome: 'completed', facts: {} });
  board.record({ name: 'markouts', outcome: 'failed', error: 'no table', attempt: 1 });
  board.record({ name: 'markouts', outcome: 'failed', error: 'no table', attempt: 1 });
  return workerMetrics({
    jobs: () => board.states(),
    queues: { jobs: async () => ({ waiting: 3 }), requests: () => Promise.reject(new Error('away')) },
    usage: () => ({ cpuMs: 2_500, loopBusyMs: 1_000 }),
  });
}

it('tells of jobs, of the queues that answer, and of the process, at /metrics', async () => {
  const well = { database: async () => 1, queue: async () => ({}), jobs: () => [] };
  const server = await serveHealth({ ...well, metrics: metrics() }, 0);
  const scrape = async () => (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
  await scrape();
  const lines = (await scrape()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  await server.close();
  expect(lines.sort()).toEqual([
    'fairlead_worker_cpu_seconds_total 2.5',
    'fairlead_worker_job_failures_in_a_row{job="markouts"} 2',
    'fairlead_worker_job_failures_in_a_row{job="retention"} 0',
    'fairlead_worker_job_last_success_seconds{job="retention"} 1796068800',
    'fairlead_worker_jobs_total{job="markouts",outcome="completed"} 0',
    'fairlead_worker_jobs_total{job="markouts",outcome="failed"} 2',
    'fairlead_worker_jobs_total{job="retention",outcome="completed"} 1',
    'fairlead_worker_jobs_total{job="retention",outcome="failed"} 0',
    'fairlead_worker_loop_busy_seconds_total 1',
    'fairlead_worker_queue_jobs{queue="jobs",state="waiting"} 3',
  ]);
});

it('the dashboard asks for metrics that the worker has, and for each of them', async () => {
  const text = await readFile(new URL('../../../../ops/grafana/fairlead.json', import.meta.url), 'utf8');
  const asked = new Set(text.match(/\bfairlead_worker_\w+/g));
  const has = new Set((await metrics().getMetricsAsJSON()).map(({ name }) => name));
  expect([...asked].sort()).toEqual([...has].sort());
});
