import { z } from 'zod';

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** What the worker is told. The words here are those of docs/configuration.md; a unit stands at every number. */
export const settings = z.object({
  DATABASE_URL: z.string().min(1).describe('The database, as a URL.'),
  REDIS_URL: z
    .string()
    .min(1)
    .optional()
    .describe('Where set, the jobs’ queue lives in Redis instead of the database.'),
  WORKER_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(4600)
    .meta({ unit: 'port', description: 'Health and metrics, always on loopback; 0 lets the system choose.' }),
  MARKET_HISTORY_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3_660)
    .default(90)
    .meta({ unit: 'days', description: 'How long what the market showed is kept.' }),
  ORDER_YEARS: z.coerce.number().int().min(1).max(100).default(6).meta({
    unit: 'years',
    description:
      'How long orders of customers are kept, with every entry of the journal and every decision of theirs, after the last that happened to them; an order that has not ended stays. Six by SEC rule 17a-4.',
  }),
  REPORT_ROW_DAYS: z.coerce.number().int().min(1).max(3_660).default(90).meta({
    unit: 'days',
    description:
      'How long rows and files of a report are kept that is not published; those of published ones stay for three years.',
  }),
  SIMULATED_ORDER_DAYS: z.coerce
    .number()
    .min(0.01)
    .max(3_660)
    .default(2)
    .meta({ unit: 'days', description: 'How long orders of the demo flow are kept that have ended.' }),
  SIMULATED_ORDER_GB: z.coerce.number().min(0).max(100_000).default(2).meta({
    unit: 'GB (10⁹ bytes)',
    description:
      'No more than so much of these, half of it in the journal and half in the tables that are made of it; those of the last hour stay.',
  }),
  LOG_LEVEL: z.enum(LEVELS).default('info').describe('The least grave line that is logged.'),
});

/** The settings of the worker process, read once. */
export type WorkerEnv = z.infer<typeof settings>;

/** Reads and checks the environment; throws one line that names every bad value. The only reader of process.env in this app. */
export function readEnv(source: Record<string, string | undefined> = process.env): WorkerEnv {
  const parsed = settings.safeParse(source);
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
