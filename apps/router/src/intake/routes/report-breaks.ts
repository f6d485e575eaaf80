import { reportBreaksPage, reportBreaksQuery, toldBreak } from '@fairlead/contracts/report-breaks';
import { z } from 'zod';
import { firmGuardOf } from '../firm-guard.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import type { ReportRoutes } from './reports.ts';

const schema = {
  params: z.object({ id: z.string() }),
  querystring: reportBreaksQuery,
  response: { 200: reportBreaksPage },
};

/** GET where what a report was made of does not agree, page by page. */
export const reportBreaksRoute: Routes<Pick<ReportRoutes, 'reports'>> = async (app, { reports }) => {
  const onRequest = firmGuardOf(app.guard)('reports:read');
  app.get('/reports/:id/breaks', { onRequest, schema }, async (request, reply) => {
    const { runs, breaks } = reports();
    const { id } = request.params;
    const { code = null, after, limit } = request.query;
    if ((await runs.of(id)) === null) return sendProblem(reply, 'NOT_FOUND');
    const found = await breaks.page(id, { code, after, limit: limit + 1 });
    const page = found.slice(0, limit);
    const next_after = found.length > limit ? (page.at(-1)?.number ?? null) : null;
    return reply.send({ breaks: page.map(toldBreak), next_after });
  });
};
