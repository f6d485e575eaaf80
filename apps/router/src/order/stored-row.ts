import type { Instrument } from '@fairlead/core/instrument/instrument';
import { price, quantity } from '@fairlead/core/money/units';
import type { ValidOrder } from '@fairlead/core/order/request';
import type { ArrivalMarket } from '@fairlead/core/order-life/order-event';
import type { OrderRow } from '@fairlead/db/journal-rows';
import { askedRouting } from './asked-routing.ts';
import { readRequestExtras } from './request-extras.ts';
import { storedDecimal } from './stored-decimal.ts';

/** The order that a stored row holds, with its latest quantity and limit. Throws where a number does not fit its instrument, which the journal cannot have written. */
export function validOrderOf(row: OrderRow, instrument: Instrument): ValidOrder {
  return {
    orderId: row.order_id,
    instrumentId: row.instrument_id,
    side: row.side,
    quantity: quantity(storedDecimal(row.quantity, instrument.quantityDecimals)),
    orderType: row.order_type,
    limitPrice: row.limit_price === null ? null : price(storedDecimal(row.limit_price, instrument.priceDecimals)),
    stopPrice: row.stop_price === null ? null : price(storedDecimal(row.stop_price, instrument.priceDecimals)),
    timeInForce: row.time_in_force,
    ...askedRouting(row),
    account: row.account,
    customerId: row.customer_id,
    held: row.held,
    directedVenue: row.directed_venue,
    capacity: row.capacity,
    locateId: row.locate_id,
    tag: row.tag,
    ...readRequestExtras(row.request_extras, instrument),
    venueCaps: [],
  };
}

/** The arrival market as it was stored. */
export function arrivalOf(row: OrderRow, instrument: Instrument): ArrivalMarket {
  const money = (text: string | null) => (text === null ? null : price(storedDecimal(text, instrument.priceDecimals)));
  const best = (text: string | null) => {
    const at = money(text);
    return at === null ? null : { price: at };
  };
  const odd = (text: string | null, size: string | null) => {
    const at = best(text);
    return at === null ? null : { ...at, size: quantity(storedDecimal(size ?? '0', instrument.quantityDecimals)) };
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
