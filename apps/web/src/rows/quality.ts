import { routingObjective } from '@fairlead/contracts/enums';
import { executionExpectations, executionQuality, fillCalibration } from '@fairlead/contracts/quality';
import { EXECUTION_SOURCES, QUALITY_DIMENSIONS, SIZE_BUCKETS } from '@fairlead/core/analytics/quality-dimension';
import { z } from 'zod';

/** Most days that one look goes over. */
const DAYS_MAX = 800;
const DAY_MS = 86_400_000;

/** Which executions are looked at: days in New York, both included. Null does not narrow. */
export const qualityAsk = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    simulated: z.boolean(),
    sources: z.array(z.enum(EXECUTION_SOURCES)).min(1),
    venue: z.string().max(100).nullable(),
    symbol: z.string().max(40).nullable(),
    objective: routingObjective.nullable(),
    size: z.enum(SIZE_BUCKETS).nullable(),
    client: z.string().max(50).nullable(),
  })
  .refine(({ from, to }) => from <= to, 'The first day is after the last one.')
  .refine(
    ({ from, to }) => Date.parse(to) - Date.parse(from) < DAYS_MAX * DAY_MS,
    `At most ${DAYS_MAX} days are looked at.`,
  );
export type QualityAsk = z.infer<typeof qualityAsk>;

/** By what they are told apart, two at most. */
export const qualityCut = z.object({ ask: qualityAsk, by: z.array(z.enum(QUALITY_DIMENSIONS)).max(2) });

/** How well orders of one market were executed, with how many stand behind each figure. Shares are fractions, money and quantities decimal texts. */
export const qualityRow = executionQuality.shape.rows.element;
export type QualityRow = z.infer<typeof qualityRow>;

/** What was expected to be paid beside what was. */
export const expectationRow = executionExpectations.shape.rows.element;
export type ExpectationRow = z.infer<typeof expectationRow>;

/** How often what was expected to be filled was filled. */
export const calibration = fillCalibration.pick({
  decisions: true,
  bias: true,
  brier: true,
  calibration_error: true,
  buckets: true,
});
export type CalibrationFigures = z.infer<typeof calibration>;
