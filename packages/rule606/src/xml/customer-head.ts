import type { CustomerReportHead } from '../customer-report/compose-handling.ts';
import type { ReportVersion } from '../public-report/public-report.ts';
import { optionalElement, textElement, type XmlElement } from './element.ts';
import { nameIn, versionIn } from './read-element.ts';
import { type ElementRule, maybe, one } from './structure.ts';

type Head = CustomerReportHead & { readonly version: ReportVersion };

/** What both reports for customers begin with. */
export const CUSTOMER_HEAD: readonly ElementRule[] = [
  one('version', 'VERSION'),
  one('customer', 'CUSTOMER'),
  one('bd', 'NAME'),
  maybe('timestamp', 'TIMESTAMP'),
  one('startDate', 'DATE'),
  one('endDate', 'DATE'),
];

export function customerHeadElements({ version, customer, bd, timestamp, startDate, endDate }: Head): XmlElement[] {
  return [
    textElement('version', version),
    textElement('customer', customer),
    textElement('bd', bd),
    ...optionalElement('timestamp', timestamp),
    textElement('startDate', startDate),
    textElement('endDate', endDate),
  ];
}

/** The head of a report whose form has been checked. */
export function readCustomerHead(root: XmlElement): Head {
  return {
    version: versionIn(root),
    customer: nameIn(root, 'customer') ?? '',
    bd: nameIn(root, 'bd') ?? '',
    timestamp: nameIn(root, 'timestamp'),
    startDate: nameIn(root, 'startDate') ?? '',
    endDate: nameIn(root, 'endDate') ?? '',
  };
}
