import { err, ok, type Result } from '@fairlead/core/result';
import {
  type OrderRoute,
  ROUTING_PARTS,
  type RoutedOrder,
  type RoutingPart,
  type RoutingReport,
} from '../customer-report/routing-report.ts';
import type { Finding } from '../finding/finding.ts';
import { CUSTOMER_HEAD, customerHeadElements, readCustomerHead } from './customer-head.ts';
import { textElement, type XmlElement } from './element.ts';
import { childIn, childrenIn, nameIn } from './read-element.ts';
import { checkStructure, type ElementRule, many, maybe, one } from './structure.ts';
import { readVenueNames, venueNameElements } from './venue-names.ts';

export const ROUTING_ROOT = 'heldExemptNotHeldOrderRoutingCustomerReport';

/** How the schema calls the parts; CSV files have the same words. */
export const PART_NAMES: Readonly<Record<RoutingPart, string>> = {
  HELD: 'held',
  NOT_HELD_EXEMPT: 'notHeldExempt',
  OPTIONS: 'options',
};

const ROUTE_RULE: ElementRule = {
  ...many('route', [
    maybe('venueName', 'NAME'),
    maybe('mic', 'MIC'),
    maybe('mpid', 'MPID'),
    many('transaction', [one('date', 'DATE'), one('time', 'TIME')]),
  ]),
  oneOf: ['venueName', 'mic'],
};

const ORDER_RULE = many('order', [one('orderId', 'ID'), one('directed', 'YES_NO'), ROUTE_RULE]);

/** The form of the report on single orders, Rule 606(b)(1), as the SEC's schema has it. */
export const ROUTING_FORM: ElementRule = one(ROUTING_ROOT, [
  ...CUSTOMER_HEAD,
  ...ROUTING_PARTS.map((part) => maybe(PART_NAMES[part], [ORDER_RULE])),
]);

/** A report on single orders as elements, in the order of the schema. */
export function routingReportElement(report: RoutingReport): XmlElement {
  return {
    name: ROUTING_ROOT,
    content: [
      ...customerHeadElements(report),
      ...ROUTING_PARTS.flatMap((part): XmlElement[] => {
        const orders = report.parts[part];
        return orders === null ? [] : [{ name: PART_NAMES[part], content: orders.map(orderElement) }];
      }),
    ],
  };
}

function orderElement({ orderId, directed, routes }: RoutedOrder): XmlElement {
  return {
    name: 'order',
    content: [
      textElement('orderId', orderId),
      textElement('directed', directed ? 'Y' : 'N'),
      ...routes.map(routeElement),
    ],
  };
}

function routeElement(route: OrderRoute): XmlElement {
  return {
    name: 'route',
    content: [
      ...venueNameElements(route, 'venueName'),
      ...route.transactions.map(({ date, time }) => ({
        name: 'transaction',
        content: [textElement('date', date), textElement('time', time)],
      })),
    ],
  };
}

/** The report on single orders that elements hold; everything that is not of the form where they hold none. */
export function readRoutingReport(root: XmlElement): Result<RoutingReport, Finding[]> {
  const findings = checkStructure(root, ROUTING_FORM);
  if (findings.length > 0) return err(findings);
  const part = (name: RoutingPart) => {
    const element = childIn(root, PART_NAMES[name]);
    return element === undefined ? null : childrenIn(element, 'order').map(readOrder);
  };
  const parts = { HELD: part('HELD'), NOT_HELD_EXEMPT: part('NOT_HELD_EXEMPT'), OPTIONS: part('OPTIONS') };
  return ok({ ...readCustomerHead(root), parts });
}

function readOrder(element: XmlElement): RoutedOrder {
  return {
    orderId: nameIn(element, 'orderId') ?? '',
    directed: nameIn(element, 'directed') === 'Y',
    routes: childrenIn(element, 'route').map((route) => ({
      ...readVenueNames(route, 'venueName'),
      transactions: childrenIn(route, 'transaction').map((transaction) => ({
        date: nameIn(transaction, 'date') ?? '',
        time: nameIn(transaction, 'time') ?? '',
      })),
    })),
  };
}
