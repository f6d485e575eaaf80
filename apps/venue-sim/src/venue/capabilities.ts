import type { VenueCapabilities } from '@fairlead/contracts/venue-protocol';
import type { Venue } from '@fairlead/core/venue/venue';
import { BookModel } from './book-model.ts';
import type { ExecutionModel } from './execution-model.ts';

/** As long as a malformed message may name an order. */
const ID_MAX_LENGTH = 200;

/** What a simulated venue tells of itself at a logon: what its settings say, and that books can replace, where that is not switched off. */
export function capabilitiesOf(
  venue: Venue,
  models: readonly ExecutionModel[],
  mayReplace: boolean,
): VenueCapabilities {
  return {
    kinds: [...venue.orderTypes],
    times_in_force: [...venue.timesInForce],
    can_replace: mayReplace && models.length > 0 && models.every((model) => model instanceof BookModel),
    status_by_client_id: true,
    min_quantity: true,
    orders_per_second: null,
    cancels_on_disconnect: false,
    id_max_length: ID_MAX_LENGTH,
  };
}
