import 'server-only';
import { z } from 'zod';
import { withdrawnImport } from '@/rows/import-row';
import { reportReconciliation } from '@/rows/report-reconciliation';
import { reportRun } from '@/rows/report-run';
import { notThere } from '../act';
import { reconciliationOf } from '../reading/report-made';
import { shownRun } from '../reading/report-runs';
import { procedureFor } from '../trpc';

/** One run of a report, with what was found in it. */
export const reportGet = procedureFor('reports:read')
  .input(z.object({ id: z.uuid() }))
  .output(
    z.object({
      run: reportRun,
      reconciliation: reportReconciliation.nullable(),
      withdrawn: z.array(withdrawnImport),
    }),
  )
  .query(async ({ ctx, input }) => {
    const found = await ctx.read.reports.run(input.id);
    if (found === null) throw notThere('report');
    const withdrawn = await ctx.read.reports.withdrawnUnder(input.id);
    return {
      run: shownRun(found),
      reconciliation: reconciliationOf(found),
      withdrawn: withdrawn.map(({ id, client_id, withdrawn_at_us, withdrawn_by: by, reason }) => ({
        ...{ id, client_id, by, reason, at_ms: withdrawn_at_us / 1_000 },
      })),
    };
  });
