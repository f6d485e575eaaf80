import type { Instrument } from '@fairlead/core/instrument/instrument';
import { doubleMid, type Nbbo } from '@fairlead/core/market/nbbo';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { ValidOrder } from '@fairlead/core/order/request';
import { sideSign } from '@fairlead/core/order/side';
import type { ArrivalMarket } from '@fairlead/core/order-life/order-event';
import type { ArrivalColumns, OrderClassification, OrderRow } from '@fairlead/db/journal-rows';
import { writeRequestExtras } from './request-extras.ts';

/** What is known of an order when its row is made. */
export interface NewOrder {
  readonly pk: string;
  readonly clientId: string;
  readonly requestHash: string;
  readonly order: ValidOrder;
  readonly instrument: Instrument;
  readonly nbbo: Nbbo;
  readonly simulated: boolean;
  readonly routeOnly: boolean;
  readonly nowUs: number;
}

/** The stored form of a new order, with the market that it arrived in. */
export function orderRow(made: NewOrder): OrderRow {
  const { order, instrument, nbbo } = made;
  const money = (value: number | null | undefined) =>
    value == null ? null : formatScaled(value, instrument.priceDecimals);
  return {
    id: made.pk,
    client_id: made.clientId,
    order_id: order.orderId,
    request_hash: made.requestHash,
    instrument_id: order.instrumentId,
    side: order.side,
    quantity: formatScaled(order.quantity, instrument.quantityDecimals),
    order_type: order.orderType,
    limit_price: money(order.limitPrice),
    stop_price: money(order.stopPrice),
    time_in_force: order.timeInForce,
    routing_objective: order.routingObjective,
    routing_mode: order.routingMode,
    sourcing: order.sourcing,
    venue_preferences: order.venuePreferences,
    exclude_venues: order.excludeVenues,
    max_venue_split: order.maxVenueSplit,
    account: order.account,
    customer_id: order.customerId,
    held: order.held,
    directed_venue: order.directedVenue,
    capacity: order.capacity,
    locate_id: order.locateId,
    tag: order.tag,
    request_extras: writeRequestExtras(order, instrument),
    simulated: made.simulated,
    route_only: made.routeOnly,
    classification: classify(order, nbbo),
    ...arrivalColumns(nbbo, instrument),
    released_at_us: null,
    state: 'RECEIVED',
    reject_code: null,
    filled_quantity: '0',
    excess_quantity: '0',
    notional: '0',
    total_fees: '0',
    waves: 0,
    version: 1,
    created_at_us: made.nowUs,
    updated_at_us: made.nowUs,
  };
}

/** The market in which an order became executable, as stored. */
export function arrivalColumns(nbbo: ArrivalMarket, { priceDecimals, quantityDecimals }: Instrument): ArrivalColumns {
  const money = (value: number | null | undefined) => (value == null ? null : formatScaled(value, priceDecimals));
  const count = (value: number | undefined) => (value === undefined ? null : formatScaled(value, quantityDecimals));
  const double = doubleMid(nbbo);
  return {
    nbbo_bid: money(nbbo.bid?.price),
    nbbo_ask: money(nbbo.ask?.price),
    nbbo_state: nbbo.state,
    odd_lot_bid: money(nbbo.oddBid?.price),
    odd_lot_bid_size: count(nbbo.oddBid?.size),
    odd_lot_ask: money(nbbo.oddAsk?.price),
    odd_lot_ask_size: count(nbbo.oddAsk?.size),
    reference_bid: money(nbbo.referenceBid),
    reference_ask: money(nbbo.referenceAsk),
    arrival_mid: double === null ? null : formatScaled(double * 5, priceDecimals + 1),
  };
}

/** How the order counts in a Rule 606 report: a limit order is marketable when its limit reaches the far side at receipt, stops and pegs are other. */
function classify(order: ValidOrder, nbbo: Nbbo): OrderClassification {
  if (order.orderType === 'MARKET') return 'MARKET';
  if (order.orderType !== 'LIMIT' || order.limitPrice === null) return 'OTHER';
  const far = order.side === 'BUY' ? nbbo.ask : nbbo.bid;
  const isMarketable = far !== null && (order.limitPrice - far.price) * sideSign(order.side) >= 0;
  return isMarketable ? 'MARKETABLE_LIMIT' : 'NON_MARKETABLE_LIMIT';
}
