import { dateOfDay } from '@fairlead/core/market/new-york-time';
import { type NamedVenueFact, venueOf, venuesById } from '../public-report/facts.ts';
import { compareText } from '../public-report/text-order.ts';
import type { CustomerReportHead } from './compose-handling.ts';
import type { OrderRoute, OrderTransaction, RoutedOrder, RoutingPart, RoutingReport } from './routing-report.ts';

/** One order of a customer with the venues that got of it. Times are microseconds since 1970, whole. */
export interface OrderRouteFact {
  readonly part: RoutingPart;
  readonly orderId: string;
  readonly directed: boolean;
  readonly receivedAtUs: number;
  /** Routed (child) orders in the order in which they left. */
  readonly routes: readonly { readonly venueId: string; readonly executedAtUs: readonly number[] }[];
}

export interface RoutingFacts {
  readonly orders: readonly OrderRouteFact[];
  /** One a venue that stands in a route. */
  readonly venues: readonly NamedVenueFact[];
}

const SECOND_US = 1_000_000;
const DAY_SECONDS = 86_400;

/**
 * Where each order of a customer was routed, Rule 606(b)(1), in the order in which they came: each venue once, in the order in which it first got
 * of the order, with what it executed. Throws for a venue that is not told of, which is made by us.
 */
export function composeRoutingReport(head: CustomerReportHead, { orders, venues }: RoutingFacts): RoutingReport {
  const ordered = orders.toSorted(
    (one, other) => one.receivedAtUs - other.receivedAtUs || compareText(one.orderId, other.orderId),
  );
  const byId = venuesById(venues);
  const part = (name: RoutingPart) =>
    ordered.filter((order) => order.part === name).map((order) => composeOrder(order, byId));
  return {
    version: '1.3',
    ...head,
    parts: { HELD: part('HELD'), NOT_HELD_EXEMPT: part('NOT_HELD_EXEMPT'), OPTIONS: part('OPTIONS') },
  };
}

function composeOrder(
  { orderId, directed, routes }: OrderRouteFact,
  venues: ReadonlyMap<string, NamedVenueFact>,
): RoutedOrder {
  const executedAtUs = new Map<string, number[]>();
  for (const route of routes)
    executedAtUs.set(route.venueId, [...(executedAtUs.get(route.venueId) ?? []), ...route.executedAtUs]);
  return {
    orderId,
    directed,
    routes: [...executedAtUs].map(([venueId, times]): OrderRoute => {
      const { name, mic, mpid } = venueOf(venueId, venues);
      return { name, mic, mpid, transactions: times.toSorted((one, other) => one - other).map(transactionAt) };
    }),
  };
}

/** To the nearest second, halves up, as the schema asks: the last half second of a day is the next one's midnight. */
function transactionAt(timeUs: number): OrderTransaction {
  const seconds = Math.floor((timeUs + SECOND_US / 2) / SECOND_US);
  const day = Math.floor(seconds / DAY_SECONDS);
  const second = seconds - day * DAY_SECONDS;
  const parts = [Math.floor(second / 3_600), Math.floor(second / 60) % 60, second % 60];
  return { date: dateOfDay(day), time: parts.map((part) => String(part).padStart(2, '0')).join(':') };
}
