import 'server-only';
import { z } from 'zod';
import { venueWorking } from '@/rows/venue-working';
import { procedureFor } from '../trpc';

/** What of the viewer's orders works at each venue now. */
export const venuesWorking = procedureFor('orders:read')
  .output(z.array(venueWorking))
  .query(({ ctx }) => ctx.read.venues.working());
