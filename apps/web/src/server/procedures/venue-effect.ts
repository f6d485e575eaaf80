import 'server-only';
import { haltEffect } from '@fairlead/contracts/halt';
import { venueRanking } from '@fairlead/contracts/venue-quality';
import { z } from 'zod';
import { venueEffect } from '@/rows/venue-effect';
import { flowAt } from '../reading/venue-effect';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

const US_PER_HOUR = 3_600_000_000;
const ranked = z.array(venueRanking);

/** What of the firm is at a venue now and was lately, for who is about to take it out or in. */
export const venueEffectGet = procedureFor('venues:write')
  .input(z.object({ venue_id: z.string().max(100) }))
  .output(venueEffect)
  .query(async ({ ctx, input: { venue_id: venueId } }) => {
    const path = `/halt/effect?${new URLSearchParams({ venue_id: venueId })}`;
    const [open, lately] = await Promise.all([
      callRouter(ctx.headers, { method: 'GET', path, answer: haltEffect }),
      ctx.read.venues.flow(Date.now() * 1_000 - US_PER_HOUR),
    ]);
    const flow = flowAt(venueId, lately);
    return { open, flow, next_best: await nextBest(ctx.headers, venueId, flow.instrument_id) };
  });

/** The best venue but this one for a hundred of an instrument; null where nobody can say. */
async function nextBest(headers: Headers, venueId: string, instrumentId: string | null): Promise<string | null> {
  if (instrumentId === null) return null;
  const order = new URLSearchParams({ instrument_id: instrumentId, side: 'BUY', quantity: '100' });
  const found = await callRouter(headers, {
    method: 'GET',
    path: `/venues/rankings?${order}`,
    answer: ranked,
  }).catch(() => []);
  return found.find(({ rank, venue_id }) => rank !== null && venue_id !== venueId)?.venue_id ?? null;
}
