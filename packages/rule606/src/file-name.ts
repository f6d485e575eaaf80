import type { ReportKind } from '@fairlead/core/report/report-kind';

/** What a file of a report holds; the ending of its name. */
export type ReportFormat = 'XML' | 'PDF' | 'CSV';

/** The quarter that a public report is of. */
export interface ReportQuarter {
  /** The firm's number in the Central Registration Depository, digits only. */
  readonly crd: string;
  readonly year: number;
  /** 1 to 4. */
  readonly quarter: number;
}

/** The months that a customer's report is of, for the name of its file. */
export interface CustomerPeriod {
  readonly kind: Extract<ReportKind, 'RULE_606_B1' | 'RULE_606_B3'>;
  readonly customer: string;
  /** First and last day, YYYY-MM-DD. */
  readonly startDate: string;
  readonly endDate: string;
}

/** The name that FINRA Rule 6151 gives the file of a quarter's report of NMS securities: `<CRD>_606_NMS_<YYYY>_Q<n>.XML`. */
export function publicFileName({ crd, year, quarter }: ReportQuarter, format: ReportFormat): string {
  return `${crd}_606_NMS_${year}_Q${quarter}.${format}`;
}

/**
 * The name of a customer's report: which report, the customer, the period. Letters and digits of the customer's name alone, so that it is a
 * name of a file on every system; an aggregate of all customers has no name and is called ALL.
 */
export function customerFileName({ kind, customer, startDate, endDate }: CustomerPeriod, format: ReportFormat): string {
  return `${customerBase({ kind, customer, startDate, endDate })}.${format}`;
}

/** The files of one firm's orders that another imports, by what they hold. */
export type LookThroughFile = 'orders' | 'routes' | 'executions';

/** The name of a file that stands beside a customer's report for another firm to import. */
export function lookThroughFileName(period: CustomerPeriod, file: LookThroughFile): string {
  return `${customerBase(period)}_${file}.csv`;
}

function customerBase({ kind, customer, startDate, endDate }: CustomerPeriod): string {
  const plain = customer.normalize('NFKD').replace(/\p{M}/gu, '');
  const name = plain.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  const rule = kind === 'RULE_606_B1' ? '606b1' : '606b3';
  return `${rule}_${name === '' ? 'ALL' : name}_${startDate}_${endDate}`;
}
