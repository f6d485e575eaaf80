import { ok, type Result } from '@fairlead/core/result';
import type { CustomerReportRepository } from '@fairlead/db/repositories/customer-report-repository';
import type { ReportRunRow } from '@fairlead/db/repositories/report-run-rows';
import { checkOtherNames } from '@fairlead/rule606/check/other-names';
import { routingReportCsv } from '@fairlead/rule606/csv/routing-csv';
import { composeRoutingReport } from '@fairlead/rule606/customer-report/compose-routing';
import { type RoutingRunFigures, routingPartFigures } from '@fairlead/rule606/customer-report/run-figures';
import { leftOutFindings } from '@fairlead/rule606/finding/left-out';
import { checkedFile } from './checked-file.ts';
import { customerFiles, customerOrder, exemptionFigures, isSixMonths } from './customer-order.ts';
import { routingReportPdf } from './pdf/routing-report-pdf.ts';
import type { MadeRun, ReportMaker } from './report-maker.ts';

const KIND = 'RULE_606_B1';
/** How much of the work it is to fill the rows. */
const FILLING = 0.6;

type Stores = Pick<CustomerReportRepository, 'routing'>;

/** Makes the reports on where each of a customer's orders was routed, Rule 606(b)(1). */
export function routingReportMaker(customers: Stores): ReportMaker {
  return { kind: KIND, make: (run, tell) => makeRun(run, tell, customers) };
}

async function makeRun(
  run: ReportRunRow,
  tell: (done: number) => void,
  customers: Stores,
): Promise<Result<MadeRun, string>> {
  const order = customerOrder(run, isSixMonths);
  if (!order.ok) return order;
  const { scope, head, notice } = order.value;
  const made = await customers.routing(run.id, scope, (done) => tell(done * FILLING));
  const report = composeRoutingReport(head, made.facts);
  const checked = await checkedFile({ kind: KIND, report });
  if (!checked.ok) return checked;
  tell(0.8);
  const exempt = exemptionFigures(made);
  const figures: RoutingRunFigures = { head, parts: routingPartFigures(report), ...exempt };
  const period = { kind: KIND, ...head } as const;
  const files = {
    xml: checked.value.xml,
    csv: routingReportCsv(report),
    pdf: await routingReportPdf(report, exempt, notice),
  };
  return ok({
    items: made.items,
    asOfPosition: made.asOfPosition,
    figures,
    reconciliation: {
      findings: [
        ...checked.value.findings,
        ...checkOtherNames(made.facts.venues),
        ...leftOutFindings(made, `${scope.from} to ${scope.to}`),
      ],
    },
    files: customerFiles(period, files, made),
  });
}
