import { VERDICTS } from '@fairlead/rule606/review/comparison';
import { REVIEW_MEASURES } from '@fairlead/rule606/review/measure';
import { REVIEW_ACTS } from '@fairlead/rule606/review/review';
import { z } from 'zod';

const measure = z.enum(REVIEW_MEASURES);

/** The firm's review of best execution in a quarter: which venues lag behind the others in the same kind of orders, and what was done. */
export const reviewFigures = z.object({
  bd: z.string(),
  year: z.number(),
  quarter: z.number(),
  venues: z.array(
    z.object({
      venueId: z.string(),
      name: z.string(),
      executions: z.number(),
      shares: z.string(),
      notionalUsd: z.string(),
      means: z.record(measure, z.object({ n: z.number(), mean: z.number().nullable() })),
      lags: z.number(),
      leads: z.number(),
    }),
  ),
  lags: z.array(
    z.object({
      level: z.enum(['SIZE', 'SECURITY']),
      orderType: z.string(),
      of: z.string(),
      venueId: z.string(),
      measure,
      n: z.number(),
      mean: z.number(),
      othersN: z.number(),
      othersMean: z.number(),
      difference: z.number(),
      low: z.number(),
      high: z.number(),
    }),
  ),
  counts: z.record(z.enum(VERDICTS), z.number()),
  observationsLeast: z.number(),
  acts: z.array(
    z.object({
      day: z.string(),
      what: z.enum(REVIEW_ACTS),
      subject: z.string(),
      by: z.string().nullable(),
      reason: z.string(),
    }),
  ),
});
export type ReviewFigures = z.infer<typeof reviewFigures>;
