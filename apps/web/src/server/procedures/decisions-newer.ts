import 'server-only';
import { z } from 'zod';
import { decisionFilter } from '@/lists/decision-list-url';
import { decisionFilterOf } from '../reading/decision-lists';
import { NEWER_MAX } from '../reading/list-steps';
import { procedureFor } from '../trpc';

/** How many decisions that fit a filter have come since one, up to a thousand. */
export const decisionsNewer = procedureFor('orders:read')
  .input(z.object({ filter: decisionFilter, than: z.uuid() }))
  .output(z.number())
  .query(({ ctx, input }) => ctx.read.decisionList.newer(decisionFilterOf(input.filter), input.than, NEWER_MAX));
