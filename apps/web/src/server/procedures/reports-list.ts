import 'server-only';
import { REPORT_KINDS } from '@fairlead/core/report/report-kind';
import { z } from 'zod';
import { reportRuns } from '@/rows/report-run';
import { shownRun } from '../reading/report-runs';
import { procedureFor } from '../trpc';

const ROWS_MAX = 200;

/** The runs of reports, of one kind or of every one, the newest first. */
export const reportsList = procedureFor('reports:read')
  .input(
    z
      .object({
        kind: z.enum(REPORT_KINDS).nullable().default(null),
        cursor: z.uuid().nullish(),
        limit: z.int().min(1).max(ROWS_MAX).default(50),
      })
      .default({ kind: null, limit: 50 }),
  )
  .output(reportRuns)
  .query(async ({ ctx, input: { kind, cursor = null, limit } }) => {
    const { rows, next } = await ctx.read.reports.runs({ kinds: kind === null ? null : [kind], cursor, limit });
    return { rows: rows.map(shownRun), next };
  });
