import 'server-only';
import { z } from 'zod';
import { venueName } from '@/rows/venue-name';
import { procedureFor } from '../trpc';

/** The venues that no configuration has and that imported routes name: what is agreed with them is told too. */
export const reportImportedVenues = procedureFor('reports:read')
  .output(z.array(venueName))
  .query(async ({ ctx }) => [...(await ctx.read.reports.importedVenues())]);
