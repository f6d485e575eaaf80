import 'server-only';
import { circuitAction } from '@fairlead/contracts/circuit';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

/** Opens or closes a venue's circuit until it is reset, or resets it. */
export const venueForce = actFor('venues:write')
  .input(z.object({ venue_id: z.string().max(100), action: circuitAction }))
  .output(actOutcome)
  .mutation(({ ctx, input: { venue_id: venueId, ...body } }) =>
    act(ctx.headers, { method: 'POST', path: `/circuits/${encodeURIComponent(venueId)}`, body }),
  );
