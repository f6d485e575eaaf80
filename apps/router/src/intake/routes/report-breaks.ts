import {
  reportAsideRequest,
  reportAsideTaken,
  reportBreaksPage,
  reportBreaksQuery,
  toldBreak,
} from '@fairlead/contracts/report-breaks';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { ListedBreak } from '@fairlead/db/repositories/reconciliation';
import type { AsideRefusal } from '@fairlead/db/repositories/report-asides-repository';
import { z } from 'zod';
import { firmGuardOf } from '../firm-guard.ts';
import { type ProblemCode, sendProblem } from '../problem.ts';
import { asideView } from '../report-view.ts';
import { riskWriterOf } from '../risk-writer.ts';
import type { Routes } from '../route-schema.ts';
import type { ReportRoutes } from './reports.ts';

const params = z.object({ id: z.string() });
const REFUSAL_PROBLEMS = {
  NOT_FOUND: 'NOT_FOUND',
  NOT_DONE: 'REPORT_NOT_DONE',
  SELF_ASIDE: 'REPORT_SELF_ASIDE',
  NEVER_ASIDE: 'REPORT_BREAK_STAYS',
  NOT_OPEN: 'REPORT_BREAK_NOT_OPEN',
  OTHER_ACT: 'ACT_CONFLICT',
} as const satisfies Record<AsideRefusal, ProblemCode>;

/** GET where what a report was made of does not agree, page by page; POST that a second person sets breaks aside, with why. */
export const reportBreaksRoute: Routes<ReportRoutes> = async (app, parts) => {
  const { reports } = parts;
  const guard = firmGuardOf(app.guard);
  const list = { params, querystring: reportBreaksQuery, response: { 200: reportBreaksPage } };
  app.get('/reports/:id/breaks', { onRequest: guard('reports:read'), schema: list }, async (request, reply) => {
    const { runs, breaks } = reports();
    const { id } = request.params;
    const { code = null, after, limit } = request.query;
    if ((await runs.of(id)) === null) return sendProblem(reply, 'NOT_FOUND');
    const found = await breaks.page(id, { code, after, limit: limit + 1 });
    const page = found.slice(0, limit);
    const next_after = found.length > limit ? (page.at(-1)?.number ?? null) : null;
    return reply.send({ breaks: page.map(breakView), next_after });
  });
  const act = { params, body: reportAsideRequest, response: { 200: reportAsideTaken } };
  app.post(
    '/reports/:id/breaks/aside',
    { onRequest: guard('reports:approve'), schema: act },
    async (request, reply) => {
      const { id } = request.params;
      const { code, numbers, reason, idempotency_key } = request.body;
      const which = { code, numbers };
      const said = { act: ['report.set_aside', id], reason, idempotency_key };
      const taken = await reports().asides.setAside(id, which, riskWriterOf(request, said, parts));
      if (!taken.ok) return sendProblem(reply, REFUSAL_PROBLEMS[taken.error]);
      return reply.send({ ...asideView(taken.value.done), audit_id: taken.value.auditId });
    },
  );
};

function breakView({ aside, is_here: _isHere, ...found }: ListedBreak) {
  const set_aside = aside && { by: aside.set_by_name, reason: aside.reason, at: isoTime(aside.set_at_us) };
  return { ...toldBreak(found), set_aside };
}
