import type { MarketView } from '@fairlead/core/market/market-view';
import type { Price } from '@fairlead/core/money/units';
import type { ValidOrder } from '@fairlead/core/order/request';
import type { PlanInput } from '@fairlead/core/routing/plan-input';

/** A market order of a benchmark, with nothing asked for beyond what is given. */
export function marketOrder(
  given: Pick<ValidOrder, 'orderId' | 'instrumentId' | 'side' | 'quantity' | 'routingObjective' | 'timeInForce'>,
): ValidOrder {
  return {
    ...given,
    orderType: 'MARKET',
    limitPrice: null,
    stopPrice: null,
    routingMode: 'OPTIMAL',
    sourcing: 'ANY',
    venuePreferences: [],
    excludeVenues: [],
    maxVenueSplit: null,
    account: null,
    customerId: null,
    held: true,
    directedVenue: null,
    capacity: 'AGENCY',
    locateId: null,
    tag: null,
    manualAllocations: [],
    said: [],
    venueCaps: [],
    constraints: null,
    urgency: null,
  };
}

/** The input of the first wave of an order on a market. */
export function firstWave(order: ValidOrder, view: MarketView, worstPrice: Price): PlanInput {
  return {
    clientId: 'bench',
    order,
    wave: 1,
    triedVenues: [],
    quantity: order.quantity,
    worstPrice,
    view,
    settings: { protection: true, urgency: 0.5, passiveHorizonMs: null },
    rulesVersion: 'none',
    rulesApplied: [],
    modelVersion: 'priors-1',
  };
}
