import { z } from 'zod';

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  /** Where set, the jobs' queue lives in Redis instead of the database. */
  REDIS_URL: z.string().min(1).optional(),
  /** Health, always on loopback; 0 lets the system choose. */
  WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(4600),
  /** How long the history of the market is kept. */
  MARKET_HISTORY_DAYS: z.coerce.number().int().min(1).max(3_660).default(90),
  /** How many years orders of customers are kept: six by SEC rule 17a-4. */
  ORDER_YEARS: z.coerce.number().int().min(1).max(100).default(6),
  /** How long rows and files of a report are kept that is not published; those of published ones stay for three years. */
  REPORT_ROW_DAYS: z.coerce.number().int().min(1).max(3_660).default(90),
  /** How much of the demo flow's orders is kept: those of so many days, and no more than so many GB (10^9 bytes), half of them in the journal. */
  SIMULATED_ORDER_DAYS: z.coerce.number().min(0.01).max(3_660).default(2),
  SIMULATED_ORDER_GB: z.coerce.number().min(0).max(100_000).default(2),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** The settings of the worker process, read once. */
export type WorkerEnv = z.infer<typeof schema>;

/** Reads and checks the environment; throws one line that names every bad value. The only reader of process.env in this app. */
export function readEnv(source: Record<string, string | undefined> = process.env): WorkerEnv {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`worker cannot start, bad environment: ${faults.join('; ')}`);
}

/** Where a program of the worker's finds what it works on. */
export interface ProgramLocation {
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
}

/** The same of a program that a person starts; null where it is given no database, and so only reads its words. */
export function readProgramLocation(source: Record<string, string | undefined> = process.env): ProgramLocation | null {
  if (source.DATABASE_URL === undefined) return null;
  const { DATABASE_URL, REDIS_URL } = readEnv(source);
  return { databaseUrl: DATABASE_URL, redisUrl: REDIS_URL };
}
