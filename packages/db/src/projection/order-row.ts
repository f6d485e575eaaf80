import { doubleMid } from '@fairlead/core/market/nbbo';
import type { Scale } from '@fairlead/core/money/amount';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { ArrivalMarket, Receipt } from '@fairlead/core/order-life/order-event';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import { type ArrivalColumns, type LaterOrderColumns, NOTHING_LATER, type OrderRow } from '../order-rows.ts';
import { writeRequestExtras } from '../record/request-extras.ts';

/** When and by which name an order came in. */
export interface Arrival {
  readonly orderPk: string;
  /** Microseconds since 1970. */
  readonly atUs: number;
  readonly scale: Scale;
}

/** The row of an order as its receipt finds it. */
export function receivedRow(receipt: Receipt, { orderPk, atUs, scale }: Arrival): OrderRow {
  const { order } = receipt;
  return {
    id: orderPk,
    client_id: receipt.clientId,
    order_id: order.orderId,
    request_hash: receipt.requestHash,
    instrument_id: order.instrumentId,
    side: order.side,
    quantity: formatScaled(order.quantity, scale.quantityDecimals),
    order_type: order.orderType,
    limit_price: moneyText(order.limitPrice, scale),
    stop_price: moneyText(order.stopPrice, scale),
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
    request_extras: writeRequestExtras(order, scale),
    simulated: receipt.simulated,
    route_only: receipt.routeOnly,
    classification: receipt.classification,
    ...arrivalColumns(receipt.arrival, scale),
    released_at_us: null,
    ...NOTHING_LATER,
    security_class: receipt.securityClass,
    state: 'RECEIVED',
    reject_code: null,
    filled_quantity: '0',
    excess_quantity: '0',
    notional: '0',
    total_fees: '0',
    waves: 0,
    version: 1,
    created_at_us: atUs,
    updated_at_us: atUs,
  };
}

/** The row of an order where its life has come to. `versionsBefore` are those that it had before the journal. */
export function changedRow(row: OrderRow, life: OrderLife, at: { versionsBefore: number; atUs: number }): OrderRow {
  const { scale, order, filled } = life;
  const count = (value: number) => formatScaled(value, scale.quantityDecimals);
  return {
    ...row,
    ...receivedColumns(row, life),
    ...arrivalColumns(life.start.nbbo, scale),
    quantity: count(order.quantity),
    limit_price: moneyText(order.limitPrice, scale),
    released_at_us: life.releasedAtUs,
    state: life.state,
    reject_code: life.code,
    filled_quantity: count(filled),
    excess_quantity: count(Math.max(0, filled - order.quantity)),
    notional: formatScaled(life.notionalE8, 8),
    total_fees: formatScaled(life.feesE8, 8),
    waves: life.waves.length,
    version: at.versionsBefore + life.version,
    updated_at_us: at.atUs,
  };
}

/** Once an order that waited is released, the market that it was received in stands beside the one that it was released into. */
function receivedColumns(row: OrderRow, life: OrderLife): Partial<LaterOrderColumns> {
  const isReleasedNow = life.releasedAtUs !== null && row.released_at_us === null;
  if (!isReleasedNow || row.security_class === null) return {};
  return {
    received_bid: row.nbbo_bid,
    received_ask: row.nbbo_ask,
    received_odd_lot_bid: row.odd_lot_bid,
    received_odd_lot_ask: row.odd_lot_ask,
  };
}

function moneyText(value: number | null | undefined, { priceDecimals }: Scale): string | null {
  return value == null ? null : formatScaled(value, priceDecimals);
}

/** A market as the columns of a row hold it. */
export function arrivalColumns(nbbo: ArrivalMarket, scale: Scale): ArrivalColumns {
  const money = (value: number | null | undefined) => moneyText(value, scale);
  const count = (value: number | undefined) =>
    value === undefined ? null : formatScaled(value, scale.quantityDecimals);
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
    arrival_mid: double === null ? null : formatScaled(double * 5, scale.priceDecimals + 1),
  };
}
