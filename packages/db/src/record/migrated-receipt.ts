import type { Scale } from '@fairlead/core/money/amount';
import { price, priceE8, quantity } from '@fairlead/core/money/units';
import type { ValidOrder } from '@fairlead/core/order/request';
import type { ArrivalMarket, Receipt } from '@fairlead/core/order-life/order-event';
import type { OrderRow } from '../journal-rows.ts';
import { StoredFacts, storedDecimal } from './stored-facts.ts';

/** The fields of an order that have no column of their own. */
type RequestExtras = Pick<ValidOrder, 'urgency' | 'constraints' | 'manualAllocations' | 'said' | 'traderId'>;

const NO_EXTRAS: RequestExtras = { urgency: null, constraints: null, manualAllocations: [], said: [], traderId: null };
const WISHES = ['objective', 'mode', 'sourcing'] as const satisfies readonly RequestExtras['said'][number][];

/** What was known of an order when it came in, as far as its row tells: with its latest quantity and limit, and the market in which it became executable. */
export function migratedReceipt(row: OrderRow, scale: Scale): Receipt {
  const order = validOrderOf(row, scale);
  return {
    clientId: row.client_id,
    order,
    requestHash: row.request_hash,
    simulated: row.simulated,
    routeOnly: row.route_only,
    classification: row.classification,
    arrival: arrivalOf(row, scale),
    worstPrice: order.limitPrice,
  };
}

/** The order that a stored row holds, with its latest quantity and limit. Throws where a number does not fit its instrument, which no router can have written. */
function validOrderOf(row: OrderRow, scale: Scale): ValidOrder {
  const money = (text: string | null) => (text === null ? null : price(storedDecimal(text, scale.priceDecimals)));
  return {
    orderId: row.order_id,
    instrumentId: row.instrument_id,
    side: row.side,
    quantity: quantity(storedDecimal(row.quantity, scale.quantityDecimals)),
    orderType: row.order_type,
    limitPrice: money(row.limit_price),
    stopPrice: money(row.stop_price),
    timeInForce: row.time_in_force,
    routingObjective: row.routing_objective,
    routingMode: row.routing_mode,
    sourcing: row.sourcing,
    venuePreferences: row.venue_preferences,
    excludeVenues: row.exclude_venues,
    maxVenueSplit: row.max_venue_split,
    account: row.account,
    customerId: row.customer_id,
    held: row.held,
    directedVenue: row.directed_venue,
    capacity: row.capacity,
    locateId: row.locate_id,
    tag: row.tag,
    ...readRequestExtras(row.request_extras, scale),
    venueCaps: [],
  };
}

/** The extras out of their stored text. Throws for a text that no router can have written. */
export function readRequestExtras(text: string | null, scale: Scale): RequestExtras {
  if (text === null) return NO_EXTRAS;
  const stored = new StoredFacts(JSON.parse(text), scale);
  const constraints = stored.partOrNull('constraints');
  return {
    urgency: stored.numberOrNull('urgency'),
    constraints: constraints === null ? null : constraintsOf(constraints),
    manualAllocations: stored
      .parts('manual_allocations')
      .map((each) => ({ venueId: each.text('venue_id'), quantity: each.count('quantity') })),
    said: stored.words('said', WISHES),
    traderId: stored.textOrNull('trader_id'),
  };
}

function constraintsOf(stored: StoredFacts): NonNullable<ValidOrder['constraints']> {
  const maxFee = stored.textOrNull('max_fee');
  return {
    maxFeeE8: maxFee === null ? null : priceE8(storedDecimal(maxFee, 8)),
    minFillRate: stored.numberOrNull('min_fill_rate'),
    maxLatencyMs: stored.numberOrNull('max_latency_ms'),
    maxImpactBps: stored.numberOrNull('max_impact_bps'),
  };
}

/** The arrival market as it was stored. */
function arrivalOf(row: OrderRow, scale: Scale): ArrivalMarket {
  const money = (text: string | null) => (text === null ? null : price(storedDecimal(text, scale.priceDecimals)));
  const best = (text: string | null) => {
    const at = money(text);
    return at === null ? null : { price: at };
  };
  const odd = (text: string | null, size: string | null) => {
    const at = best(text);
    return at === null ? null : { ...at, size: quantity(storedDecimal(size ?? '0', scale.quantityDecimals)) };
  };
  return {
    state: row.nbbo_state,
    bid: best(row.nbbo_bid),
    ask: best(row.nbbo_ask),
    oddBid: odd(row.odd_lot_bid, row.odd_lot_bid_size),
    oddAsk: odd(row.odd_lot_ask, row.odd_lot_ask_size),
    referenceBid: money(row.reference_bid),
    referenceAsk: money(row.reference_ask),
  };
}
