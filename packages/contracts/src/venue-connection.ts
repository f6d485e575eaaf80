import { z } from 'zod';

const ms = z.int().positive().max(86_400_000).optional();

/** What `venue_configurations.connection_config` says of time, in milliseconds; what else is in it is others' to read. */
export const venueConnection = z.object({
  child_timeout_ms: ms,
  correction_window_ms: ms,
  latency_p99_ms_max: ms,
  held_back_ms_max: ms,
});
export type VenueConnection = z.infer<typeof venueConnection>;
