import type { StartEnvironment } from '../env.ts';
import { Refusal } from '../refusal.ts';
import { type Layout, noteDatabase } from './layout.ts';
import type { StartOptions } from './options.ts';
import { choosePorts, type Ports } from './ports.ts';
import { progress } from './progress.ts';
import { keepSecrets } from './secrets.ts';
import { postgresSpec, services, type Watched } from './services.ts';
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
  const databaseUrl = await bringDatabase(plan, ports);
  const { hosts, inherited } = environment;
  const [venueSim, ...others] = services({
    layout,
    ports,
    secrets,
    databaseUrl,
    hosts,
    demo: options.demo,
    inherited,
  });
  const start = ({ spec, healthUrl }: Watched) => {
    const service = supervisor.start(spec);
    return () =>
      step({
        name: spec.name,
        work: () => supervisor.untilHealthy(service, healthUrl, HEALTHY_MS_MAX),
        outcome: () => `healthy at ${new URL(healthUrl).origin}`,
      });
  };
  if (venueSim !== undefined) await start(venueSim)();
  // These do not wait for each other, so they start together; each is waited for in turn.
  for (const untilHealthy of others.map(start)) await untilHealthy();
  return ports;
}

async function bringDatabase(plan: Plan, ports: Ports): Promise<string> {
  const step = progress(plan.say, plan.supervisor.signal);
  const given = plan.environment.databaseUrl;
  const url =
    given ??
    (await step({
      name: 'postgres',
      work: () => startPostgres(plan, ports),
      outcome: (at) => `accepts at ${at.replace(/\/\/.*@/, '//')}`,
    }));
  const advice =
    given === undefined
      ? `see ${plan.layout.logDir}; npm run reset begins with an empty database`
      : 'is the server of DATABASE_URL up, and may its user create tables?';
  // Loaded when needed: a refusal before this point should not wait for an ORM.
  const { migrate } = await import('@fairlead/db/migrate');
  await step({
    name: 'migrate',
    work: () => migrate(url),
    outcome: ({ applied }) => (applied.length === 0 ? 'up to date' : `${applied.length} applied`),
    advice,
  });
  const { seed } = await import('@fairlead/db/seed');
  await step({
    name: 'seed',
    work: () => seed({ databaseUrl: url, credentialsPath: plan.layout.credentialsPath }),
    outcome: ({ credentials, hint }) => `credentials ${credentials}${hint === null ? '' : `: ${hint}`}`,
    advice,
  });
  return url;
}

async function startPostgres({ supervisor, layout, environment }: Plan, ports: Ports): Promise<string> {
  const service = supervisor.start(postgresSpec({ layout, ports, inherited: environment.inherited }));
  const message = await supervisor.untilMessage(service, POSTGRES_MS_MAX);
  if (!isStarted(message)) throw new Refusal(`postgres said something unexpected: ${JSON.stringify(message)}`);
  noteDatabase(layout, message.dataDir);
  return message.url;
}

function isStarted(message: unknown): message is { url: string; dataDir: string } {
  if (typeof message !== 'object' || message === null) return false;
  return (
    'url' in message && typeof message.url === 'string' && 'dataDir' in message && typeof message.dataDir === 'string'
  );
}
