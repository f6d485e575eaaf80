import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seed } from '@fairlead/db/seed';
import { environmentForTools } from '../env.ts';
import { Refusal } from '../refusal.ts';
import { ROOT } from '../root.ts';
import { untilHealthy } from '../start/health.ts';
import { freePort, withOwnDatabase } from '../start/own-database.ts';
import { Service } from '../start/service.ts';
import { ROUTER_FLAGS } from '../start/services.ts';

/** The order path as it runs in production, without console and jobs. */
export interface TradingSystem {
  readonly routerPort: number;
  /** Where the simulated venues tell of themselves. */
  readonly controlPort: number;
  readonly databaseUrl: string;
  readonly apiKey: string;
  readonly pids: { readonly router: number; readonly venueSim: number; readonly postgres: number };
  /** Starts one more program of tooling/dist on a port and waits until `/health` answers. */
  readonly start: (name: string, args: (port: number) => readonly string[]) => Promise<{ port: number; pid: number }>;
  /** Stops the router as production does; a benchmark that reads what it leaves at its end does that itself. */
  readonly stopRouter: () => Promise<void>;
  /** A folder for what the benchmark writes. */
  readonly folder: string;
}

/** What may be other than in production. */
export interface Setup {
  /** Flags of the router's Node, for a folder of the benchmark's own. */
  readonly routerFlags?: (folder: string) => readonly string[];
  /** Fills the database before the router starts. */
  readonly prepare?: (databaseUrl: string) => Promise<void>;
  /** Puts something between the simulated venues and the router: gives the port at which that is. */
  readonly through?: (simPort: number) => Promise<number>;
}

const HEALTHY_MS_MAX = 60_000;

/** Runs work with a database, simulated venues and a router of their own; stops them all, in order, whatever happens. */
export function withTradingSystem<T>(
  work: (system: TradingSystem) => Promise<T>,
  { routerFlags = () => [], prepare = async () => {}, through = async (simPort) => simPort }: Setup = {},
): Promise<T> {
  return withOwnDatabase(async (databaseUrl, serverPid) => {
    const folder = mkdtempSync(join(tmpdir(), 'fairlead-bench-system-'));
    const services: Service[] = [];
    const launch = async (name: string, of: { args: readonly string[]; healthUrl: string; env?: object }) => {
      const env = { ...environmentForTools(), NODE_ENV: 'production', ...of.env };
      const service = Service.start({ name, args: of.args, cwd: ROOT, env, logPath: join(folder, `${name}.log`) });
      services.unshift(service);
      await untilHealthy(of.healthUrl, AbortSignal.timeout(HEALTHY_MS_MAX)).catch(() => {
        throw new Refusal(`${name} did not become healthy: ${service.lastLines(3).join(' | ')}`);
      });
      return service;
    };
    try {
      const credentialsPath = join(folder, 'credentials.json');
      await seed({ databaseUrl, credentialsPath });
      await prepare(databaseUrl);
      const ports = { sim: await freePort(), control: await freePort(), router: await freePort() };
      const venueSim = await launch('venue-sim', {
        args: [join(ROOT, 'apps/venue-sim/dist/main.js')],
        env: { VENUE_SIM_PORT: String(ports.sim), VENUE_SIM_CONTROL_PORT: String(ports.control) },
        healthUrl: `http://127.0.0.1:${ports.control}/health`,
      });
      const router = await launch('router', {
        args: [...ROUTER_FLAGS, ...routerFlags(folder), join(ROOT, 'apps/router/dist/main.js')],
        env: {
          DATABASE_URL: databaseUrl,
          ROUTER_PORT: String(ports.router),
          VENUE_SIM_PORT: String(await through(ports.sim)),
          LOG_LEVEL: 'error',
          DEMO: 'off',
        },
        healthUrl: `http://127.0.0.1:${ports.router}/health/ready`,
      });
      const start = async (name: string, args: (port: number) => readonly string[]) => {
        const port = await freePort();
        const program = join(ROOT, 'tooling/dist', `${name}.js`);
        const healthUrl = `http://127.0.0.1:${port}/health`;
        const { pid } = await launch(name, { args: [program, ...args(port)], healthUrl });
        return { port, pid };
      };
      return await work({
        routerPort: ports.router,
        controlPort: ports.control,
        databaseUrl,
        apiKey: apiKeyIn(credentialsPath),
        pids: { router: router.pid, venueSim: venueSim.pid, postgres: serverPid },
        start,
        stopRouter: async () => void (await router.stop()),
        folder,
      });
    } finally {
      for (const service of services) await service.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

function apiKeyIn(credentialsPath: string): string {
  const credentials: unknown = JSON.parse(readFileSync(credentialsPath, 'utf8'));
  const isKeyed = typeof credentials === 'object' && credentials !== null && 'api_key' in credentials;
  if (!isKeyed || typeof credentials.api_key !== 'string') throw new Error('the seed wrote no api_key');
  return credentials.api_key;
}
