import 'server-only';
import { z } from 'zod';
import { venueDetail } from '@/rows/venue-detail';
import { notThere } from '../act';
import { venueDetailOf } from '../reading/venues';
import { procedureFor } from '../trpc';

/** What is written down of a venue. Out of the tables, so that it is known while the router is away. */
export const venueGet = procedureFor('orders:read')
  .input(z.object({ venue_id: z.string().max(100) }))
  .output(venueDetail)
  .query(async ({ input }) => {
    const found = await venueDetailOf(input.venue_id);
    if (found === null) throw notThere('venue');
    return found;
  });
