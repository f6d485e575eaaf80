import 'server-only';
import { z } from 'zod';
import { decisionFilter } from '@/lists/decision-list-url';
import { countNewerDecisions } from '../reading/decision-lists';
import { procedureFor } from '../trpc';

/** How many decisions that fit a filter have come since one, up to a thousand. */
export const decisionsNewer = procedureFor('orders:read')
  .input(z.object({ filter: decisionFilter, than: z.uuid() }))
  .output(z.number())
  .query(({ ctx, input }) => countNewerDecisions(ctx.read.decisionList, input.filter, input.than));
