import 'server-only';
import { z } from 'zod';
import { decisionRow } from '@/rows/decision-row';
import { pageOf } from '@/rows/page-of';
import { listDecisions } from '../reading/decisions';
import { procedure } from '../trpc';

/** The newest decisions, a page at a time. */
export const decisionsList = procedure
  .input(z.object({ limit: z.int().min(1).max(500), cursor: z.string().max(120).nullish() }))
  .output(pageOf(decisionRow))
  .query(async ({ ctx, input }) => {
    const page = await listDecisions({
      limit: input.limit,
      cursor: input.cursor ?? null,
      clientId: ctx.viewer.clientId,
    });
    return { ...page, rows: [...page.rows] };
  });
