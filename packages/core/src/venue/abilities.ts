import type { OrderType, TimeInForce } from '../order/request.ts';
import type { Venue } from './venue.ts';

/** What a venue says at a logon that it can do. */
export interface VenueAbilities {
  readonly kinds: readonly OrderType[];
  readonly timesInForce: readonly TimeInForce[];
  /** A working order can be given other terms under the id that it has. */
  readonly canReplace: boolean;
  /** A status can be asked for by the id that we gave an order. */
  readonly hasStatusByClientId: boolean;
  /** An order can ask for a minimum quantity. */
  readonly takesMinQuantity: boolean;
  /** The new orders that it takes in a second; null where it sets no bound. */
  readonly ordersPerSecond: number | null;
  /** What works there ends with the session. */
  readonly cancelsOnDisconnect: boolean;
  /** How many characters an order's id may have. */
  readonly idLengthMax: number;
}

/** The characters of a child's id: a UUID. */
const CHILD_ID_LENGTH = 36;

/** True where the venue can name our orders by the ids that we give them; one that cannot is sent none. */
export function fitsOurIds({ idLengthMax }: Pick<VenueAbilities, 'idLengthMax'>): boolean {
  return idLengthMax >= CHILD_ID_LENGTH;
}

/**
 * The venue as its settings and its own word allow it together: nothing is planned for it that either does not take. One whose ids are too short for
 * ours takes no kind of order. The same object where its word takes nothing away.
 */
export function venueWithin(venue: Venue, able: VenueAbilities | null): Venue {
  if (able === null) return venue;
  const orderTypes = fitsOurIds(able) ? venue.orderTypes.filter((type) => able.kinds.includes(type)) : [];
  const timesInForce = venue.timesInForce.filter((each) => able.timesInForce.includes(each));
  const isAll = orderTypes.length === venue.orderTypes.length && timesInForce.length === venue.timesInForce.length;
  if (isAll && able.takesMinQuantity) return venue;
  return { ...venue, orderTypes, timesInForce, ...(able.takesMinQuantity ? {} : { refusesMinQuantity: true }) };
}
