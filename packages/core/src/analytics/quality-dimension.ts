/**
 * By what executions are told apart. HOUR is that of the day, DAY, MONTH and QUARTER those of the calendar, all in New York. SIZE is the bucket of the
 * whole order, CLIENT whose order it is.
 */
export const QUALITY_DIMENSIONS = [
  'VENUE',
  'INSTRUMENT',
  'OBJECTIVE',
  'SIZE',
  'CLIENT',
  'SOURCE',
  'HOUR',
  'DAY',
  'MONTH',
  'QUARTER',
] as const;
export type QualityDimension = (typeof QUALITY_DIMENSIONS)[number];

/**
 * Where executions come from: ROUTED by Fairlead; REPORTED, decided here and executed by its client; IMPORTED, out of the firm's own files; LOOK_THROUGH,
 * imported, but routed by another firm.
 */
export const EXECUTION_SOURCES = ['ROUTED', 'REPORTED', 'IMPORTED', 'LOOK_THROUGH'] as const;
export type ExecutionSource = (typeof EXECUTION_SOURCES)[number];

/** The lower bounds of the sizes of orders by their worth in their currency: those of Rule 605 (17 CFR 242.600(b), amended 2024). The last holds large orders. */
export const SIZE_BUCKETS = ['0', '250', '1000', '5000', '10000', '20000', '50000', '200000'] as const;
export type SizeBucket = (typeof SIZE_BUCKETS)[number];
