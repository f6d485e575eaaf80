import 'server-only';
import { z } from 'zod';
import { venueName } from '@/rows/venue-name';
import { procedureFor } from '../trpc';

/** The venues that no configuration has and that imported routes of the viewer name: figures are of them too. */
export const venuesImported = procedureFor('orders:read')
  .output(z.array(venueName))
  .query(({ ctx }) => ctx.read.quality.importedVenues());
