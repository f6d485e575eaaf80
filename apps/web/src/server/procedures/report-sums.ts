import 'server-only';
import { z } from 'zod';
import { cellSums, reportCell } from '@/rows/report-cell';
import { notThere } from '../act';
import { procedureFor } from '../trpc';

/** What the rows of a cell come to, and those of what it is a part of. */
export const reportSums = procedureFor('reports:read')
  .input(z.object({ id: z.uuid(), part: reportCell, whole: reportCell.nullable() }))
  .output(z.object({ part: cellSums, whole: cellSums.nullable() }))
  .query(async ({ ctx, input: { id, part, whole } }) => {
    const [ofPart, ofWhole] = await Promise.all([
      ctx.read.reports.sums(id, part),
      whole === null ? null : ctx.read.reports.sums(id, whole),
    ]);
    if (ofPart === null) throw notThere('report');
    return { part: ofPart, whole: ofWhole };
  });
