import type { VenueCapabilities } from '@fairlead/contracts/venue-protocol';
import type { VenueAbilities } from '@fairlead/core/venue/abilities';

/** What a venue says at a logon that it can do, in the language of decisions. */
export function venueAbilitiesOf(said: VenueCapabilities): VenueAbilities {
  return {
    kinds: said.kinds,
    timesInForce: said.times_in_force,
    canReplace: said.can_replace,
    hasStatusByClientId: said.status_by_client_id,
    takesMinQuantity: said.min_quantity,
    ordersPerSecond: said.orders_per_second,
    cancelsOnDisconnect: said.cancels_on_disconnect,
    idLengthMax: said.id_max_length,
  };
}
