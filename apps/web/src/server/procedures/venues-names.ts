import 'server-only';
import { z } from 'zod';
import { venueName } from '@/rows/venue-name';
import { listVenueNames } from '../reading/venues';
import { procedureFor } from '../trpc';

/** What people call each venue. Out of the catalogue, so that it is known while the router is away. */
export const venuesNames = procedureFor('orders:read')
  .output(z.array(venueName))
  .query(() => listVenueNames());
