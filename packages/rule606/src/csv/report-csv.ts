import type { Rule606Report } from '../xml/report-file.ts';
import { handlingReportCsv } from './handling-csv.ts';
import { publicReportCsv } from './public-csv.ts';
import { routingReportCsv } from './routing-csv.ts';

/** The table beside the file of a report, to be encoded as UTF-8. */
export function reportCsv(own: Rule606Report): string {
  switch (own.kind) {
    case 'RULE_606_A1':
      return publicReportCsv(own.report);
    case 'RULE_606_B1':
      return routingReportCsv(own.report);
    case 'RULE_606_B3':
      return handlingReportCsv(own.report);
  }
}
