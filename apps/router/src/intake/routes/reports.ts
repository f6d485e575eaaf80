import {
  reportListQuery,
  reportPage,
  reportReason,
  reportRequest,
  reportRunTaken,
  rule606ListQuery,
  wholeReportRun,
} from '@fairlead/contracts/report';
import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import { RULE_606_KINDS } from '@fairlead/core/report/report-kind';
import { type AskingFault, type AskingParts, askedReport } from '@fairlead/db/repositories/asked-report';
import type { ReportRepositories } from '@fairlead/db/repositories/report-repositories';
import type { ReportRefusal } from '@fairlead/db/repositories/report-run-repository';
import type { ReportRunSummary, ReportRequest as RunRequest } from '@fairlead/db/repositories/report-run-rows';
import { z } from 'zod';
import { firmGuardOf } from '../firm-guard.ts';
import { type ProblemCode, sendProblem } from '../problem.ts';
import { mayNotLeave } from '../report-guard.ts';
import { runView, wholeRunView } from '../report-view.ts';
import { type RiskWriters, riskWriterOf } from '../risk-writer.ts';
import type { Routes } from '../route-schema.ts';

/** What the routes of reports work with. */
export interface ReportRoutes extends RiskWriters {
  readonly reports: () => ReportRepositories;
  readonly persons: AskingParts['persons'];
}

const reportParams = z.object({ id: z.string() });

const ASKING_PROBLEMS = {
  UNKNOWN_CUSTOMER: 'UNKNOWN_CUSTOMER',
  FIRM_NOT_NAMED: 'FIRM_NOT_NAMED',
  PERIOD_OPEN: 'REPORT_PERIOD_OPEN',
} as const satisfies Record<AskingFault, ProblemCode>;
const REFUSAL_PROBLEMS = {
  NOT_FOUND: 'NOT_FOUND',
  NOT_FAILED: 'REPORT_NOT_FAILED',
  NOT_DONE: 'REPORT_NOT_DONE',
  NOT_APPROVED: 'REPORT_NOT_APPROVED',
  SELF_APPROVAL: 'REPORT_SELF_APPROVAL',
  SAME_PERSON: 'REPORT_SAME_PERSON',
} as const satisfies Record<ReportRefusal, ProblemCode>;

/** GET reports, and one with its figures; POST a request of one. */
export const reportRoutes: Routes<ReportRoutes> = async (app, parts) => {
  const { reports, persons, clock } = parts;
  const guard = firmGuardOf(app.guard);
  const onRequest = guard('reports:read');
  const list = { querystring: reportListQuery, response: { 200: reportPage } };
  app.get('/reports', { onRequest, schema: list }, async (request, reply) => {
    const { kind, cursor = null, limit } = request.query;
    const { rows, next } = await reports().runs.list({ kinds: kind === undefined ? null : [kind], cursor, limit });
    return reply.send({ reports: rows.map(runView), next_cursor: next });
  });
  const one = { params: reportParams, response: { 200: wholeReportRun } };
  app.get('/reports/:id', { onRequest, schema: one }, async (request, reply) => {
    const run = await reports().runs.of(request.params.id);
    if (run === null) return sendProblem(reply, 'NOT_FOUND');
    return reply.send(wholeRunView(run, await reports().imports.withdrawnUnder(run.id)));
  });
  const asking = { body: reportRequest, response: { 202: reportRunTaken } };
  app.post('/reports', { onRequest: guard('reports:write'), schema: asking }, async (request, reply) => {
    const { firms, choices, runs } = reports();
    const today = dateOfDay(newYorkDay(clock.nowUs()));
    const asked = await askedReport(request.body, { firms, choices, persons, today });
    if (!asked.ok) return sendProblem(reply, ASKING_PROBLEMS[asked.error]);
    const { reason, idempotency_key } = request.body;
    const writer = riskWriterOf(request, { act: ['report.request'], reason, idempotency_key }, parts);
    const { done, auditId } = await runs.create(asked.value, writer);
    if (!isOf(done, asked.value)) return sendProblem(reply, 'ACT_CONFLICT');
    return reply.code(202).send({ ...runView(done), audit_id: auditId });
  });
};

/** GET the reports of Rule 606 among them, and one with its figures; one of another kind is not found there. */
export const rule606Routes: Routes<Pick<ReportRoutes, 'reports'>> = async (app, { reports }) => {
  const onRequest = firmGuardOf(app.guard)('reports:read');
  const list = { querystring: rule606ListQuery, response: { 200: reportPage } };
  app.get('/reports/606', { onRequest, schema: list }, async (request, reply) => {
    const { kind, cursor = null, limit } = request.query;
    const { rows, next } = await reports().runs.list({
      kinds: kind === undefined ? RULE_606_KINDS : [kind],
      cursor,
      limit,
    });
    return reply.send({ reports: rows.map(runView), next_cursor: next });
  });
  const one = { params: reportParams, response: { 200: wholeReportRun } };
  app.get('/reports/606/:id', { onRequest, schema: one }, async (request, reply) => {
    const run = await reports().runs.of(request.params.id);
    if (run === null || !RULE_606_KINDS.some((kind) => kind === run.kind)) return sendProblem(reply, 'NOT_FOUND');
    return reply.send(wholeRunView(run, await reports().imports.withdrawnUnder(run.id)));
  });
};

/** POST that a run is made again, approved by a second person, published. */
export const reportActRoutes: Routes<ReportRoutes> = async (app, parts) => {
  const { reports } = parts;
  const guard = firmGuardOf(app.guard);
  const schema = { params: reportParams, body: reportReason, response: { 200: reportRunTaken } };
  for (const [act, scope] of [
    ['again', 'reports:write'],
    ['approve', 'reports:approve'],
    ['publish', 'reports:approve'],
  ] as const) {
    app.post(`/reports/:id/${act}`, { onRequest: guard(scope), schema }, async (request, reply) => {
      const { id } = request.params;
      const { runs } = reports();
      const run = await runs.of(id);
      const held = run === null || act === 'again' ? null : mayNotLeave(run);
      if (held !== null) return sendProblem(reply, ...held);
      if (run !== null && act !== 'again' && (await reports().imports.withdrawnUnder(id)).length > 0)
        return sendProblem(reply, 'REPORT_IMPORT_WITHDRAWN');
      const writer = riskWriterOf(request, { act: [`report.${act}`, id], ...request.body }, parts);
      const taken = await runs[act](id, writer);
      if (!taken.ok) return sendProblem(reply, REFUSAL_PROBLEMS[taken.error]);
      return reply.send({ ...runView(taken.value.done), audit_id: taken.value.auditId });
    });
  }
};

const saidOfCustomer = z.object({
  client_id: z.string().nullish(),
  customer_id: z.string().nullish(),
  customer: z.string().nullish(),
});

/** Whether a run is what is asked for, and not what was asked for before with the same key. Who the firm is may have been said otherwise since. */
function isOf(run: ReportRunSummary, asked: RunRequest): boolean {
  const said = ({
    kind,
    period_from,
    period_to,
    parameters,
    simulated,
    requested_on,
  }: ReportRunSummary | RunRequest) => {
    const { client_id, customer_id, customer } = saidOfCustomer.parse(parameters);
    const time = [period_from, period_to, requested_on ?? null];
    return JSON.stringify([kind, ...time, simulated, client_id, customer_id, customer]);
  };
  return said(run) === said(asked);
}
