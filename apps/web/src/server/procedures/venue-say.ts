import 'server-only';
import { venueStatus } from '@fairlead/contracts/enums';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

/** Says how a venue stands, until the next word; ACTIVE leaves it to what is measured. */
export const venueSay = actFor('venues:write')
  .input(z.object({ venue_id: z.string().max(100), status: venueStatus }))
  .output(actOutcome)
  .mutation(({ ctx, input: { venue_id: venueId, ...body } }) =>
    act(ctx.headers, { method: 'POST', path: `/venues/${encodeURIComponent(venueId)}/status`, body }),
  );
