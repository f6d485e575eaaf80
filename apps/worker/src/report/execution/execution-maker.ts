import { executionReportParameters } from '@fairlead/contracts/report-parameters';
import { monthOfDays } from '@fairlead/core/report/report-period';
import { err, ok, type Result } from '@fairlead/core/result';
import type { ReportRunRow } from '@fairlead/db/repositories/report-run-rows';
import type { CoveredOrdersRepository } from '@fairlead/db/rule605/covered-orders-repository';
import { leftOutFindings } from '@fairlead/rule606/finding/left-out';
import { PARTICIPANTS } from '@fairlead/rule606/rule605/reading/participant';
import { isInForce, rule605Dates, sp500DayOf } from '@fairlead/rule606/rule605/reporting-calendar';
import { rule605SettingsOf } from '@fairlead/rule606/rule605/settings';
import type { MadeRun, ReportMaker } from '../report-maker.ts';
import { noMemberList, notPeriod, parametersOf } from '../run-order.ts';
import { type ExecutionReportOrder, makeExecutionReport } from './execution-files.ts';

/** What execution reports are made from. */
export type ExecutionStores = Pick<CoveredOrdersRepository, 'fill'>;

/** How much of the work it is to measure the orders. */
const FILLING = 0.95;

/** Makes the execution reports of a month, Rule 605(a)(1) and (2). */
export function executionReportMaker(orders: ExecutionStores): ReportMaker {
  return { kind: 'RULE_605', make: (run, tell) => makeRun(run, tell, orders) };
}

async function makeRun(
  run: ReportRunRow,
  tell: (done: number) => void,
  orders: ExecutionStores,
): Promise<Result<MadeRun, string>> {
  const order = orderOf(run);
  if (!order.ok) return order;
  const { month, simulated, choices } = order.value;
  const rules = { settings: rule605SettingsOf(choices), dates: rule605Dates };
  const filled = await orders.fill(run.id, { month, simulated, rules }, (done) => tell(done * FILLING));
  if (filled.memberList === null && !simulated) return err(noMemberList(sp500DayOf(month)));
  const made = await makeExecutionReport(order.value, filled, rules);
  if (!made.ok) return made;
  const { figures, files } = made.value;
  const findings = [...made.value.findings, ...leftOutFindings(filled, month)];
  const memberLists = [{ quarter: sp500DayOf(month), asOf: filled.memberList }];
  return ok({
    ...{ items: filled.items, asOfPosition: filled.asOfPosition, figures, files },
    reconciliation: { findings, member_lists: memberLists },
  });
}

/** What is asked for, where it is a month of which there is such a report. */
function orderOf(run: ReportRunRow): Result<ExecutionReportOrder, string> {
  const firm = parametersOf(run, executionReportParameters);
  if (!firm.ok) return firm;
  const { participant } = firm.value;
  if (!PARTICIPANTS.has(participant)) return err(`PARAMETERS_INVALID: ${participant} is no participant’s letter`);
  if (monthOfDays(run) === null) return err(notPeriod(run, 'calendar month'));
  const month = run.period_from.slice(0, 7);
  if (!isInForce('AMENDED_REPORT', month, rule605Dates))
    return err(`MONTH_TOO_EARLY: the report as amended is not due for ${month}`);
  return ok({ ...firm.value, month, simulated: run.simulated });
}
