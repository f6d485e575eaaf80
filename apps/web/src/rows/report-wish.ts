import type { ReportKind } from '@fairlead/core/report/report-kind';
import type { ReportAsked } from './report-asked';

/** What somebody who is about to ask for a report has chosen so far, whatever the kind. */
export interface ReportWish {
  readonly kind: ReportKind;
  readonly simulated: boolean;
  /** The first month of the quarter, or the month, as YYYY-MM. */
  readonly quarter: string;
  readonly month: string;
  readonly clientId: string | null;
  readonly customerId: string;
  /** As the report prints it. */
  readonly customer: string;
  readonly requestedOn: string;
  readonly lookThrough: boolean;
  /** ISO dates, both in it. */
  readonly from: string;
  readonly until: string;
}

const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What is to be asked of the router; a sentence where something is still to be chosen. */
export function askedOf(wish: ReportWish): ReportAsked | string {
  const { kind, simulated } = wish;
  switch (kind) {
    case 'RULE_606_A1':
    case 'REVIEW':
      return { kind, ...quarterOf(wish.quarter), simulated };
    case 'RULE_605': {
      const [year = 0, month = 0] = wish.month.split('-').map(Number);
      return { kind, year, month, simulated };
    }
    case 'RULE_606_B1':
    case 'RULE_606_B3':
      return customerOf(wish, kind);
    case 'TCA':
      return costsOf(wish);
  }
}

function quarterOf(first: string): { year: number; quarter: number } {
  const [year = 0, month = 0] = first.split('-').map(Number);
  return { year, quarter: (month + 2) / 3 };
}

const nameOf = (typed: string): string | null => (typed.trim() === '' ? null : typed.trim());

function customerOf(wish: ReportWish, kind: 'RULE_606_B1' | 'RULE_606_B3'): ReportAsked | string {
  const { clientId: client_id, requestedOn, lookThrough: look_through, simulated } = wish;
  const customer_id = nameOf(wish.customerId);
  const customer = client_id === null ? '' : wish.customer.trim();
  if (client_id === null && customer_id !== null) return 'Choose the client whose customer it is.';
  if (client_id !== null && customer === '') return 'Give the name that the report prints.';
  if (!DATE.test(requestedOn)) return 'Give the day of the request.';
  return { kind, client_id, customer_id, customer, requested_on: requestedOn, look_through, simulated };
}

function costsOf(wish: ReportWish): ReportAsked | string {
  const { from, until, clientId: client_id, simulated } = wish;
  const customer_id = nameOf(wish.customerId);
  if (client_id === null && customer_id !== null) return 'Choose the client whose customer it is.';
  if (!DATE.test(from) || !DATE.test(until)) return 'Give the first and the last day.';
  if (until < from) return 'The last day is before the first one.';
  const to = new Date(Date.parse(until) + DAY_MS).toISOString().slice(0, 10);
  return { kind: 'TCA', from, to, client_id, customer_id, simulated };
}

/** The time that a wish is of, where it says it by itself: reports for customers go by the day of the request. */
export function periodOf(asked: ReportAsked): { period_from: string; period_to: string } | null {
  const first = (year: number, monthIndex: number) =>
    new Date(Date.UTC(year, monthIndex, 1)).toISOString().slice(0, 10);
  if ('quarter' in asked) {
    const month = (asked.quarter - 1) * 3;
    return { period_from: first(asked.year, month), period_to: first(asked.year, month + 3) };
  }
  if ('month' in asked)
    return { period_from: first(asked.year, asked.month - 1), period_to: first(asked.year, asked.month) };
  return 'from' in asked ? { period_from: asked.from, period_to: asked.to } : null;
}

/** The months of the last so many quarters, the latest first, each by its first month as YYYY-MM; the running one among them where that is wanted. */
export function lastQuarters(today: string, count: number, withRunning: boolean): readonly string[] {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const running = month - 1 - ((month - 1) % 3);
  const begin = withRunning ? 0 : 1;
  return Array.from({ length: count }, (_, back) => monthText(year, running - 3 * (back + begin)));
}

/** The last so many months, the latest first, as YYYY-MM; the running one among them where that is wanted. */
export function lastMonths(today: string, count: number, withRunning: boolean): readonly string[] {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const begin = withRunning ? 0 : 1;
  return Array.from({ length: count }, (_, back) => monthText(year, month - 1 - back - begin));
}

const monthText = (year: number, monthIndex: number): string =>
  new Date(Date.UTC(year, monthIndex, 1)).toISOString().slice(0, 7);
