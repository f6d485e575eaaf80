import 'server-only';
import { z } from 'zod';
import { reportFigures } from '@/rows/report-figures';
import { notThere } from '../act';
import { figuresOf } from '../reading/report-made';
import { procedureFor } from '../trpc';

/** What the files of a run were made of; null where it is not made. */
export const reportFiguresGet = procedureFor('reports:read')
  .input(z.object({ id: z.uuid() }))
  .output(reportFigures.nullable())
  .query(async ({ ctx, input }) => {
    const found = await ctx.read.reports.run(input.id);
    if (found === null) throw notThere('report');
    return figuresOf(found);
  });
