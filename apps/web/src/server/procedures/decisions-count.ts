import 'server-only';
import { z } from 'zod';
import { decisionFilter } from '@/lists/decision-list-url';
import { countStep } from '@/rows/page-of';
import { decisionFilterOf } from '../reading/decision-lists';
import { countStepOf } from '../reading/list-steps';
import { procedureFor } from '../trpc';

/** How many decisions fit a filter, a step at a time. */
export const decisionsCount = procedureFor('orders:read')
  .input(z.object({ filter: decisionFilter, cursor: z.string().max(120).nullish() }))
  .output(countStep)
  .query(async ({ ctx, input }) =>
    countStepOf(await ctx.read.decisionList.count(decisionFilterOf(input.filter), input.cursor ?? null)),
  );
