import 'server-only';
import { z } from 'zod';
import { reportCell, reportItem, reportItemKey } from '@/rows/report-cell';
import { procedureFor } from '../trpc';

const ROWS_MAX = 500;

/** The rows that a cell of a report is made of, a page at a time; the next one begins after the last row, and there is none after a page that is not full. */
export const reportItems = procedureFor('reports:read')
  .input(
    z.object({
      id: z.uuid(),
      cell: reportCell,
      cursor: reportItemKey.nullish(),
      limit: z.int().min(1).max(ROWS_MAX),
    }),
  )
  .output(z.array(reportItem))
  .query(({ ctx, input: { id, cell, cursor = null, limit } }) =>
    ctx.read.reports.items(id, cell, { after: cursor, limit }),
  );
