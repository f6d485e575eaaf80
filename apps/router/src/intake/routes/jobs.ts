import {
  type jobRequest,
  type jobRun,
  jobRunRequest,
  jobRunsQuery,
  jobRunsView,
  jobRunTaken,
  jobsView,
  type jobView,
} from '@fairlead/contracts/job-history';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { JobHistoryRepository, JobRefusal } from '@fairlead/db/repositories/job-history-repository';
import type { JobRequestRow, JobRow, JobRunRow } from '@fairlead/db/repositories/job-rows';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { worksForFirm } from '../access.ts';
import type { Guard } from '../guard.ts';
import { principalOf } from '../guard.ts';
import { type ProblemCode, sendProblem } from '../problem.ts';
import { type RiskWriters, riskWriterOf } from '../risk-writer.ts';
import type { Routes } from '../route-schema.ts';

/** What the routes of jobs work with. */
export interface JobRoutes extends RiskWriters {
  readonly jobs: Pick<JobHistoryRepository, keyof JobHistoryRepository>;
}

const named = z.object({ name: z.string() });
const MS_US = 1_000;

const REFUSALS: Readonly<Record<JobRefusal, ProblemCode>> = {
  NOT_FOUND: 'NOT_FOUND',
  NOT_SCHEDULED: 'JOB_NOT_SCHEDULED',
  NOT_FAILED: 'JOB_RUN_NOT_FAILED',
  ASKED_ALREADY: 'JOB_ASKED_ALREADY',
};

/** GET the jobs of the worker and what their queues hold; GET the tries of one; POST that it is to run, which the worker finds in the table. */
export const jobRoutes: Routes<JobRoutes> = async (app, parts) => {
  const { jobs, clock } = parts;
  const read = ofTheFirm(app.guard)('jobs:read');
  app.get('/jobs', { onRequest: read, schema: { response: { 200: jobsView } } }, async (_request, reply) => {
    const nowUs = clock.nowUs();
    const found = await jobs.jobs(nowUs);
    return reply.send({
      as_of: isoTime(nowUs),
      jobs: found.jobs.map((job) => viewOf(job, nowUs)),
      failures: found.failures.map((run) => runOf(run, nowUs)),
      queues: found.queues.map(({ told_at_us: told, ...queue }) => ({ ...queue, told_at: isoTime(told) })),
    });
  });
  const reading = { params: named, querystring: jobRunsQuery, response: { 200: jobRunsView } };
  app.get('/jobs/:name/runs', { onRequest: read, schema: reading }, async (request, reply) => {
    const { outcome, cursor = null, limit } = request.query;
    const nowUs = clock.nowUs();
    const place = { job: request.params.name, onlyFailed: outcome === 'FAILED', cursor, limit };
    const { rows, next } = await jobs.runs(place);
    return reply.send({ as_of: isoTime(nowUs), runs: rows.map((row) => runOf(row, nowUs)), next_cursor: next });
  });
  const asking = { params: named, body: jobRunRequest, response: { 202: jobRunTaken } };
  const ask = ofTheFirm(app.guard)('jobs:run');
  app.post('/jobs/:name/run', { onRequest: ask, schema: asking }, async (request, reply) => {
    const { name: job } = request.params;
    const retryOf = request.body.retry_of ?? null;
    const writer = riskWriterOf(request, { act: ['job.run', job, retryOf ?? ''], ...request.body }, parts);
    const asked = await jobs.ask({ job, retryOf }, writer);
    if (!asked.ok) return sendProblem(reply, REFUSALS[asked.error]);
    return reply.code(202).send({ ...requestOf(asked.value.done), audit_id: asked.value.auditId });
  });
};

/** What jobs have come to tells of every client: people of one are refused. A key may what it was made for. */
function ofTheFirm(guard: Guard): Guard {
  return (...scopes) => {
    const check = guard(...scopes);
    const enter = async (request: FastifyRequest, reply: FastifyReply) => {
      const refused = await check(request, reply);
      if (refused !== undefined) return refused;
      const principal = principalOf(request);
      if (principal.kind === 'KEY' || worksForFirm(principal)) return undefined;
      return sendProblem(reply, 'FORBIDDEN', {
        detail: 'Jobs work for every client: they are for the firm’s own people.',
      });
    };
    return Object.assign(enter, { scopes });
  };
}

function viewOf({ job, next_at_us: next, last, asked, ...row }: JobRow, nowUs: number): z.infer<typeof jobView> {
  return {
    ...{ name: job, queue: row.queue, every_ms: row.every_ms, next_at: isoOrNull(next) },
    last: last === null ? null : runOf(last, nowUs),
    ...{ failures_in_a_row: row.failures_in_a_row, failed_of_day: row.failed_of_day },
    asked: asked.map(requestOf),
  };
}

function runOf(
  { started_at_us: started, ended_at_us: ended, request, ...row }: JobRunRow,
  nowUs: number,
): z.infer<typeof jobRun> {
  const untilUs = row.outcome === 'RUNNING' ? Math.max(nowUs, started) : ended;
  return {
    ...row,
    facts: factsOf(row.facts),
    started_at: isoTime(started),
    ended_at: isoOrNull(ended),
    duration_ms: untilUs === null ? null : (untilUs - started) / MS_US,
    request: request === null ? null : requestOf(request),
  };
}

function requestOf({ requested_by_name: name, ...row }: JobRequestRow): z.infer<typeof jobRequest> {
  const { id, job, retry_of, reason, state, tries } = row;
  return {
    ...{ id, job, retry_of, reason, requested_by: name, state, tries },
    ...{ requested_at: isoTime(row.requested_at_us), ended_at: isoOrNull(row.ended_at_us) },
  };
}

function factsOf(facts: unknown): Record<string, unknown> | null {
  return typeof facts === 'object' && facts !== null ? { ...facts } : null;
}

function isoOrNull(atUs: number | null): string | null {
  return atUs === null ? null : isoTime(atUs);
}
