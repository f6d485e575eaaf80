import { reportCellQuery, reportItemPage, reportItemsQuery } from '@fairlead/contracts/report-items';
import { itemsCsv } from '@fairlead/db/repositories/cell-csv';
import type { ItemKey, ReportCell } from '@fairlead/db/repositories/report-items-repository';
import { z } from 'zod';
import { sendCsv } from '../csv-file.ts';
import { firmGuardOf } from '../firm-guard.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import type { ReportRoutes } from './reports.ts';

const params = z.object({ id: z.string() });

/** GET the rows that a cell of a report is made of, in the order of their keys: a page at a time, or all of them as a file. */
export const reportItemRoute: Routes<Pick<ReportRoutes, 'reports'>> = async (app, { reports }) => {
  const onRequest = firmGuardOf(app.guard)('reports:read');
  const schema = { params, querystring: reportItemsQuery, response: { 200: reportItemPage } };
  app.get('/reports/:id/items', { onRequest, schema }, async (request, reply) => {
    const { after: text, limit, ...cell } = request.query;
    const after = text === undefined ? null : keyIn(text);
    if (after === undefined) {
      const errors = [{ path: 'after', code: 'CUSTOM', message: 'is none that a page has named' }];
      return sendProblem(reply, 'INVALID_REQUEST', { errors });
    }
    const { id } = request.params;
    const { items, runs } = reports();
    const rows = await items.page(id, cellOf(cell), { after, limit: limit + 1 });
    if (rows.length === 0 && (await runs.of(id)) === null) return sendProblem(reply, 'NOT_FOUND');
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return reply.send({ items: page, next_after: last === undefined ? null : textOf(last) });
  });
  const file = { params, querystring: reportCellQuery };
  app.get('/reports/:id/items/csv', { onRequest, schema: file }, async (request, reply) => {
    const { id } = request.params;
    const { items, runs } = reports();
    const run = await runs.of(id);
    if (run === null) return sendProblem(reply, 'NOT_FOUND');
    const { kind, month, section = null, venue_id = null, order_type = null } = request.query;
    const name = [run.kind, month, section, kind, venue_id, order_type];
    return sendCsv(reply, name, itemsCsv(items, id, cellOf(request.query)));
  });
};

type Asked = z.infer<typeof reportCellQuery>;

/** The cell that is asked for; what is left out is every one. */
function cellOf({ kind, month, section, held, directed, venue_id, order_type, services, part }: Asked): ReportCell {
  return {
    ...{ kind, month: `${month}-01` },
    section: section ?? null,
    held: held ?? null,
    directed: directed ?? null,
    venueId: venue_id ?? null,
    orderType: order_type ?? null,
    services: services ?? null,
    part: part ?? null,
  };
}

/** Ids of what was imported are made of its names, and have no version as those of ours do. */
const itemKey = z.tuple([z.string().regex(/^-?\d{1,19}$/), z.guid()]);

function textOf({ cell, source_id }: ItemKey): string {
  const key: z.infer<typeof itemKey> = [cell, source_id];
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The key in a text that a page has named; undefined where it is none. */
function keyIn(text: string): ItemKey | undefined {
  let said: unknown;
  try {
    said = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
  const read = itemKey.safeParse(said);
  if (!read.success) return undefined;
  const [cell, source_id] = read.data;
  return { cell, source_id };
}
