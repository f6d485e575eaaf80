import { sizeName } from '@fairlead/core/analytics/dimension-names';
import type { ReportSection } from '@fairlead/core/report/report-section';
import { FINDINGS } from '@fairlead/rule606/finding/finding';
import { DEFECT_WORDS } from '@fairlead/rule606/rule605/reading/defect-words';

const MONTHS = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A month by its first day. */
export const monthWords = (firstDay: string): string => MONTHS.format(new Date(`${firstDay}T00:00:00Z`));

export const SECTION_NAMES: Readonly<Record<ReportSection, string>> = {
  SP500: 'S&P 500 stocks',
  OTHER: 'Other stocks',
  OPTIONS: 'Options',
};

export const SUMMARY_TYPE_NAMES = { M: 'Market orders', ML: 'Marketable limit orders' } as const;
export const SUMMARY_INDEX_NAMES = { Y: 'S&P 500 stocks', N: 'Other stocks' } as const;

/** A size of a summary of Rule 605, in US dollars. */
export const summarySizeWords = (size: string): string => (size === '199999' ? 'all below 200,000' : sizeName(size));

/** Types of orders in files of Rule 605 before and after August 2026. */
const TYPES: Readonly<Record<string, string>> = {
  '11': 'Market',
  '12': 'Marketable limit',
  '13': 'Inside the quote',
  '14': 'At the quote',
  '15': 'Near the quote',
  MXXNN: 'Market',
  LYNNN: 'Marketable limit',
  LYNYN: 'Marketable limit, IOC',
  LNYNN: 'Midpoint or better',
  LNYYN: 'Midpoint or better, IOC',
  LNNNN: 'Limit that rests',
  LNNYN: 'Limit, IOC',
  MXXNY: 'Stop',
  LYNNY: 'Stop, marketable limit',
  LNNNY: 'Stop, limit that rests',
};

export const detailTypeWords = (type: string): string => TYPES[type] ?? type;

/** What is wrong with a published file, by its code; nothing where this console does not know it. */
export const faultWords = (code: string): string => FAULTS.get(code) ?? '';

const FAULTS = new Map<string, string>([...Object.entries(FINDINGS), ...Object.entries(DEFECT_WORDS)]);

/** How far a report of our own has come. */
export function ownReportWords({ state, simulated }: { readonly state: string; readonly simulated: boolean }): string {
  const stage = state === 'PUBLISHED' ? 'published' : state === 'APPROVED' ? 'approved' : 'not approved';
  return simulated ? `of the demo flow, ${stage}` : stage;
}
