import 'server-only';
import { z } from 'zod';
import { faultsShown } from '@/rows/import-row';
import { procedureFor } from '../trpc';

const ROWS_MAX = 500;

/** What is wrong with the lines of an import, after a fault of it (`cursor`, its number), of one code or of every one. */
export const reportImportFaults = procedureFor('reports:read')
  .input(
    z.object({
      id: z.uuid(),
      code: z.string().max(40).nullable(),
      cursor: z.int().min(0).nullish(),
      limit: z.int().min(1).max(ROWS_MAX),
    }),
  )
  .output(faultsShown)
  .query(async ({ ctx, input: { id, code, cursor, limit } }) => [
    ...(await ctx.read.reports.importFaults(id, { code, after: cursor ?? 0, limit })),
  ]);
