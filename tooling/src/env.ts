import { delimiter, join, resolve } from 'node:path';
import { z } from 'zod';
import { Refusal } from './refusal.ts';
import { ROOT } from './root.ts';

/** What `npm start` reads from the environment. */
export interface StartEnvironment {
  /** Where everything that this installation keeps lies. */
  readonly dataDir: string;
  /** A server to use instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly ports: Readonly<Partial<Record<PortName, number>>>;
  /** Where the router and the console listen; loopback unless somebody asks for more. */
  readonly hosts: Hosts;
  /** Everything else, for the processes that we start. */
  readonly inherited: NodeJS.ProcessEnv;
}

/** The addresses on which people and their programs reach the system. */
export interface Hosts {
  readonly router: string;
  readonly web: string;
  /** How people reach the console, where that is not the address that it listens at: behind a proxy, or with TLS. */
  readonly publicUrl: string | undefined;
  /** The same of the router. */
  readonly publicRouterUrl: string | undefined;
}

/** The listeners of a running system. */
export type PortName = 'web' | 'router' | 'venueSim' | 'venueSimControl' | 'worker' | 'postgres';

const LOOPBACK = '127.0.0.1';
const PORT_VARIABLES = {
  web: 'WEB_PORT',
  router: 'ROUTER_PORT',
  venueSim: 'VENUE_SIM_PORT',
  venueSimControl: 'VENUE_SIM_CONTROL_PORT',
  worker: 'WORKER_PORT',
  postgres: 'POSTGRES_PORT',
} as const satisfies Record<PortName, string>;

/** A variable that is there and empty is one that is not set. */
const orUnset = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const port = (whose: string, usual: number) =>
  orUnset(
    z
      .string()
      .refine((text) => /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535, {
        error: ({ input }) => `is '${input}': it must be a port from 1 to 65535`,
      })
      .transform(Number),
  ).meta({ unit: 'port', description: `${whose}; ${usual} where nothing is said, or the next that is free.` });

const url = (schemes: readonly string[], description: string) =>
  orUnset(
    z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
      error: `must be a URL that begins with ${schemes.join('// or ')}//`,
    }),
  ).describe(description);

/** What `npm start` and its neighbours are told. The words here are those of docs/configuration.md. */
export const settings = z.object({
  FAIRLEAD_DATA_DIR: orUnset(z.string()).describe(
    'Where everything that this installation keeps lies, relative to where one stands; `.data` of this folder where nothing is said.',
  ),
  DATABASE_URL: url(
    ['postgres:', 'postgresql:'],
    'A PostgreSQL server to use instead of the embedded one. Its login should be allowed to make a role.',
  ),
  REDIS_URL: url(['redis:', 'rediss:'], 'Redis, for the queue of jobs and to share circuits between routers.'),
  WEB_PORT: port('The console', 3000),
  ROUTER_PORT: port('The router’s API', 4000),
  VENUE_SIM_PORT: port('The simulated venues', 4700),
  VENUE_SIM_CONTROL_PORT: port('Their faults and health', 4701),
  WORKER_PORT: port('The worker’s health', 4600),
  POSTGRES_PORT: port('The embedded database', 54_329),
  ROUTER_HOST: orUnset(z.string()).describe('The address that the router listens at; loopback where nothing is said.'),
  WEB_HOST: orUnset(z.string()).describe('The address that the console listens at; loopback where nothing is said.'),
  PUBLIC_URL: url(
    ['http:', 'https:'],
    'How people reach the console, where that is not the address that it listens at: behind a proxy, or with TLS.',
  ),
  PUBLIC_ROUTER_URL: url(
    ['http:', 'https:'],
    'How programs reach the router, where that is not the address that it listens at: `GET /api/v1/system` names it.',
  ),
  FAIRLEAD_SHARED: orUnset(z.string()).describe(
    'Where recorded data lies, for `npm run replay` and `npm run bench`; `../shared` where nothing is said.',
  ),
});

/** Reads and checks the environment; refuses a bad value by its name. */
export function readStartEnvironment(env: NodeJS.ProcessEnv = process.env): StartEnvironment {
  const read = settings.safeParse(env);
  if (!read.success)
    throw new Refusal(read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; '));
  const said = read.data;
  const ports: Partial<Record<PortName, number>> = {};
  for (const [name, variable] of Object.entries(PORT_VARIABLES)) {
    if (said[variable] !== undefined) Object.assign(ports, { [name]: said[variable] });
  }
  return {
    dataDir: dataDirOf(said.FAIRLEAD_DATA_DIR, env),
    databaseUrl: said.DATABASE_URL,
    redisUrl: said.REDIS_URL,
    ports,
    hosts: {
      router: said.ROUTER_HOST ?? LOOPBACK,
      web: said.WEB_HOST ?? LOOPBACK,
      publicUrl: said.PUBLIC_URL,
      publicRouterUrl: said.PUBLIC_ROUTER_URL,
    },
    inherited: env,
  };
}

/** Where recorded data lies and which folder relative paths are meant from: what `npm run replay` and `npm run bench` read. */
export function readReplayEnvironment(env: NodeJS.ProcessEnv = process.env): { shared: string; from: string } {
  const from = env.INIT_CWD ?? process.cwd();
  return { from, shared: env.FAIRLEAD_SHARED ? resolve(from, env.FAIRLEAD_SHARED) : resolve(ROOT, '../shared') };
}

/**
 * The environment for programs that tooling starts: our own, with the workspace's tools on the path, because turbo
 * looks for `pnpm` there, and with the tools' telemetry off.
 */
export function environmentForTools(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: [join(ROOT, 'node_modules/.bin'), process.env.PATH].filter(Boolean).join(delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

// npm runs root scripts in the root; a path given by a person is meant from where they stood.
function dataDirOf(said: string | undefined, env: NodeJS.ProcessEnv): string {
  return said === undefined ? join(ROOT, '.data') : resolve(env.INIT_CWD ?? '.', said);
}
