import 'server-only';
import { z } from 'zod';
import { DECISION_SORTS, decisionFilter } from '@/lists/decision-list-url';
import { decisionRow } from '@/rows/decision-row';
import { pageOf } from '@/rows/page-of';
import { listDecisions } from '../reading/decision-lists';
import { procedureFor } from '../trpc';

const input = z.object({
  filter: decisionFilter.default({}),
  sort: z.enum(DECISION_SORTS).default('newest'),
  limit: z.int().min(1).max(500),
  cursor: z.string().max(120).nullish(),
});

/** Decisions that fit a filter, a step at a time; the newest of all unless said. */
export const decisionsList = procedureFor('orders:read')
  .input(input)
  .output(pageOf(decisionRow))
  .query(async ({ ctx, input: { cursor, ...wish } }) => {
    const page = await listDecisions(ctx.read, { ...wish, cursor: cursor ?? null });
    return { ...page, rows: [...page.rows] };
  });
