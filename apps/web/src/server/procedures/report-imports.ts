import 'server-only';
import { IMPORT_KINDS } from '@fairlead/core/report/import-state';
import { z } from 'zod';
import { importsShown } from '@/rows/import-row';
import { shownImport } from '../reading/imports';
import { procedureFor } from '../trpc';

const ROWS_MAX = 200;

/** What was imported, of one kind, the newest first. */
export const reportImports = procedureFor('reports:read')
  .input(
    z
      .object({
        kind: z.enum(IMPORT_KINDS).default('ORDERS'),
        cursor: z.uuid().nullish(),
        limit: z.int().min(1).max(ROWS_MAX).default(50),
      })
      .default({ kind: 'ORDERS', limit: 50 }),
  )
  .output(importsShown)
  .query(async ({ ctx, input: { kind, cursor = null, limit } }) => {
    const { rows, next } = await ctx.read.reports.imports({ kind, cursor, limit });
    return { rows: rows.map(shownImport), next };
  });
