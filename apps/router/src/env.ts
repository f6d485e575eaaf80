import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  ROUTER_PORT: port.default(4000),
  ROUTER_HOST: z.string().default('127.0.0.1'),
  VENUE_SIM_HOST: z.string().default('127.0.0.1'),
  VENUE_SIM_PORT: port.default(4700),
  /** Where circuits are shared with other routers; without, each has its own. */
  REDIS_URL: z.string().min(1).optional(),
  JWKS_URL: z.url().optional(),
  WEB_URL: z.url().optional(),
  /** How others reach this router; where it is not said, by the address that it listens at. */
  ROUTER_URL: z.url().optional(),
  DEMO: z.enum(['on', 'off']).default('off'),
  DEMO_ORDERS_PER_SECOND: z.coerce.number().positive().max(1_000).default(1.5),
  /** Where the data of this installation lies; its disk is watched. */
  DATA_DIR: z.string().min(1).optional(),
  /** Whether the database lies there too, or is a server of somebody else's. */
  DATABASE_DISK: z.enum(['ours', 'elsewhere']).default('elsewhere'),
  /** With fewer GB (10^9 bytes) free, new orders are refused. */
  DISK_LOW_GB: z.coerce.number().nonnegative().default(2),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** What a key, and all keys and users of a client together, may ask; cancels are not counted. */
  REQUESTS_PER_SECOND_OF_KEY: z.coerce.number().int().positive().default(5_000),
  REQUESTS_PER_SECOND_OF_CLIENT: z.coerce.number().int().positive().default(8_000),
  MAX_CONNECTIONS: z.coerce.number().int().positive().default(8_000),
  MAX_CONNECTIONS_OF_ADDRESS: z.coerce.number().int().positive().default(4_000),
  /** An order that would wait longer until it is decided is refused before its body is read. */
  MAX_WAIT_MS: z.coerce.number().int().positive().default(150),
  /** The same once somebody had to be refused, and for a second after the last one. */
  MAX_OVERLOADED_WAIT_MS: z.coerce.number().int().positive().default(30),
  MAX_IN_FLIGHT: z.coerce.number().int().positive().default(2_000),
  /** Messages that a reader of the stream may be behind before it is told a GAP. */
  STREAM_WINDOW: z.coerce.number().int().positive().default(20_000),
  MAX_WAVES: z.coerce.number().int().min(1).max(50).default(8),
  /** What rests of an order is planned again no oftener than this, where its market may be better; 0: never. */
  REPLAN_EVERY_MS: z.coerce.number().int().min(0).default(500),
  /** Whose hours count: simulated venues trade always; a router on real ones says `exchange`. */
  SESSION_HOURS: z.enum(['exchange', 'always']).default('always'),
  /** What becomes of an order that comes while its market is closed. */
  CLOSED_MARKET: z.enum(['reject', 'park']).default('reject'),
  /** New children within a second beyond which something runs away and is halted: of one order (some waves to every venue), and of all together. */
  RUNAWAY_CHILDREN_PER_SECOND_OF_ORDER: z.coerce.number().int().positive().default(300),
  RUNAWAY_CHILDREN_PER_SECOND: z.coerce.number().int().positive().default(20_000),
  CHILD_TIMEOUT_MS: z.coerce.number().int().positive().default(5_000),
});

/** The settings of the router process, read once. */
export type RouterEnv = z.infer<typeof schema>;

/** Reads and checks the environment; throws one line that names every bad value. The only reader of process.env in this app. */
export function readEnv(source: Record<string, string | undefined> = process.env): RouterEnv {
  const parsed = schema.safeParse(source);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`router cannot start, bad environment: ${faults.join('; ')}`);
}
