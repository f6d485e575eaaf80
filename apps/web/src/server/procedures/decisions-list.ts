import 'server-only';
import { z } from 'zod';
import { decisionRow } from '@/rows/decision-row';
import { pageOf } from '@/rows/page-of';
import { listDecisions } from '../reading/decisions';
import { procedureFor } from '../trpc';

/** The newest decisions, a page at a time. */
export const decisionsList = procedureFor('orders:read')
  .input(z.object({ limit: z.int().min(1).max(500), cursor: z.string().max(120).nullish() }))
  .output(pageOf(decisionRow))
  .query(async ({ ctx, input }) => {
    const page = await listDecisions(ctx.read.decisions, { limit: input.limit, cursor: input.cursor ?? null });
    return { ...page, rows: [...page.rows] };
  });
