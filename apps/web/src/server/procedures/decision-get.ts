import 'server-only';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { decisionDetail } from '@/rows/decision-detail';
import { findDecision } from '../reading/decisions';
import { procedure } from '../trpc';

/** One decision with its evidence. */
export const decisionGet = procedure
  .input(z.object({ decision_id: z.uuid() }))
  .output(decisionDetail)
  .query(async ({ ctx, input }) => {
    const found = await findDecision(input.decision_id, ctx.viewer.clientId);
    if (found === null) throw new TRPCError({ code: 'NOT_FOUND', message: 'There is no decision of this id.' });
    return found;
  });
