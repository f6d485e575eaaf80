import type { ToVenue } from '@fairlead/contracts/venue-protocol';
import type { Instrument } from '@fairlead/core/instrument/instrument';
import { isOnTick } from '@fairlead/core/instrument/tick';
import type { TradingStatus } from '@fairlead/core/market/venue-news';
import { price } from '@fairlead/core/money/units';
import { tradesInstrument, venueFor } from '@fairlead/core/venue/listing';
import type { Venue } from '@fairlead/core/venue/venue';
import type { MarketReject, OrderFault, SessionReject } from '@fairlead/core/venue/venue-reject';

export type NewOrder = Extract<ToVenue, { type: 'new' }>;

/**
 * Why a venue refuses an order that has no fault. A last-look reject is one of these: the order came in time and within the quote, and the
 * provider chose not to deal. An order for a quote that has ended is the order's own fault: the quote said when it would end.
 */
export type VenueFault = 'VENUE_BUSY' | 'VENUE_UNAVAILABLE' | 'THROTTLED' | 'LAST_LOOK_REJECTED';

/** Every reason with which an order is rejected. */
export type RejectCode = OrderFault | VenueFault | MarketReject | SessionReject;

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
  THROTTLED: 'more orders came than the venue takes in this time',
  MARKET_PRE_OPEN: 'the market has not opened yet',
  MARKET_CLOSED: 'the market is closed',
  INSTRUMENT_HALTED: 'trading in the instrument is halted',
  QUOTE_EXPIRED: 'the quote had ended when the order arrived',
  LAST_LOOK_REJECTED: 'the provider looked at the order once more and did not deal',
};

const VENUE_FAULTS: ReadonlySet<RejectCode> = new Set<VenueFault>([
  'VENUE_BUSY',
  'VENUE_UNAVAILABLE',
  'THROTTLED',
  'LAST_LOOK_REJECTED',
]);

/** True where a reject says nothing about the order. */
export function isVenueFault(code: RejectCode): boolean {
  return VENUE_FAULTS.has(code);
}

/** Why an order for an instrument of this status is not taken, null where that is no reason. */
export function sessionFault(status: TradingStatus): SessionReject | null {
  switch (status) {
    case 'TRADING':
      return null;
    case 'PRE_OPEN':
      return 'MARKET_PRE_OPEN';
    case 'CLOSED':
      return 'MARKET_CLOSED';
    case 'HALTED':
      return 'INSTRUMENT_HALTED';
  }
}

/** The first fault of the order at this venue, or null: from then on only the market decides. */
export function orderFault(order: NewOrder, venue: Venue, instrument: Instrument | undefined): OrderFault | null {
  if (instrument === undefined || !tradesInstrument(venue, instrument)) return 'UNKNOWN_INSTRUMENT';
  if (!venue.timesInForce.includes(order.time_in_force)) return 'UNSUPPORTED_TIME_IN_FORCE';
  if (order.post_only && isImmediate(order)) return 'POST_ONLY_IMMEDIATE';
  if (order.peg_midpoint && !venue.orderTypes.includes('MIDPOINT_PEG')) return 'UNSUPPORTED_ORDER_TYPE';
  const { minOrderQuantity, maxOrderQuantity } = venueFor(venue, instrument);
  if (order.quantity < Math.max(1, minOrderQuantity)) return 'QUANTITY_BELOW_MINIMUM';
  if (order.quantity > maxOrderQuantity) return 'QUANTITY_ABOVE_MAXIMUM';
  if (!venue.acceptsOddLots && order.quantity % instrument.roundLot !== 0) return 'ODD_LOT';
  if (order.limit_price <= 0) return 'PRICE_NOT_POSITIVE';
  // A dark venue crosses at the midpoint, so a limit at half a tick has a meaning there.
  if (venue.lit && !isOnTick(instrument, price(order.limit_price))) return 'PRICE_OFF_TICK';
  return null;
}

function isImmediate(order: NewOrder): boolean {
  return order.time_in_force === 'IOC' || order.time_in_force === 'FOK';
}
