import 'server-only';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { decisionDetail } from '@/rows/decision-detail';
import { findDecision } from '../reading/decisions';
import { procedureFor } from '../trpc';

/** One decision with its evidence. */
export const decisionGet = procedureFor('orders:read')
  .input(z.object({ decision_id: z.uuid() }))
  .output(decisionDetail)
  .query(async ({ ctx, input }) => {
    const found = await findDecision(ctx.read, input.decision_id);
    if (found === null) throw new TRPCError({ code: 'NOT_FOUND', message: 'There is no decision of this id.' });
    return found;
  });
