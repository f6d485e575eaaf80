import { z } from 'zod';

/** A venue by its id and the name that people know it by. */
export const venueName = z.object({ venue_id: z.string(), venue_name: z.string() });
export type VenueName = z.infer<typeof venueName>;
