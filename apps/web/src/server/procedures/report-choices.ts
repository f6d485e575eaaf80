import 'server-only';
import { z } from 'zod';
import { reportChoice } from '@/rows/report-choice';
import { newYorkDate } from '../reading/report-runs';
import { procedureFor } from '../trpc';

/** What the firm has chosen where its reports rest on what no public source was seen for. */
export const reportChoicesGet = procedureFor('reports:read')
  .output(z.array(reportChoice))
  .query(async ({ ctx }) => {
    const states = await ctx.read.reports.choices(newYorkDate(Date.now()));
    return states.map(({ rows, ...choice }) => ({
      ...choice,
      rows: rows.map(({ created_at_us, ...row }) => ({ ...row, created_at_ms: created_at_us / 1_000 })),
    }));
  });
