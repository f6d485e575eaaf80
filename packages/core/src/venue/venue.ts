import type { AssetClass } from '../instrument/instrument.ts';
import type { Quantity } from '../money/units.ts';
import type { OrderType, TimeInForce } from '../order/request.ts';
import type { FeeSchedule } from './fees.ts';

/** What a venue is. The closed list shared by all interfaces. */
export const VENUE_TYPES = [
  'EXCHANGE',
  'ECN',
  'ATS',
  'DARK_POOL',
  'CROSSING_NETWORK',
  'MARKET_MAKER',
  'LIQUIDITY_PROVIDER',
  'BROKER',
  'INTERNAL',
] as const;
export type VenueType = (typeof VENUE_TYPES)[number];

/** How a venue is doing. RESTRICTED is set and lifted only by a person. */
export const VENUE_STATUSES = ['ACTIVE', 'SLOW', 'CONGESTED', 'OFFLINE', 'RESTRICTED'] as const;
export type VenueStatus = (typeof VENUE_STATUSES)[number];

/** One venue as configured: what it is, what it takes, what it costs. Its live state is in the market view. */
export interface Venue {
  /** Unique, at most 100 characters; the MIC for exchanges. */
  readonly venueId: string;
  readonly venueName: string;
  readonly venueType: VenueType;
  readonly mic: string | null;
  readonly mpid: string | null;
  /** Its displayed quote is protected under Rule 611 (an automated quotation of an exchange). */
  readonly protectedQuote: boolean;
  /** It displays quotes; a dark venue is sent to blind. */
  readonly lit: boolean;
  readonly orderTypes: readonly OrderType[];
  readonly timesInForce: readonly TimeInForce[];
  /** It knows no minimum quantity: what needs one is not sent there. Absent where it takes one. */
  readonly refusesMinQuantity?: true;
  readonly acceptsOddLots: boolean;
  /** The decimals of the two sizes that follow: 0 is whole units. In a market view they are the instrument's. */
  readonly sizeDecimals: number;
  readonly minOrderQuantity: Quantity;
  readonly maxOrderQuantity: Quantity;
  /** It trades instruments of this kind alone. */
  readonly assetClass: AssetClass;
  /** The instruments it trades; null is all of its asset class. */
  readonly supportedSymbols: readonly string[] | null;
  /** The expected round trip before anything is measured, in microseconds. */
  readonly typicalLatencyUs: number;
  readonly fees: FeeSchedule;
  /** Smaller is preferred where all else is equal. */
  readonly priority: number;
  readonly enabled: boolean;
}
