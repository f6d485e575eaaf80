import 'server-only';
import { venueOverall } from '@fairlead/contracts/venue-quality';
import { z } from 'zod';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

const output = z.array(venueOverall);

/** What the router believes of every venue, over all instruments or in one. */
export const venuesQuality = procedureFor('orders:read')
  .input(z.object({ instrument_id: z.string().max(20).nullable() }))
  .output(output)
  .query(({ ctx, input: { instrument_id: id } }) =>
    callRouter(ctx.headers, {
      method: 'GET',
      path: id === null ? '/venues/quality/overall' : `/venues/quality?${new URLSearchParams({ instrument_id: id })}`,
      answer: output,
    }),
  );
