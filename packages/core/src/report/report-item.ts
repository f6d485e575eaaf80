/** What a row of a report tells of: a customer's order, or one of its parts that went to a venue. */
export const REPORT_ITEM_KINDS = ['ORDER', 'ROUTE'] as const;
export type ReportItemKind = (typeof REPORT_ITEM_KINDS)[number];
