import { type CustomerReportParameters, customerReportParameters } from '@fairlead/contracts/report-parameters';
import { dayOfDate } from '@fairlead/core/market/market-days';
import { dateOfDay } from '@fairlead/core/market/new-york-time';
import { err, ok, type Result } from '@fairlead/core/result';
import type { CustomerRun, CustomerScope } from '@fairlead/db/repositories/customer-report-repository';
import type { ReportRunRow } from '@fairlead/db/repositories/report-run-rows';
import { csvText } from '@fairlead/rule606/csv/csv-text';
import type { CustomerReportHead } from '@fairlead/rule606/customer-report/compose-handling';
import { exemptionsOf } from '@fairlead/rule606/customer-report/exemptions';
import { PRIOR_MONTHS } from '@fairlead/rule606/customer-report/period';
import type { ExemptionFigures } from '@fairlead/rule606/customer-report/run-figures';
import { type CustomerPeriod, customerFileName, lookThroughFileName } from '@fairlead/rule606/file-name';
import { EXECUTION_LAYOUT } from '@fairlead/rule606/import/execution-layout';
import { ORDER_LAYOUT } from '@fairlead/rule606/import/order-layout';
import { ROUTE_LAYOUT } from '@fairlead/rule606/import/route-layout';
import { madeFile } from './made-file.ts';
import type { MadeFile } from './report-maker.ts';
import { notPeriod, parametersOf } from './run-order.ts';
import { namedFirm } from './simulated.ts';

/** What is asked for by a run of a report to a customer. */
export interface CustomerOrder {
  readonly scope: CustomerScope;
  readonly head: CustomerReportHead;
  /** What every page says of simulated orders. */
  readonly notice: string | null;
}

/** Reads a run that is to have these days. An error is `CODE: detail`. */
export function customerOrder(
  run: ReportRunRow,
  isPeriod: (from: string, to: string) => boolean,
): Result<CustomerOrder, string> {
  const read = parametersOf(run, customerReportParameters);
  if (!read.ok) return read;
  const { period_from: from, period_to: to, simulated } = run;
  if (!isPeriod(from, to)) return err(notPeriod(run, 'time of such a report'));
  const { bd, notice } = namedFirm(read.value.bd, simulated);
  const { customer } = read.value;
  return ok({
    scope: { ...{ from, to, simulated }, ...scopeOf(read.value) },
    head: { bd, customer, timestamp: null, startDate: from, endDate: dateOfDay((dayOfDate(to) ?? 0) - 1) },
    notice,
  });
}

function scopeOf({ bd, client_id, customer_id, look_through }: CustomerReportParameters) {
  return { clientId: client_id, customerId: customer_id, exportedBy: look_through ? bd : null };
}

/** Whether a time has whole months only, six at most. */
export function isWholeMonths(from: string, to: string): boolean {
  const months = monthsBetween(from, to);
  return from.endsWith('-01') && to.endsWith('-01') && months >= 1 && months <= PRIOR_MONTHS;
}

/** Whether a time is of six months at most: its last day may have the number of its first one, for months have not as many days. */
export function isSixMonths(from: string, to: string): boolean {
  const months = monthsBetween(from, to);
  return from < to && (months < PRIOR_MONTHS || (months === PRIOR_MONTHS && to.slice(8) <= from.slice(8)));
}

function monthsBetween(from: string, to: string): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}

/** Whether the report is owed, with the figures that say so. */
export function exemptionFigures({ exemptions, exemptionPeriod }: CustomerRun): ExemptionFigures {
  return { exemptions: exemptionsOf(exemptions), exemption_period: exemptionPeriod };
}

/** What of a report to a customer leaves: the form, its table, its print, and the orders themselves where they were asked for. */
export function customerFiles(
  period: CustomerPeriod,
  { xml, csv, pdf }: { readonly xml: string; readonly csv: string; readonly pdf: Buffer },
  run: CustomerRun,
): MadeFile[] {
  return [
    madeFile(customerFileName(period, 'XML'), 'XML', xml),
    madeFile(customerFileName(period, 'CSV'), 'CSV', csv),
    madeFile(customerFileName(period, 'PDF'), 'PDF', pdf),
    ...exportedFiles(run, period),
  ];
}

/** The orders themselves, as a firm imports them that has routed through this one; none where they were not asked for. */
function exportedFiles({ exported }: CustomerRun, period: CustomerPeriod): MadeFile[] {
  if (exported === null) return [];
  const layouts = { orders: ORDER_LAYOUT, routes: ROUTE_LAYOUT, executions: EXECUTION_LAYOUT };
  return (['orders', 'routes', 'executions'] as const).map((file) =>
    madeFile(lookThroughFileName(period, file), 'CSV', csvText([Object.keys(layouts[file]), ...exported[file]])),
  );
}
