import {
  type OrderRoute,
  ROUTING_PARTS,
  type RoutedOrder,
  type RoutingReport,
} from '../customer-report/routing-report.ts';
import { PART_NAMES } from '../xml/routing-form.ts';
import { type CsvLine, csvText } from './csv-text.ts';

const HEAD: CsvLine = ['bd', 'customer', 'startDate', 'endDate', 'part', 'orderId', 'directed'];
const ROUTE_HEAD: CsvLine = ['venueName', 'mic', 'mpid', 'date', 'time'];

/** A report on single orders as a table, in the words of the schema: a line an execution, one a venue that executed nothing, one an order that went nowhere. */
export function routingReportCsv(report: RoutingReport): string {
  const of = [report.bd, report.customer, report.startDate, report.endDate];
  const lines = ROUTING_PARTS.flatMap((part) =>
    (report.parts[part] ?? []).flatMap((order) => orderLines([...of, PART_NAMES[part]], order)),
  );
  return csvText([[...HEAD, ...ROUTE_HEAD], ...lines]);
}

function orderLines(of: readonly string[], { orderId, directed, routes }: RoutedOrder): CsvLine[] {
  const head = [...of, orderId, directed ? 'Y' : 'N'];
  if (routes.length === 0) return [[...head, ...ROUTE_HEAD.map(() => null)]];
  return routes.flatMap((route) => routeLines(head, route));
}

function routeLines(head: readonly string[], { name, mic, mpid, transactions }: OrderRoute): CsvLine[] {
  const of = [...head, name, mic, mpid];
  if (transactions.length === 0) return [[...of, null, null]];
  return transactions.map(({ date, time }) => [...of, date, time]);
}
