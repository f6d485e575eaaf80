import type { CalendarMonth } from '@fairlead/core/report/report-period';
import type { ReportSection } from '@fairlead/core/report/report-section';
import type { ByOrderType } from '@fairlead/rule606/public-report/order-types';
import type { NamedVenue, PublicReport } from '@fairlead/rule606/public-report/public-report';

export const PUBLIC_TITLE = 'Held NMS Stocks and Options Order Routing Public Report';

export const SECTION_TITLES: Readonly<Record<ReportSection, string>> = {
  SP500: 'S&P 500 Stocks',
  OTHER: 'Non-S&P 500 Stocks',
  OPTIONS: 'Options',
};

export const TYPE_TITLES: ByOrderType<string> = {
  MARKET: 'Market Orders',
  MARKETABLE_LIMIT: 'Marketable Limit Orders',
  NON_MARKETABLE_LIMIT: 'Non-Marketable Limit Orders',
  OTHER: 'Other Orders',
};

const ORDINALS = ['1st', '2nd', '3rd', '4th'];

/** As the published forms say it: `3rd Quarter, 2026`. */
export function periodText({ year, quarter }: PublicReport): string {
  return `${ORDINALS[quarter - 1] ?? String(quarter)} Quarter, ${year}`;
}

/** A venue by its name, or by its code where it has no other. */
export function venueTitle({ name, mic }: NamedVenue): string {
  return name ?? mic ?? '';
}

/** A month by its name: `July 2026`. */
export function monthTitle({ year, month }: CalendarMonth): string {
  const name = new Date(Date.UTC(year, month - 1, 1)).toLocaleString('en-US', { month: 'long', timeZone: 'UTC' });
  return `${name} ${year}`;
}
