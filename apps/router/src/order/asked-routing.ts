import type { ValidOrder } from '@fairlead/core/order/request';
import type { OrderRow } from '@fairlead/db/journal-rows';

type AskedRouting = Pick<
  ValidOrder,
  'routingObjective' | 'routingMode' | 'sourcing' | 'venuePreferences' | 'excludeVenues' | 'maxVenueSplit'
>;

/** How a stored order asked to be routed, before any rules. */
export function askedRouting(row: OrderRow): AskedRouting {
  return {
    routingObjective: row.routing_objective,
    routingMode: row.routing_mode,
    sourcing: row.sourcing,
    venuePreferences: row.venue_preferences,
    excludeVenues: row.exclude_venues,
    maxVenueSplit: row.max_venue_split,
  };
}
