import {
  type ReportOrdersQuery,
  reportOrderCellQuery,
  reportOrdersPage,
  reportOrdersQuery,
} from '@fairlead/contracts/report-orders';
import { isoTime } from '@fairlead/contracts/wire-value';
import { coveredCsv } from '@fairlead/db/repositories/cell-csv';
import {
  type CoveredItem,
  type CoveredItemKey,
  coveredCellOf,
} from '@fairlead/db/repositories/covered-items-repository';
import { z } from 'zod';
import { sendCsv } from '../csv-file.ts';
import { firmGuardOf } from '../firm-guard.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import type { ReportRoutes } from './reports.ts';

const reportParams = z.object({ id: z.string() });
const NO_CELL = {
  path: 'cell',
  code: 'CUSTOM',
  message:
    'DETAIL has symbol, lot, size and type, SUMMARY has sp500, type and size, LEFT_OUT has a reason, each as a report has them',
};

/** GET the orders that a figure of a report of Rule 605 is made of, and those that it leaves out: a page at a time, or all of them as a file. */
export const reportOrdersRoute: Routes<Pick<ReportRoutes, 'reports'>> = async (app, { reports }) => {
  const onRequest = firmGuardOf(app.guard)('reports:read');
  const schema = { params: reportParams, querystring: reportOrdersQuery, response: { 200: reportOrdersPage } };
  app.get('/reports/:id/orders', { onRequest, schema }, async (request, reply) => {
    const { id } = request.params;
    const cell = coveredCellOf(request.query);
    if (cell === null) return sendProblem(reply, 'INVALID_REQUEST', { errors: [NO_CELL] });
    const { runs, covered } = reports();
    const run = await runs.of(id);
    if (run === null || run.kind !== 'RULE_605') return sendProblem(reply, 'NOT_FOUND');
    const { limit } = request.query;
    const found = await covered.page(id, cell, { after: keyOf(request.query), limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return reply.send({ orders: page.map(orderView), next_after: last === undefined ? null : afterText(last) });
  });
  const file = { params: reportParams, querystring: reportOrderCellQuery };
  app.get('/reports/:id/orders/csv', { onRequest, schema: file }, async (request, reply) => {
    const { id } = request.params;
    const cell = coveredCellOf(request.query);
    if (cell === null) return sendProblem(reply, 'INVALID_REQUEST', { errors: [NO_CELL] });
    const { runs, covered } = reports();
    const run = await runs.of(id);
    if (run === null || run.kind !== 'RULE_605') return sendProblem(reply, 'NOT_FOUND');
    const name = [run.kind, run.period_from.slice(0, 7), ...Object.values(cell).map(String)];
    return sendCsv(reply, name, coveredCsv(covered, id, cell));
  });
};

function keyOf({ after }: ReportOrdersQuery): CoveredItemKey | null {
  const [symbol, size, source_id, terms] = after?.split('|') ?? [];
  return symbol === undefined || size === undefined || source_id === undefined || terms === undefined
    ? null
    : { symbol, order_size: Number(size), source_id, terms: Number(terms) };
}

function afterText({ symbol, order_size, source_id, terms }: CoveredItemKey): string {
  return `${symbol}|${order_size}|${source_id}|${terms}`;
}

function orderView({
  source_table,
  source_id,
  left_out,
  lot,
  order_type,
  order_size,
  started_at_us,
  ...item
}: CoveredItem) {
  const isCovered = left_out === '';
  return {
    ...{ source_table, order_pk: source_id, terms: item.terms, symbol: item.symbol, sp500: item.sp500 },
    left_out: isCovered ? null : left_out,
    ...(isCovered ? { lot, size: order_size, type: order_type } : { lot: null, size: null, type: null }),
    started_at: started_at_us === null ? null : isoTime(started_at_us),
    ...{ quantity: item.quantity, executed: item.executed },
  };
}
