import 'server-only';
import { z } from 'zod';
import { coveredCell, coveredItem, coveredKey } from '@/rows/execution-figures';
import { procedureFor } from '../trpc';

const ROWS_MAX = 500;

/** The orders behind a place of a report of Rule 605, a page at a time, as `reports.items` of the others. */
export const reportCovered = procedureFor('reports:read')
  .input(
    z.object({
      id: z.uuid(),
      cell: coveredCell,
      cursor: coveredKey.nullish(),
      limit: z.int().min(1).max(ROWS_MAX),
    }),
  )
  .output(z.array(coveredItem))
  .query(({ ctx, input: { id, cell, cursor = null, limit } }) =>
    ctx.read.covered.page(id, cell, { after: cursor, limit }),
  );
