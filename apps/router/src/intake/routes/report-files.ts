import { z } from 'zod';
import { firmGuardOf } from '../firm-guard.ts';
import { sendProblem } from '../problem.ts';
import { mayNotLeave } from '../report-guard.ts';
import type { Routes } from '../route-schema.ts';
import { reportItemRoute } from './report-items.ts';
import type { ReportRoutes } from './reports.ts';

const fileParams = z.object({ id: z.string(), name: z.string() });

/** GET a file of a report, byte by byte as its hash says; and the rows that a cell of it is made of. */
export const reportFileRoute: Routes<Pick<ReportRoutes, 'reports'>> = async (app, { reports }) => {
  await app.register(reportItemRoute, { reports });
  const onRequest = firmGuardOf(app.guard)('reports:read');
  app.get('/reports/:id/files/:name', { onRequest, schema: { params: fileParams } }, async (request, reply) => {
    const { runs, contents } = reports();
    const run = await runs.of(request.params.id);
    const file = run?.files?.find(({ name }) => name === request.params.name);
    if (run === null || file === undefined) return sendProblem(reply, 'NOT_FOUND');
    const held = mayNotLeave(run);
    if (held !== null) return sendProblem(reply, ...held);
    const content = await contents.of(file.sha256);
    if (content === null) return sendProblem(reply, 'NOT_FOUND');
    const name = encodeURIComponent(file.name).replaceAll("'", '%27');
    return reply
      .type(file.media_type)
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .header('etag', `"${file.sha256}"`)
      .send(content);
  });
};
