import { join } from 'node:path';
import type { ServiceKeys } from '@fairlead/db/service-keys';
import type { Hosts } from '../env.ts';
import { ROOT } from '../root.ts';
import { untilHealthy } from './health.ts';
import type { Watched } from './kept-service.ts';
import type { Layout } from './layout.ts';
import type { Ports } from './ports.ts';
import type { Secrets } from './secrets.ts';
import type { ServiceSpec } from './service.ts';

/** What the processes are to know of each other. */
export interface System {
  readonly layout: Layout;
  readonly ports: Ports;
  readonly secrets: Secrets;
  readonly serviceKeys: ServiceKeys;
  readonly databaseUrl: string;
  /** The database is ours, and lies with the data. */
  readonly isEmbedded: boolean;
  readonly hosts: Hosts;
  readonly demo: boolean;
  readonly inherited: NodeJS.ProcessEnv;
}

const HOST = '127.0.0.1';
/** A database that was killed has to read its log again, and a checkpoint takes its time. */
const POSTGRES_STOP_MS_MAX = 60_000;

/** The console's address. */
export const webUrl = (ports: Ports): string => `http://${HOST}:${ports.web}`;
/** The router's address. */
export const routerUrl = (ports: Ports): string => `http://${HOST}:${ports.router}`;

/** The embedded database as a process of its own, so that a Ctrl-C does not reach it before those that write to it. */
export function postgresSpec({
  layout,
  ports,
  inherited,
}: Pick<System, 'layout' | 'ports' | 'inherited'>): ServiceSpec {
  return {
    name: 'postgres',
    args: [join(ROOT, 'tooling/dist/postgres.js'), layout.postgresDir, String(ports.postgres)],
    cwd: ROOT,
    env: inherited,
    logPath: join(layout.logDir, 'postgres.log'),
    stopMsMax: POSTGRES_STOP_MS_MAX,
  };
}

/** The processes of the system but for the database, in the order in which they start; they stop in the opposite one. */
export function services(system: System): Watched[] {
  const { ports } = system;
  const watched = (spec: ServiceSpec, port: number, path: string): Watched => ({
    spec,
    well: async (_running, signal) => {
      await untilHealthy(`http://${HOST}:${port}${path}`, signal);
      return `healthy at http://${HOST}:${port}`;
    },
  });
  return [
    watched(app(system, 'venue-sim'), ports.venueSimControl, '/health'),
    watched(app(system, 'worker'), ports.worker, '/health'),
    watched(app(system, 'router', ROUTER_FLAGS), ports.router, '/health/ready'),
    watched(web(system), ports.web, '/api/health'),
  ];
}

/** What Node runs the router with: short-lived objects of an order find room until it is done, so that the collector copies fewer (ADR 0087). */
export const ROUTER_FLAGS: readonly string[] = ['--max-semi-space-size=64'];

function app(system: System, name: string, flags: readonly string[] = []): ServiceSpec {
  return {
    name,
    args: [...flags, join(ROOT, 'apps', name, 'dist/main.js')],
    cwd: join(ROOT, 'apps', name),
    // How it is reached from outside the router tells others; who is beside it reaches it as it listens.
    env:
      name === 'router' && system.hosts.publicRouterUrl !== undefined
        ? { ...environment(system), ROUTER_URL: system.hosts.publicRouterUrl }
        : environment(system),
    logPath: join(system.layout.logDir, `${name}.log`),
  };
}

function web(system: System): ServiceSpec {
  const folder = join(ROOT, 'apps/web');
  const { layout, ports, secrets, serviceKeys } = system;
  return {
    name: 'web',
    args: [join(folder, 'server.mjs'), '--hostname', system.hosts.web, '--port', String(ports.web)],
    cwd: folder,
    // Only the console signs sessions, so only it is given the secret; its key at the router is nobody else's either.
    env: {
      ...environment(system),
      BETTER_AUTH_SECRET: secrets.betterAuthSecret,
      ROUTER_KEY: serviceKeys.console,
    },
    logPath: join(layout.logDir, 'web.log'),
  };
}

function environment({ layout, ports, databaseUrl, isEmbedded, hosts, demo, inherited }: System): NodeJS.ProcessEnv {
  return {
    ...inherited,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: databaseUrl,
    DATA_DIR: layout.dataDir,
    DATABASE_DISK: isEmbedded ? 'ours' : 'elsewhere',
    VENUE_SIM_PORT: String(ports.venueSim),
    VENUE_SIM_CONTROL_PORT: String(ports.venueSimControl),
    ROUTER_HOST: hosts.router,
    ROUTER_PORT: String(ports.router),
    ROUTER_URL: routerUrl(ports),
    WEB_PORT: String(ports.web),
    // Behind a proxy, people reach the console by another address than the one that it listens at.
    WEB_URL: hosts.publicUrl ?? webUrl(ports),
    WORKER_PORT: String(ports.worker),
    WORKER_URL: `http://${HOST}:${ports.worker}`,
    JWKS_URL: `${webUrl(ports)}/api/auth/jwks`,
    CREDENTIALS_PATH: layout.credentialsPath,
    LOG_DIR: layout.logDir,
    DEMO: demo ? 'on' : 'off',
  };
}
