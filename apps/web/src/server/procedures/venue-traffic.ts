import 'server-only';
import { z } from 'zod';
import { TRAFFIC_RANGES, venueTraffic } from '@/rows/venue-traffic';
import { venueTrafficOf } from '../reading/venues';
import { procedureFor } from '../trpc';

/** What came of the viewer's children at a venue, in a range up to now or to a time. */
export const venueTrafficGet = procedureFor('orders:read')
  .input(
    z.object({
      venue_id: z.string().max(100),
      range: z.enum(TRAFFIC_RANGES),
      to_ms: z.number().min(0).max(8.64e15).nullish(),
    }),
  )
  .output(venueTraffic)
  .query(({ ctx, input: { venue_id: venueId, range, to_ms: toMs } }) =>
    venueTrafficOf(ctx.read.venues, venueId, { range, toMs: toMs ?? Date.now() }),
  );
