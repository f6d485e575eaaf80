import 'server-only';
import { BREAK_CODES } from '@fairlead/core/report/break-code';
import { z } from 'zod';
import { reportBreak } from '@/rows/report-reconciliation';
import { procedureFor } from '../trpc';

const ROWS_MAX = 500;

/** Where what a run was made of does not agree, a page at a time; the next one begins after the last number, and there is none after a page that is not full. */
export const reportBreaksGet = procedureFor('reports:read')
  .input(
    z.object({
      id: z.uuid(),
      /** Null is every one. */
      code: z.enum(BREAK_CODES).nullable(),
      cursor: z.int().min(0).nullish(),
      limit: z.int().min(1).max(ROWS_MAX),
    }),
  )
  .output(z.array(reportBreak))
  .query(async ({ ctx, input: { id, code, cursor, limit } }) => {
    const found = await ctx.read.reports.breaks(id, { code, after: cursor ?? 0, limit });
    return found.map(({ aside, ...each }) => ({
      ...each,
      aside: aside && { by: aside.set_by_name, reason: aside.reason },
    }));
  });
