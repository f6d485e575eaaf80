import 'server-only';
import { z } from 'zod';
import { venueDay } from '@/rows/venue-day';
import { venueDaysOf } from '../reading/venues';
import { procedureFor } from '../trpc';

/** What a venue did by day in the last month. It is added up over all clients, so that a client's people are told nothing: null. */
export const venueDays = procedureFor('orders:read')
  .input(z.object({ venue_id: z.string().max(100) }))
  .output(z.array(venueDay).nullable())
  .query(({ ctx, input }) => (ctx.viewer.clientId === null ? venueDaysOf(input.venue_id) : null));
