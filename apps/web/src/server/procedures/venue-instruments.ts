import 'server-only';
import { venueOverall } from '@fairlead/contracts/venue-quality';
import { z } from 'zod';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

const inOne = z.array(z.object({ instrument_id: z.string(), ...venueOverall.shape }));
const overall = z.array(venueOverall);

/** What the router believes of one venue: over all its instruments, and in each that it has learned something in, the best known first. */
export const venueInstruments = procedureFor('orders:read')
  .input(z.object({ venue_id: z.string().max(100) }))
  .output(z.object({ overall: venueOverall.nullable(), instruments: inOne }))
  .query(async ({ ctx, input: { venue_id: venueId } }) => {
    const path = `/venues/${encodeURIComponent(venueId)}/quality`;
    const [all, instruments] = await Promise.all([
      callRouter(ctx.headers, { method: 'GET', path: '/venues/quality/overall', answer: overall }),
      callRouter(ctx.headers, { method: 'GET', path, answer: inOne }),
    ]);
    return { overall: all.find((each) => each.venue_id === venueId) ?? null, instruments };
  });
