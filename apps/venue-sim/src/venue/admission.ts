import type { ToVenue } from '@fairlead/contracts/venue-protocol';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { isOnTick } from '@fairlead/core/instrument/tick';
import { price } from '@fairlead/core/money/units';
import type { Venue } from '@fairlead/core/venue/venue';

export type NewOrder = Extract<ToVenue, { type: 'new' }>;

/** Why a venue refuses an order through the order's own fault. */
export type OrderFault =
  | 'UNKNOWN_INSTRUMENT'
  | 'UNSUPPORTED_TIME_IN_FORCE'
  | 'UNSUPPORTED_ORDER_TYPE'
  | 'PRICE_NOT_POSITIVE'
  | 'PRICE_OFF_TICK'
  | 'QUANTITY_BELOW_MINIMUM'
  | 'QUANTITY_ABOVE_MAXIMUM'
  | 'ODD_LOT'
  | 'POST_ONLY_IMMEDIATE';

/** Every reason with which an order is rejected; the last two are the venue's own fault. */
export type RejectCode = OrderFault | 'POST_ONLY_WOULD_TAKE' | 'VENUE_BUSY' | 'VENUE_UNAVAILABLE';

/** What each code says to a person. */
export const REJECT_MESSAGES: Readonly<Record<RejectCode, string>> = {
  UNKNOWN_INSTRUMENT: 'the venue does not trade this instrument',
  UNSUPPORTED_TIME_IN_FORCE: 'the venue does not take this time in force',
  UNSUPPORTED_ORDER_TYPE: 'the venue takes no orders pegged to the midpoint',
  PRICE_NOT_POSITIVE: 'the limit price is not above zero',
  PRICE_OFF_TICK: 'the limit price is not a whole number of ticks',
  QUANTITY_BELOW_MINIMUM: 'the quantity is below the venue minimum',
  QUANTITY_ABOVE_MAXIMUM: 'the quantity is above the venue maximum',
  ODD_LOT: 'the venue takes whole round lots only',
  POST_ONLY_IMMEDIATE: 'an immediate order cannot be post-only',
  POST_ONLY_WOULD_TAKE: 'a post-only order would have removed liquidity',
  VENUE_BUSY: 'the venue is too busy to take the order',
  VENUE_UNAVAILABLE: 'the venue takes no orders now',
};

/** The first fault of the order at this venue, or null: from then on only the market decides. */
export function orderFault(order: NewOrder, venue: Venue, instrument: Instrument | undefined): OrderFault | null {
  if (instrument === undefined || !trades(venue, instrument.instrumentId)) return 'UNKNOWN_INSTRUMENT';
  if (!venue.timesInForce.includes(order.time_in_force)) return 'UNSUPPORTED_TIME_IN_FORCE';
  if (order.post_only && isImmediate(order)) return 'POST_ONLY_IMMEDIATE';
  if (order.peg_midpoint && !venue.orderTypes.includes('MIDPOINT_PEG')) return 'UNSUPPORTED_ORDER_TYPE';
  if (order.quantity < Math.max(1, venue.minOrderQuantity)) return 'QUANTITY_BELOW_MINIMUM';
  if (order.quantity > venue.maxOrderQuantity) return 'QUANTITY_ABOVE_MAXIMUM';
  if (!venue.acceptsOddLots && order.quantity % instrument.roundLot !== 0) return 'ODD_LOT';
  if (order.limit_price <= 0) return 'PRICE_NOT_POSITIVE';
  // A dark venue crosses at the midpoint, so a limit at half a tick has a meaning there.
  if (venue.lit && !order.peg_midpoint && !isOnTick(instrument, price(order.limit_price))) return 'PRICE_OFF_TICK';
  return null;
}

function trades(venue: Venue, instrumentId: string): boolean {
  return venue.supportedSymbols === null || venue.supportedSymbols.includes(instrumentId);
}

function isImmediate(order: NewOrder): boolean {
  return order.time_in_force === 'IOC' || order.time_in_force === 'FOK';
}
