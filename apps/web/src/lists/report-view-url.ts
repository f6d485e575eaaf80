import { REPORT_KINDS } from '@fairlead/core/report/report-kind';
import { parseAsString, parseAsStringLiteral } from 'nuqs/server';

/** What is shown of reports. */
export const REPORT_VIEWS = ['runs', 'imports', 'firm', 'terms', 'members'] as const;
export type ReportView = (typeof REPORT_VIEWS)[number];

export const parseAsReportView = parseAsStringLiteral(REPORT_VIEWS).withDefault('runs');
/** Runs of one kind; null is of every one. */
export const parseAsReportKind = parseAsStringLiteral(REPORT_KINDS);
/** The month of a report that is shown, as YYYY-MM; null is the first. */
export const parseAsReportMonth = parseAsString;
