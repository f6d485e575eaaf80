/** The parts of a report by what was ordered: stocks of the S&P 500 as of the first day of the quarter, other stocks, options. In the order of the public form. */
export const REPORT_SECTIONS = ['SP500', 'OTHER', 'OPTIONS'] as const;
export type ReportSection = (typeof REPORT_SECTIONS)[number];
