import type { Scale } from '@fairlead/core/money/amount';
import { price, quantity } from '@fairlead/core/money/units';
import type { ValidOrder } from '@fairlead/core/order/request';
import type { ArrivalMarket, Receipt } from '@fairlead/core/order-life/order-event';
import type { MigratedOrderRow } from './entry-content.ts';
import { askedRouting, readRequestExtras } from './request-extras.ts';
import { storedDecimal } from './stored-facts.ts';

/** What was known of an order when it came in, as far as its row tells: with its latest quantity and limit, and the market in which it became executable. */
export function migratedReceipt(row: MigratedOrderRow, scale: Scale): Receipt {
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
    securityClass: null,
  };
}

/** The order that a stored row holds, with its latest quantity and limit. Throws where a number does not fit its instrument, which no router can have written. */
function validOrderOf(row: MigratedOrderRow, scale: Scale): ValidOrder {
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
    ...askedRouting(row),
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

/** The arrival market as it was stored. */
function arrivalOf(row: MigratedOrderRow, scale: Scale): ArrivalMarket {
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
