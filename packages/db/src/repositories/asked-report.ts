import type { ReportRequest as AskedReport } from '@fairlead/contracts/report';
import { dayOfDate } from '@fairlead/core/market/market-days';
import { dateOfDay } from '@fairlead/core/market/new-york-time';
import type { ChosenValues } from '@fairlead/core/report/report-choice';
import { monthDays, type PeriodDays, quarterDays } from '@fairlead/core/report/report-period';
import { err, invariant, ok, type Result } from '@fairlead/core/result';
import { type ReportPeriod, sixCalendarMonthsBefore, sixMonthsBefore } from '@fairlead/rule606/customer-report/period';
import { toldUntil } from '@fairlead/rule606/rule605/reporting-calendar';
import { rule605SettingsOf } from '@fairlead/rule606/rule605/settings';
import type { PersonNames } from './person-names.ts';
import type { ReportChoicesRepository } from './report-choices-repository.ts';
import type { ReportFirm, ReportFirmRepository } from './report-firm-repository.ts';
import type { ReportRequest } from './report-run-rows.ts';

/**
 * Why there is no run of what is asked for: nobody has said who the firm is on the last day of its time (of Rule 605: as which market center), that time or
 * the day of the customer's request has not come (of Rule 605: nor the days after it that its orders are followed for), or no order names the customer.
 */
export type AskingFault = 'FIRM_NOT_NAMED' | 'PERIOD_OPEN' | 'UNKNOWN_CUSTOMER';

/** What a request becomes a run by. */
export interface AskingParts {
  readonly firms: Pick<ReportFirmRepository, 'holding'>;
  readonly choices: Pick<ReportChoicesRepository, 'holding'>;
  readonly persons: Pick<PersonNames, 'known'>;
  /** The date in New York, ISO. */
  readonly today: string;
}

type Firm = Pick<ReportFirm, 'bd' | 'crd' | 'participant' | 'entity'>;

/** Who reports simulated orders where nobody has said who the firm is: so that a demonstration needs no settings. */
const DEMONSTRATION: Firm = { bd: 'Demonstration', crd: '0', participant: 'T', entity: 'DEMO' };

/**
 * The run of a report that is asked for: its days, and all that it depends on besides the record, so that made again it is the same. A customer is named in it
 * as in the rows of orders, by a pseudonym.
 */
export async function askedReport(
  asked: AskedReport,
  { firms, choices, persons, today }: AskingParts,
): Promise<Result<ReportRequest, AskingFault>> {
  const days = daysOf(asked, today);
  const requestedOn = requestedOnOf(asked, today);
  // What a firm looks at for itself may be of a day that is not over; what it gives to others, or publishes, may not.
  const lastDay = daysLater(days.period_to, -1);
  const chosen = await choices.holding(asked.kind, lastDay);
  const isOver = settledOn(asked.kind, days, chosen) <= today && (requestedOn === null || requestedOn <= today);
  if (!asked.simulated && asked.kind !== 'TCA' && !isOver) return err('PERIOD_OPEN');
  const named = await firms.holding(lastDay);
  const firm = asked.simulated ? { ...DEMONSTRATION, ...onlyKnown(named) } : named;
  if (firm === null || (asked.kind === 'RULE_605' && firm.entity === null)) return err('FIRM_NOT_NAMED');
  const whose = await whoseOf(asked, persons);
  if (whose === null) return err('UNKNOWN_CUSTOMER');
  // Kept with the run, so that made again it rests on the same whatever is chosen since.
  const resting = Object.keys(chosen).length > 0 ? { choices: chosen } : {};
  const parameters = { ...parametersOf(asked, firm, whose), ...resting };
  const run = { kind: asked.kind, ...days, parameters, simulated: asked.simulated };
  return ok(requestedOn === null ? run : { ...run, requested_on: requestedOn });
}

/** When the customer asked, an ISO date; null of a report that no customer asks for. */
function requestedOnOf(asked: AskedReport, today: string): string | null {
  return asked.kind === 'RULE_606_B1' || asked.kind === 'RULE_606_B3' ? (asked.requested_on ?? today) : null;
}

function daysOf(asked: AskedReport, today: string): PeriodDays {
  switch (asked.kind) {
    case 'RULE_606_A1':
    case 'REVIEW':
      return quarterDays(asked);
    case 'RULE_605':
      return monthDays(asked);
    case 'RULE_606_B1':
      return untilTheDayAfter(sixMonthsBefore(asked.requested_on ?? today));
    case 'RULE_606_B3':
      return untilTheDayAfter(sixCalendarMonthsBefore(asked.requested_on ?? today));
    case 'TCA':
      return { period_from: asked.from, period_to: asked.to };
  }
}

/** The day from which on nothing that happens is in such a report. */
function settledOn(kind: AskedReport['kind'], { period_from, period_to }: PeriodDays, chosen: ChosenValues): string {
  if (kind !== 'RULE_605') return period_to;
  return toldUntil(period_from.slice(0, 7), rule605SettingsOf(chosen).executedAfterMonthDays.value);
}

function untilTheDayAfter({ startDate, endDate }: ReportPeriod): PeriodDays {
  return { period_from: startDate, period_to: daysLater(endDate, 1) };
}

function daysLater(date: string, days: number): string {
  const day = dayOfDate(date);
  invariant(day !== null, `no date: ${date}`);
  return dateOfDay(day + days);
}

/** What was said of the firm, without what was not: of that a demonstration has its own. */
function onlyKnown(named: Firm | null): Partial<Firm> {
  if (named === null) return {};
  const { bd, crd, participant, entity } = named;
  return entity === null ? { bd, crd } : { bd, crd, participant, entity };
}

/** Whose orders: of every client, of one, or of one customer of it. */
interface Whose {
  readonly client_id: string | null;
  readonly customer_id: string | null;
}

/** The same by pseudonym; null where no order names the customer. */
async function whoseOf(asked: AskedReport, persons: AskingParts['persons']): Promise<Whose | null> {
  if (!('client_id' in asked) || asked.client_id === null) return { client_id: null, customer_id: null };
  const { client_id, customer_id: name } = asked;
  if (name === null) return { client_id, customer_id: null };
  const customer_id = await persons.known({ clientId: client_id, kind: 'CUSTOMER', name });
  return customer_id === null ? null : { client_id, customer_id };
}

function parametersOf(asked: AskedReport, { bd, crd, participant, entity }: Firm, whose: Whose): object {
  switch (asked.kind) {
    case 'RULE_606_A1':
    case 'REVIEW':
      return { bd, crd };
    case 'RULE_605':
      return { bd, participant, entity };
    case 'RULE_606_B1':
    case 'RULE_606_B3':
      return { bd, customer: asked.customer, ...whose, look_through: asked.look_through };
    case 'TCA':
      return { bd, ...whose };
  }
}
