import type { Finding } from '../finding/finding.ts';
import type { Rule606Report } from '../xml/report-file.ts';
import { checkHandlingReport } from './handling-check.ts';
import { checkPublicReport } from './public-check.ts';
import { checkRoutingReport } from './routing-check.ts';

/** Everything that is wrong with a report by itself. Nothing is wrong where it is empty. */
export function checkReport(own: Rule606Report): Finding[] {
  switch (own.kind) {
    case 'RULE_606_A1':
      return checkPublicReport(own.report);
    case 'RULE_606_B1':
      return checkRoutingReport(own.report);
    case 'RULE_606_B3':
      return checkHandlingReport(own.report);
  }
}
