import { z } from 'zod';
import { importFormat } from './import.ts';

/** The queue that all scheduled jobs share. */
export const JOB_QUEUE = 'fairlead-jobs';
/** The queue of what somebody asks for, imports and reports: one after the other, beside the scheduled jobs, which they would hold up for minutes. */
export const REQUEST_QUEUE = 'fairlead-requests';

/** Makes the partitions of venue_quality_ts for this many hours ahead of the run, and those of market_history for the days of these. */
export const makePartitionsPayload = z.strictObject({ hours_ahead: z.int().min(1).max(168) });
export type MakePartitionsPayload = z.infer<typeof makePartitionsPayload>;

/** Computes the last `windows` whole windows before the run, each of `window_seconds`, aligned to 1970. */
export const venueStatisticsPayload = z.strictObject({
  window_seconds: z.int().min(1).max(3_600),
  windows: z.int().min(1).max(1_440),
});
export type VenueStatisticsPayload = z.infer<typeof venueStatisticsPayload>;

/**
 * Drops what is older before the run: of venue_quality_ts than so many hours, of market_history than so many days. Of executions that were booked
 * within so many hours and are gone, the markouts go too.
 */
export const retentionPayload = z.strictObject({
  keep_hours: z
    .int()
    .min(24)
    .max(24 * 3_660),
  history_days: z.int().min(1).max(3_660),
  orphan_hours: z
    .int()
    .min(0)
    .max(24 * 3_660),
});
export type RetentionPayload = z.infer<typeof retentionPayload>;

/** Rolls up what venues did, and looks again at so many hours before those that are new. */
export const venuePerformancePayload = z.strictObject({ again_hours: z.int().min(0).max(8_784) });
export type VenuePerformancePayload = z.infer<typeof venuePerformancePayload>;

/** Sums execution quality by the hour, so many hours at most. */
export const qualitySumsPayload = z.strictObject({ hours_max: z.int().min(1).max(100_000) });
export type QualitySumsPayload = z.infer<typeof qualitySumsPayload>;

/** Marks executions by the mid of later, and looks again at so many minutes before those that are new. */
export const markoutsPayload = z.strictObject({ again_minutes: z.int().min(0).max(14_400) });
export type MarkoutsPayload = z.infer<typeof markoutsPayload>;

/** Deletes what is older than so many days of the demo flow's orders, and the oldest of them beyond so many GB (10^9 bytes). */
export const simulatedOrdersPayload = z.strictObject({
  keep_days: z.number().min(0.01).max(3_660),
  keep_gb: z.number().min(0).max(100_000),
});
export type SimulatedOrdersPayload = z.infer<typeof simulatedOrdersPayload>;

/** Makes the reports that were asked for and are not made yet: which, the runs say. */
export const reportRunsPayload = z.strictObject({});
export type ReportRunsPayload = z.infer<typeof reportRunsPayload>;

/** Asks for the reports that are due by the calendar, so many days after their time is over; those that need the market, of months that lie so many days back at most. */
export const dueReportsPayload = z.strictObject({
  settle_days: z.int().min(0).max(30),
  history_days: z.int().min(1).max(3_660),
});
export type DueReportsPayload = z.infer<typeof dueReportsPayload>;

/** Drops rows and files of reports that were not published, so many days after they were made; of published ones after three years. */
export const reportRetentionPayload = z.strictObject({ unpublished_days: z.int().min(1).max(3_660) });
export type ReportRetentionPayload = z.infer<typeof reportRetentionPayload>;

/** Adds up what the journal says of orders until the sums tell as far as the rows do, or so many entries have been added up. */
export const journalSumsPayload = z.strictObject({ entries_max: z.int().min(1).max(10_000_000) });
export type JournalSumsPayload = z.infer<typeof journalSumsPayload>;

/** Makes the daily roots of the journal for every day that is over. */
export const dailyRootsPayload = z.strictObject({});
export type DailyRootsPayload = z.infer<typeof dailyRootsPayload>;

/**
 * Drops partitions of the journal in which every order has ended: those that hold orders of customers when they are older than `live_days`, those of
 * simulated orders alone when they are older than `simulated_days`, and the oldest of these while they take more than `simulated_gb`.
 */
export const journalRetentionPayload = z.strictObject({
  live_days: z.int().min(1).max(36_600),
  simulated_days: z.number().min(0.01).max(3_660),
  simulated_gb: z.number().min(0).max(100_000),
});
export type JournalRetentionPayload = z.infer<typeof journalRetentionPayload>;

/** Loads what people have brought and has come whole, and gives up what has not within a day. */
export const uploadsPayload = z.strictObject({});
export type UploadsPayload = z.infer<typeof uploadsPayload>;

/** The name of the job that imports. */
export const IMPORT_ORDERS = 'import-orders';

/** Imports files of a firm that lie on the worker's machine: orders, routes and executions of `client_id` (docs/import.md). */
export const importOrdersPayload = z.strictObject({
  client_id: z.string().min(1).max(50),
  format: importFormat,
  paths: z.strictObject({ orders: z.string().min(1), routes: z.string().min(1), executions: z.string().min(1) }),
  requested_by: z.string().min(1).max(200),
});
export type ImportOrdersPayload = z.infer<typeof importOrdersPayload>;
