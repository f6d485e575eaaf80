import { z } from 'zod';

const figure = z.strictObject({ what: z.string(), value: z.string() });

/** What is taken from a whole system while orders go on. */
const FAILURES = [
  'ROUTER_KILLED',
  'DATABASE_KILLED',
  'DATABASE_RESTARTED',
  'DATABASE_STOPPED',
  'DATABASE_HUNG',
  'DISK_FULL',
  'VENUES_KILLED',
  'REDIS_STOPPED',
  'VENUE_FAULT',
] as const;
export type Failure = (typeof FAILURES)[number];

/** A failure that was tried, once or more often. */
const trial = z.strictObject({
  failure: z.enum(FAILURES),
  /** From the failure until orders were taken and executed as before, each time, in milliseconds. */
  outageMs: z.array(z.number()),
  /** The same, counted from when what had failed was started or let go again. */
  recoverMs: z.array(z.number()),
  /** What was held against the venues' own books, and in how many places these did not agree. */
  orders: z.number(),
  executions: z.number(),
  differences: z.number(),
});
export type Trial = z.infer<typeof trial>;

/** One cell of a table that an ordeal fills. */
const cell = z.strictObject({ row: z.string(), column: z.string(), says: z.string() });
export type Cell = z.infer<typeof cell>;

/** What an ordeal came to, as it is kept in `bench/ordeals/<name>.json`. */
export const ordealResult = z.object({
  name: z.string(),
  tries: z.string(),
  machine: z.string(),
  commit: z.string(),
  /** ISO time at which it ended. */
  endedAt: z.string(),
  seconds: z.number(),
  env: z.record(z.string(), z.string()),
  passed: z.number(),
  failed: z.number(),
  /** What was measured, and what is to be known. */
  figures: z.array(figure),
  /** What is too long for a page, and stands here alone. */
  details: z.array(figure).default([]),
  trials: z.array(trial).default([]),
  cells: z.array(cell).default([]),
});
export type OrdealResult = z.infer<typeof ordealResult>;
/** What a run itself came to, before anything is said about it. */
export type Outcome = Pick<OrdealResult, 'passed' | 'failed'> & Noted;
export type OrdealFigure = z.infer<typeof figure>;
/** What tests have written down. */
export type Noted = Pick<OrdealResult, 'figures' | 'details' | 'trials' | 'cells'>;

const line = z.union([figure, trial, cell]);

/** What tests appended as JSON lines: figures, trials and cells, as they come. */
export function notedIn(text: string): Noted {
  const noted: Noted = { figures: [], details: [], trials: [], cells: [] };
  for (const each of text.split('\n')) {
    if (each === '') continue;
    const said = line.parse(JSON.parse(each));
    if ('failure' in said) noted.trials.push(said);
    else if ('row' in said) noted.cells.push(said);
    else noted.figures.push(said);
  }
  return noted;
}
