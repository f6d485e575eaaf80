import { delimiter, join, resolve } from 'node:path';
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
}

/** The listeners of a running system. */
export type PortName = 'web' | 'router' | 'venueSim' | 'venueSimControl' | 'worker' | 'postgres';

const LOOPBACK = '127.0.0.1';
const PORT_VARIABLES: Readonly<Record<PortName, string>> = {
  web: 'WEB_PORT',
  router: 'ROUTER_PORT',
  venueSim: 'VENUE_SIM_PORT',
  venueSimControl: 'VENUE_SIM_CONTROL_PORT',
  worker: 'WORKER_PORT',
  postgres: 'POSTGRES_PORT',
};

/** Reads and checks the environment; refuses a bad value by its name. */
export function readStartEnvironment(env: NodeJS.ProcessEnv = process.env): StartEnvironment {
  const ports: Partial<Record<PortName, number>> = {};
  for (const [name, variable] of Object.entries(PORT_VARIABLES)) {
    const port = portIn(variable, env[variable]);
    if (port !== undefined) Object.assign(ports, { [name]: port });
  }
  return {
    dataDir: dataDirIn(env),
    databaseUrl: urlIn('DATABASE_URL', env.DATABASE_URL, ['postgres:', 'postgresql:']),
    redisUrl: urlIn('REDIS_URL', env.REDIS_URL, ['redis:', 'rediss:']),
    ports,
    hosts: {
      router: env.ROUTER_HOST || LOOPBACK,
      web: env.WEB_HOST || LOOPBACK,
      publicUrl: urlIn('PUBLIC_URL', env.PUBLIC_URL, ['http:', 'https:']),
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
function dataDirIn(env: NodeJS.ProcessEnv): string {
  return env.FAIRLEAD_DATA_DIR ? resolve(env.INIT_CWD ?? '.', env.FAIRLEAD_DATA_DIR) : join(ROOT, '.data');
}

function portIn(variable: string, value: string | undefined): number | undefined {
  if (value === undefined || value === '') return undefined;
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (port < 1 || port > 65535) throw new Refusal(`${variable} is '${value}': it must be a port from 1 to 65535`);
  return port;
}

function urlIn(variable: string, value: string | undefined, protocols: readonly string[]): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) {
    throw new Refusal(`${variable} must be a URL that begins with ${protocols.join('// or ')}//`);
  }
  return value;
}
