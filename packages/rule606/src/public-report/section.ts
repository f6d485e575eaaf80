/** The parts of a public report: stocks of the S&P 500 as of the first day of the quarter, other stocks, options. In the order of the form. */
export const REPORT_SECTIONS = ['SP500', 'OTHER', 'OPTIONS'] as const;
export type ReportSection = (typeof REPORT_SECTIONS)[number];

/** One value a section. */
export function bySection<T>(of: (section: ReportSection) => T): Readonly<Record<ReportSection, T>> {
  return { SP500: of('SP500'), OTHER: of('OTHER'), OPTIONS: of('OPTIONS') };
}
