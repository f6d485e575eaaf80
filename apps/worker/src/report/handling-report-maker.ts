import { ok, type Result } from '@fairlead/core/result';
import type { CustomerReportRepository, HandlingRun } from '@fairlead/db/repositories/customer-report-repository';
import type { ReportRunRow } from '@fairlead/db/repositories/report-run-rows';
import { checkOtherNames } from '@fairlead/rule606/check/other-names';
import { handlingReportCsv } from '@fairlead/rule606/csv/handling-csv';
import { composeHandlingReport } from '@fairlead/rule606/customer-report/compose-handling';
import type { HandlingRunFigures, LookThroughFigure } from '@fairlead/rule606/customer-report/run-figures';
import { shares } from '@fairlead/rule606/figure/figure';
import { leftOutFindings } from '@fairlead/rule606/finding/left-out';
import { checkedFile } from './checked-file.ts';
import { customerFiles, customerOrder, exemptionFigures, isWholeMonths } from './customer-order.ts';
import { handlingReportPdf } from './pdf/handling-report-pdf.ts';
import type { MadeRun, ReportMaker } from './report-maker.ts';

const KIND = 'RULE_606_B3';
/** How much of the work it is to fill the rows. */
const FILLING = 0.8;

type Stores = Pick<CustomerReportRepository, 'handling'>;

/** Makes the reports on how a customer's orders were handled that are not held, Rule 606(b)(3). */
export function handlingReportMaker(customers: Stores): ReportMaker {
  return { kind: KIND, make: (run, tell) => makeRun(run, tell, customers) };
}

async function makeRun(
  run: ReportRunRow,
  tell: (done: number) => void,
  customers: Stores,
): Promise<Result<MadeRun, string>> {
  const order = customerOrder(run, isWholeMonths);
  if (!order.ok) return order;
  const { scope, head, notice } = order.value;
  const made = await customers.handling(run.id, scope, (done) => tell(done * FILLING));
  const report = composeHandlingReport(head, made.facts);
  const checked = await checkedFile({ kind: KIND, report });
  if (!checked.ok) return checked;
  tell(0.9);
  const figures: HandlingRunFigures = {
    ...{ report, ...exemptionFigures(made), look_through: lookThrough(made) },
    venueIds: made.facts.venues.map(({ venueId, name, mic }) => ({ venueId, name, mic })),
  };
  const period = { kind: KIND, ...head } as const;
  const files = {
    xml: checked.value.xml,
    csv: handlingReportCsv(report),
    pdf: await handlingReportPdf(figures, notice),
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

function lookThrough({ lookedThrough, facts }: HandlingRun): LookThroughFigure[] {
  const names = new Map(facts.venues.map(({ venueId, name }) => [venueId, name]));
  return lookedThrough.map(({ month, directed, routingFirm, venueId, routedSharesE8, executedSharesE8 }) => ({
    ...{ month, directed, routing_firm: routingFirm, venue: names.get(venueId) ?? venueId },
    ...{ routed_shr: shares(routedSharesE8), executed_shr: shares(executedSharesE8) },
  }));
}
