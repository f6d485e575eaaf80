import 'server-only';
import { z } from 'zod';
import { importShown } from '@/rows/import-row';
import { notThere } from '../act';
import { shownImport } from '../reading/imports';
import { procedureFor } from '../trpc';

/** One import. */
export const reportImport = procedureFor('reports:read')
  .input(z.object({ id: z.uuid() }))
  .output(importShown)
  .query(async ({ ctx, input }) => {
    const found = await ctx.read.reports.import(input.id);
    if (found === null) throw notThere('import');
    return shownImport(found);
  });
