import 'server-only';
import { calibration, qualityAsk } from '@/rows/quality';
import { qualityFilterOf } from '../reading/quality-filter';
import { procedureFor } from '../trpc';

/** How often what decisions expected to be filled was filled, of what the viewer may see. */
export const qualityCalibrationGet = procedureFor('orders:read')
  .input(qualityAsk)
  .output(calibration)
  .query(async ({ ctx, input }) => {
    const found = await ctx.read.quality.calibration(qualityFilterOf(input));
    return { ...found, buckets: [...found.buckets] };
  });
