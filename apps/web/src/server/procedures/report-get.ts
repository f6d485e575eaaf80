import 'server-only';
import { z } from 'zod';
import { reportReconciliation } from '@/rows/report-reconciliation';
import { reportRun } from '@/rows/report-run';
import { notThere } from '../act';
import { reconciliationOf } from '../reading/report-made';
import { shownRun } from '../reading/report-runs';
import { procedureFor } from '../trpc';

/** One run of a report, with what was found in it. */
export const reportGet = procedureFor('reports:read')
  .input(z.object({ id: z.uuid() }))
  .output(z.object({ run: reportRun, reconciliation: reportReconciliation.nullable() }))
  .query(async ({ ctx, input }) => {
    const found = await ctx.read.reports.run(input.id);
    if (found === null) throw notThere('report');
    return { run: shownRun(found), reconciliation: reconciliationOf(found) };
  });
