import 'server-only';
import { z } from 'zod';
import { reportFirm } from '@/rows/report-firm';
import { firmToday } from '../reading/report-due';
import { procedureFor } from '../trpc';

/** Who the firm is today, null where nobody has said, and all that was said of it, the latest day first. */
export const reportFirmGet = procedureFor('reports:read')
  .output(z.object({ today: reportFirm.nullable(), rows: z.array(reportFirm) }))
  .query(async ({ ctx }) => {
    const kept = await ctx.read.reports.firm();
    const rows = kept.map(({ created_at_us, ...firm }) => ({ ...firm, created_at_ms: created_at_us / 1_000 }));
    return { today: firmToday(rows, Date.now()), rows };
  });
