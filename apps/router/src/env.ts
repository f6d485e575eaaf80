import { trustedProxies } from '@fairlead/contracts/client-address';
import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/** What the router is told. The words here are those of docs/configuration.md; a unit stands at every number. */
export const settings = z.object({
  DATABASE_URL: z.string().min(1).describe('The database, as a URL.'),
  ROUTER_PORT: port
    .default(4000)
    .meta({ unit: 'port', description: 'Where its API listens; 0 lets the system choose.' }),
  ROUTER_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('The address that its API listens at. Another than loopback lets other machines reach it, without TLS.'),
  VENUE_SIM_HOST: z.string().default('127.0.0.1').describe('Where the venues are.'),
  VENUE_SIM_PORT: port.default(4700).meta({ unit: 'port', description: 'The port of the venues there.' }),
  REDIS_URL: z
    .string()
    .min(1)
    .optional()
    .describe('Where circuits are shared with other routers; without, each has its own.'),
  JWKS_URL: z.url().optional().describe('Where the keys are that sign people’s tokens; without, API keys only.'),
  WEB_URL: z.url().optional().describe('The console, which signs people’s tokens.'),
  ROUTER_URL: z
    .url()
    .optional()
    .describe('How others reach this router; where it is not said, by the address that it listens at.'),
  DEMO: z.enum(['on', 'off']).default('off').describe('Whether the marked demo flow of orders runs.'),
  DEMO_ORDERS_PER_SECOND: z.coerce
    .number()
    .positive()
    .max(1_000)
    .default(1.5)
    .meta({ unit: 'orders a second', description: 'How fast the demo flow is.' }),
  DATA_DIR: z.string().min(1).optional().describe('Where the data of this installation lies; its disk is watched.'),
  DATABASE_DISK: z
    .enum(['ours', 'elsewhere'])
    .default('elsewhere')
    .describe('Whether the database lies there too, or is a server of somebody else’s.'),
  DISK_LOW_GB: z.coerce
    .number()
    .nonnegative()
    .default(2)
    .meta({ unit: 'GB (10⁹ bytes)', description: 'With less of the disk free, new orders are refused.' }),
  LOG_LEVEL: z.enum(LEVELS).default('info').describe('The least grave line that is logged.'),
  METRIC_NAMES: z
    .enum(['fairlead', 'documents', 'both'])
    .default('fairlead')
    .describe(
      'How `/metrics` names what the broker document names too, as `routing.decisions`, `routing.latency` and `broker.connections.active`: our way, the document’s in the form of Prometheus (`routing_decisions_total`, `routing_latency_seconds`, `broker_connections_active`), or both.',
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url()
    .optional()
    .describe(
      'Where a collector of OpenTelemetry takes OTLP over HTTP, without `/v1/traces`; with it, requests that are sampled are told as spans, orders with the time until decided and until durable.',
    ),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .default('')
    .describe('Headers for the collector, `name=value` by comma, percent-encoded: mostly a key.'),
  OTEL_SERVICE_NAME: z.string().min(1).default('fairlead-router').describe('What the collector knows the router as.'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1).meta({
    unit: 'share',
    description:
      'How many of the traces that begin here are kept; of others whoever has begun them says (`parentbased_traceidratio`).',
  }),
  REQUESTS_PER_SECOND_OF_KEY: z.coerce
    .number()
    .int()
    .positive()
    .default(5_000)
    .meta({ unit: 'requests a second', description: 'What one key may ask; cancels and halts are not counted.' }),
  REQUESTS_PER_SECOND_OF_CLIENT: z.coerce.number().int().positive().default(8_000).meta({
    unit: 'requests a second',
    description: 'What all keys and users of a client together may ask; cancels and halts are not counted.',
  }),
  MAX_CONNECTIONS: z.coerce
    .number()
    .int()
    .positive()
    .default(8_000)
    .meta({ unit: 'connections', description: 'Open connections at most, streams included.' }),
  MAX_CONNECTIONS_OF_ADDRESS: z.coerce.number().int().positive().default(4_000).meta({
    unit: 'connections',
    description:
      'Of one address at most; of an address behind a proxy that is trusted, requests and streams that are open.',
  }),
  TRUSTED_PROXIES: trustedProxies.describe(
    'Addresses or networks (`10.0.0.0/8`), by comma, of proxies whose word on a client’s address counts; what is bounded by address is then bounded by the client’s.',
  ),
  MAX_WAIT_MS: z.coerce.number().int().positive().default(150).meta({
    unit: 'ms',
    description: 'An order that would wait longer until it is decided is refused before its body is read.',
  }),
  MAX_OVERLOADED_WAIT_MS: z.coerce.number().int().positive().default(30).meta({
    unit: 'ms',
    description: 'The same once somebody had to be refused, and for a second after the last one.',
  }),
  MAX_IN_FLIGHT: z.coerce
    .number()
    .int()
    .positive()
    .default(2_000)
    .meta({ unit: 'orders', description: 'Orders that wait to be decided at most.' }),
  STREAM_WINDOW: z.coerce.number().int().positive().default(20_000).meta({
    unit: 'messages',
    description: 'How far a reader of the stream may be behind before it is told a GAP.',
  }),
  MAX_WAVES: z.coerce
    .number()
    .int()
    .min(1)
    .max(50)
    .default(8)
    .meta({ unit: 'waves', description: 'How often an order is planned at most, beside what rests.' }),
  REPLAN_EVERY_MS: z.coerce.number().int().min(0).default(500).meta({
    unit: 'ms',
    description: 'What rests is planned again no oftener than this, where its market may be better; 0: never.',
  }),
  SESSION_HOURS: z
    .enum(['exchange', 'always'])
    .default('always')
    .describe('Whose hours count: simulated venues trade always; a router on real ones says `exchange`.'),
  CLOSED_MARKET: z
    .enum(['reject', 'park'])
    .default('reject')
    .describe('What becomes of an order that comes while its market is closed: refused, or held until it opens.'),
  RUNAWAY_CHILDREN_PER_SECOND_OF_ORDER: z.coerce.number().int().positive().default(300).meta({
    unit: 'child orders a second',
    description: 'More new ones of one order are a runaway, and are halted; some waves to every venue stay below.',
  }),
  RUNAWAY_CHILDREN_PER_SECOND: z.coerce
    .number()
    .int()
    .positive()
    .default(20_000)
    .meta({ unit: 'child orders a second', description: 'The same of all orders together.' }),
  CHILD_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .positive()
    .default(5_000)
    .meta({ unit: 'ms', description: 'A venue that has not answered to a child order by then is asked about it.' }),
});

/** The settings of the router process, read once. */
export type RouterEnv = z.infer<typeof settings>;

/** Reads and checks the environment; throws one line that names every bad value. The only reader of process.env in this app. */
export function readEnv(source: Record<string, string | undefined> = process.env): RouterEnv {
  const parsed = settings.safeParse(source);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`router cannot start, bad environment: ${faults.join('; ')}`);
}
