import { publicReportParameters } from '@fairlead/contracts/report-parameters';
import { err, ok, type Result } from '@fairlead/core/result';
import type { ReportFactsRepository } from '@fairlead/db/repositories/report-facts-repository';
import type { ReportItemsRepository } from '@fairlead/db/repositories/report-items-repository';
import type { ReportRunRow } from '@fairlead/db/repositories/report-run-rows';
import { checkOtherNames } from '@fairlead/rule606/check/other-names';
import { leftOutFindings } from '@fairlead/rule606/finding/left-out';
import { publicSettings } from '@fairlead/rule606/public-report/choices';
import { makePublicReport, type PublicReportOrder } from './public-report-files.ts';
import type { MadeRun, ReportMaker } from './report-maker.ts';
import { noMemberList, parametersOf, quarterOf } from './run-order.ts';

/** What public reports are made from. */
export interface PublicReportStores {
  readonly items: Pick<ReportItemsRepository, 'fill'>;
  readonly facts: Pick<ReportFactsRepository, 'publicFacts'>;
}

/** How much of the work it is to fill the rows. */
const FILLING = 0.9;

/** Makes the public reports of a quarter, Rule 606(a)(1). */
export function publicReportMaker(stores: PublicReportStores): ReportMaker {
  return { kind: 'RULE_606_A1', make: (run, tell) => makeRun(run, tell, stores) };
}

async function makeRun(
  run: ReportRunRow,
  tell: (done: number) => void,
  { items, facts }: PublicReportStores,
): Promise<Result<MadeRun, string>> {
  const order = orderOf(run);
  if (!order.ok) return order;
  const { period_from: from, period_to: to, simulated } = run;
  const scope = { from, to, simulated, clientId: null };
  const filled = await items.fill(run.id, scope, (done) => tell(done * FILLING));
  const undivided = filled.quarters.find(({ asOf }) => asOf === null);
  if (undivided !== undefined && !simulated) return err(noMemberList(undivided.quarter));
  const found = await facts.publicFacts(run.id);
  const made = await makePublicReport(order.value, found);
  if (!made.ok) return made;
  const { report, findings, files } = made.value;
  const notIn = leftOutFindings(filled.leftOut, `${from} to ${to}`);
  return ok({
    items: filled.items,
    asOfPosition: filled.asOfPosition,
    // A venue may be called otherwise tomorrow: the rows know it by its id.
    figures: {
      ...report,
      venueIds: found.venues.map(({ venueId, name, mic }) => ({ venueId, name, mic })),
      settings: publicSettings(order.value.choices),
    },
    reconciliation: {
      findings: [...findings, ...checkOtherNames(found.venues), ...notIn],
      member_lists: filled.quarters,
    },
    files,
  });
}

/** What is asked for, where it is a quarter of a firm. */
function orderOf(run: ReportRunRow): Result<PublicReportOrder, string> {
  const firm = parametersOf(run, publicReportParameters);
  if (!firm.ok) return firm;
  const quarter = quarterOf(run);
  return quarter.ok ? ok({ ...firm.value, ...quarter.value, simulated: run.simulated }) : quarter;
}
