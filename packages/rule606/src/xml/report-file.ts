import { err, ok, type Result } from '@fairlead/core/result';
import type { HandlingReport } from '../customer-report/handling-report.ts';
import type { RoutingReport } from '../customer-report/routing-report.ts';
import type { Finding } from '../finding/finding.ts';
import type { PublicReport } from '../public-report/public-report.ts';
import { HANDLING_ROOT, handlingReportElement, readHandlingReport } from './handling-form.ts';
import { parseDocument } from './parse-document.ts';
import { PUBLIC_ROOT, publicReportElement, readPublicReport } from './public-form.ts';
import { ROUTING_ROOT, readRoutingReport, routingReportElement } from './routing-form.ts';
import { writeDocument } from './write-element.ts';

/** A report of Rule 606 with its kind, by core's names. */
export type Rule606Report =
  | { readonly kind: 'RULE_606_A1'; readonly report: PublicReport }
  | { readonly kind: 'RULE_606_B1'; readonly report: RoutingReport }
  | { readonly kind: 'RULE_606_B3'; readonly report: HandlingReport };

/** The file of a report, to be encoded as UTF-8. Equal reports make equal bytes. */
export function writeReport(own: Rule606Report): string {
  switch (own.kind) {
    case 'RULE_606_A1':
      return writeDocument(publicReportElement(own.report));
    case 'RULE_606_B1':
      return writeDocument(routingReportElement(own.report));
    case 'RULE_606_B3':
      return writeDocument(handlingReportElement(own.report));
  }
}

/** The report that a file holds, ours or another firm's, by its outermost element; everything that is not of the form where it holds none. */
export function readReport(text: string): Result<Rule606Report, Finding[]> {
  const root = parseDocument(text);
  if (!root.ok) return root;
  switch (root.value.name) {
    case PUBLIC_ROOT:
      return ofKind('RULE_606_A1', readPublicReport(root.value));
    case ROUTING_ROOT:
      return ofKind('RULE_606_B1', readRoutingReport(root.value));
    case HANDLING_ROOT:
      return ofKind('RULE_606_B3', readHandlingReport(root.value));
    default:
      return err([{ code: 'ROOT_UNKNOWN', place: 'file', found: root.value.name }]);
  }
}

function ofKind<K, R>(
  kind: K,
  read: Result<R, Finding[]>,
): Result<{ readonly kind: K; readonly report: R }, Finding[]> {
  return read.ok ? ok({ kind, report: read.value }) : read;
}
