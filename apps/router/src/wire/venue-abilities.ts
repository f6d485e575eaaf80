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

/** The same again, in the words of the venue. */
export function venueCapabilitiesOf(able: VenueAbilities): VenueCapabilities {
  return {
    kinds: [...able.kinds],
    times_in_force: [...able.timesInForce],
    can_replace: able.canReplace,
    status_by_client_id: able.hasStatusByClientId,
    min_quantity: able.takesMinQuantity,
    orders_per_second: able.ordersPerSecond,
    cancels_on_disconnect: able.cancelsOnDisconnect,
    id_max_length: able.idLengthMax,
  };
}
