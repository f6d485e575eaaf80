import type { StartEnvironment } from '../env.ts';
import type { Watched } from './kept-service.ts';
import { type Layout, noteDatabase } from './layout.ts';
import { endLeftServer } from './left-server.ts';
import type { StartOptions } from './options.ts';
import { choosePorts, type Ports } from './ports.ts';
import { readAddress } from './postgres-address.ts';
import { markOf, type ProcessMark } from './process-table.ts';
import { progress, rejection } from './progress.ts';
import { keepSecrets } from './secrets.ts';
import { postgresSpec, type System, services } from './services.ts';
import type { Supervisor } from './supervisor.ts';

/** What bringing a system up needs. */
export interface Plan {
  readonly supervisor: Supervisor;
  readonly environment: StartEnvironment;
  readonly options: StartOptions;
  readonly layout: Layout;
  readonly say: (line: string) => void;
}

const POSTGRES_MS_MAX = 60_000;
const HEALTHY_MS_MAX = 60_000;

/** Starts the whole system, each part when what it needs is there, and gives its ports. Throws when a part fails. */
export async function bringUp(plan: Plan): Promise<Ports> {
  const { environment, options, layout, supervisor } = plan;
  const step = progress(plan.say, plan.supervisor.signal);
  const secrets = keepSecrets(layout.secretsPath);
  const ports = await choosePorts({ base: options.portBase, asked: environment.ports });
  const { databaseUrl, serviceKeys } = await bringDatabase(plan, ports);
  const { hosts, inherited } = environment;
  const [venueSim, ...others] = services({
    layout,
    ports,
    secrets,
    serviceKeys,
    databaseUrl,
    isEmbedded: environment.databaseUrl === undefined,
    hosts,
    demo: options.demo,
    inherited,
  });
  const start = (watched: Watched) => {
    const service = supervisor.start(watched);
    return () =>
      step({
        name: service.name,
        work: () => supervisor.untilWell(service, HEALTHY_MS_MAX),
        outcome: (word) => word,
      });
  };
  if (venueSim !== undefined) await start(venueSim)();
  // These do not wait for each other, so they start together; each is waited for in turn.
  for (const untilHealthy of others.map(start)) await untilHealthy();
  return ports;
}

async function bringDatabase(plan: Plan, ports: Ports): Promise<Pick<System, 'databaseUrl' | 'serviceKeys'>> {
  const step = progress(plan.say, plan.supervisor.signal);
  const given = plan.environment.databaseUrl;
  const advice =
    given === undefined
      ? `see ${plan.layout.logDir}; npm run reset begins with an empty database`
      : 'is DATABASE_URL right, and may its user create tables?';
  const url =
    given === undefined
      ? await step({ name: 'postgres', work: () => startPostgres(plan, ports), outcome: acceptsAt })
      : await step({ name: 'database', work: () => awaitDatabase(plan, given), outcome: acceptsAt, advice });
  // Loaded when needed: a refusal before this point should not wait for an ORM.
  const { migrate } = await import('@fairlead/db/migrate');
  await step({
    name: 'migrate',
    work: () => migrate(url),
    outcome: ({ applied }) => (applied.length === 0 ? 'up to date' : `${applied.length} applied`),
    advice,
  });
  const { seed } = await import('@fairlead/db/seed');
  const { keepServiceKeys } = await import('@fairlead/db/service-keys');
  const { credentialsPath, servicesPath } = plan.layout;
  const { serviceKeys } = await step({
    name: 'seed',
    work: async () => ({
      ...(await seed({ databaseUrl: url, credentialsPath })),
      serviceKeys: await keepServiceKeys({ databaseUrl: url, path: servicesPath }),
    }),
    outcome: ({ credentials, hint }) => `credentials ${credentials}${hint === null ? '' : `: ${hint}`}`,
    advice,
  });
  const { addressForApplications } = await import('@fairlead/db/application-role');
  const databaseUrl = await addressForApplications(url, (line) => plan.say(`role      ${line}`));
  return { databaseUrl, serviceKeys };
}

/** A server of somebody else's may come up later than we do. */
async function awaitDatabase({ supervisor, say }: Plan, url: string): Promise<string> {
  const { untilReachable } = await import('@fairlead/db/reachable');
  const onWaiting = (reason: string) => say(`database  is not there yet, waiting for it: ${reason}`);
  await untilReachable(url, { onWaiting, signal: supervisor.signal });
  return url;
}

/** Without the password, wherever in the address it is. */
function acceptsAt(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `accepts at ${protocol}//${host}${pathname}`;
}

/** The address is the same after every further start: the port is kept, and the password is in the data. */
async function startPostgres({ supervisor, layout, environment }: Plan, ports: Ports): Promise<string> {
  let url = '';
  let server: ProcessMark | undefined;
  const service = supervisor.start({
    spec: postgresSpec({ layout, ports, inherited: environment.inherited }),
    well: async (running, signal) => {
      const address = readAddress(await Promise.race([running.message, rejection(signal)]));
      noteDatabase(layout, address.dataDir);
      url = address.url;
      server = markOf(address.serverPid);
      return acceptsAt(url);
    },
    endLeftovers: async () => {
      if (server !== undefined) await endLeftServer(server);
    },
  });
  await supervisor.untilWell(service, POSTGRES_MS_MAX);
  return url;
}
