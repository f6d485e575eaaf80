import 'server-only';
import { z } from 'zod';
import { qualityCut, qualityRow } from '@/rows/quality';
import { qualityFilterOf } from '../reading/quality-filter';
import { procedureFor } from '../trpc';

/** How well orders were executed, of what the viewer may see. */
export const qualityFiguresGet = procedureFor('orders:read')
  .input(qualityCut)
  .output(z.array(qualityRow))
  .query(async ({ ctx, input: { ask, by } }) => {
    const rows = await ctx.read.quality.figures(qualityFilterOf(ask), by);
    return rows.map((row) => ({ ...row, keys: [...row.keys], horizons: [...row.horizons] }));
  });
