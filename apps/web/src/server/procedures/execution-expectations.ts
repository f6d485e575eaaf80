import 'server-only';
import { z } from 'zod';
import { expectationRow, qualityCut } from '@/rows/quality';
import { qualityFilterOf } from '../reading/quality-filter';
import { procedureFor } from '../trpc';

/** What orders were expected to cost beside what they did, of what the viewer may see. */
export const qualityExpectationsGet = procedureFor('orders:read')
  .input(qualityCut)
  .output(z.array(expectationRow))
  .query(async ({ ctx, input: { ask, by } }) => {
    const rows = await ctx.read.quality.expectations(qualityFilterOf(ask), by);
    return rows.map((row) => ({ ...row, keys: [...row.keys] }));
  });
