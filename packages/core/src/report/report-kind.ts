/**
 * What is reported: order routing of 17 CFR 242.606 (a)(1), (b)(1) and (b)(3), execution quality of 605, the firm's own review of best execution, and
 * transaction costs.
 */
export const REPORT_KINDS = ['RULE_606_A1', 'RULE_606_B1', 'RULE_606_B3', 'RULE_605', 'REVIEW', 'TCA'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];
/** The reports of Rule 606. */
export const RULE_606_KINDS = ['RULE_606_A1', 'RULE_606_B1', 'RULE_606_B3'] as const satisfies readonly ReportKind[];
