import { ROUTING_PARTS, type RoutedOrder, type RoutingReport } from '../customer-report/routing-report.ts';
import type { Finding } from '../finding/finding.ts';
import { checkVenueNames } from './venue-name.ts';

/** Everything that is wrong with a report on single orders by itself. Nothing is wrong where it is empty. */
export function checkRoutingReport({ parts }: RoutingReport): Finding[] {
  return ROUTING_PARTS.flatMap((part): Finding[] => {
    const orders = parts[part];
    return orders === null ? [{ code: 'SECTION_MISSING', place: part, found: null }] : checkOrders(part, orders);
  });
}

function checkOrders(part: string, orders: readonly RoutedOrder[]): Finding[] {
  const seen = new Set<string>();
  return orders.flatMap(({ orderId, routes }): Finding[] => {
    const place = `${part} ${orderId}`;
    const isRepeated = seen.has(orderId);
    seen.add(orderId);
    const repeated: Finding[] = isRepeated ? [{ code: 'ORDER_REPEATED', place: part, found: orderId }] : [];
    return [...repeated, ...checkVenueNames(place, routes)];
  });
}
