import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { settings as ofTheStarter } from '../src/env.ts';
import { ROOT } from '../src/root.ts';
import { services } from '../src/start/services.ts';

const HEAD = `# Settings

Everything that Fairlead reads from its environment, process by process. A value that cannot be read stops the start with its name. \`npm start\` hands its whole environment on,
so that a setting of any process is said to it: \`MAX_WAIT_MS=100 npm start\`. What is marked with * it says itself, whatever the environment has; only who starts a process alone says these.
Lengths of time, sizes and rates have their unit beside them. Secrets are in none of this but \`DATABASE_URL\`, \`REDIS_URL\`, \`OTEL_EXPORTER_OTLP_HEADERS\`, \`BETTER_AUTH_SECRET\` and \`ROUTER_KEY\`: they are kept out of logs
([docs/operations.md](operations.md#logs)). A test writes this page out of the \`env.ts\` of every process: \`npx vitest run tooling/test/configuration-page.test.ts -u\`.
`;

/** What each process is, in the order in which a person meets them; a new app has to be named here. */
const PROCESSES: Readonly<Record<string, string>> = {
  tooling: 'npm start',
  router: 'Router',
  web: 'Console',
  worker: 'Worker',
  'venue-sim': 'Simulated venues',
};

const shape = z.object({
  properties: z.record(
    z.string(),
    z.object({
      description: z.string().min(10),
      unit: z.string().optional(),
      type: z.string().optional(),
      enum: z.array(z.string()).optional(),
      default: z.union([z.string(), z.number(), z.array(z.string())]).optional(),
      minimum: z.number().optional(),
      exclusiveMinimum: z.number().optional(),
      maximum: z.number().optional(),
    }),
  ),
});
type Setting = z.infer<typeof shape>['properties'][string];

/** Up to this a bound is a rule; beyond it stands the largest number that a machine counts to. */
const BOUND_MOST = 2 ** 53 - 2;

function valuesOf({ enum: words, type, unit, ...bounds }: Setting): string {
  if (words !== undefined) return words.map((word) => `\`${word}\``).join(', ');
  if (unit === 'port' || unit === undefined) return unit ?? '';
  const { minimum, exclusiveMinimum, maximum } = bounds;
  const least = exclusiveMinimum === undefined ? (minimum ?? -BOUND_MOST) : exclusiveMinimum;
  const from = exclusiveMinimum === undefined ? `${least} or more` : `more than ${least}`;
  const to = maximum === undefined || maximum > BOUND_MOST ? '' : `, ${maximum} at most`;
  return `${unit}; ${type === 'integer' ? 'whole, ' : ''}${from}${to}`;
}

function defaultOf({ default: usual }: Setting, isNeeded: boolean): string {
  if (isNeeded) return 'must be said';
  if (usual === undefined || usual === '' || (Array.isArray(usual) && usual.length === 0)) return '';
  return `\`${String(usual)}\``;
}

function tableOf(settings: z.ZodObject, said: ReadonlySet<string>): string {
  const { properties } = shape.parse(z.toJSONSchema(settings, { unrepresentable: 'any' }));
  const rows = Object.entries(properties).map(([name, setting]) => {
    const isNumber = setting.type === 'number' || setting.type === 'integer';
    if (isNumber && setting.unit === undefined) throw new Error(`${name} is a number without a unit`);
    const isNeeded = !z.safeParse(z.object({ [name]: settings.shape[name] ?? z.never() }), {}).success;
    const mark = said.has(name) ? ' *' : '';
    return `| \`${name}\`${mark} | ${defaultOf(setting, isNeeded)} | ${valuesOf(setting)} | ${setting.description} |`;
  });
  return ['| setting | default | values | |', '|---|---|---|---|', ...rows, ''].join('\n');
}

/** What `npm start` says to a process, whatever its own environment has. */
function saidByTheStarter(name: string): ReadonlySet<string> {
  const layout = { dataDir: '', logDir: '', postgresDir: '', secretsPath: '', credentialsPath: '', servicesPath: '' };
  const ports = { web: 1, router: 2, venueSim: 3, venueSimControl: 4, worker: 5, postgres: 6 };
  const hosts = { router: '', web: '', publicUrl: undefined, publicRouterUrl: undefined };
  const keys = { secrets: { betterAuthSecret: '' }, serviceKeys: { console: '' } };
  const system = { layout, ports, hosts, ...keys, databaseUrl: '', isEmbedded: true };
  const started = services({ ...system, demo: true, inherited: {} }).find(({ spec }) => spec.name === name);
  return new Set(Object.keys(started?.spec.env ?? {}));
}

const envModule = z.object({ settings: z.custom<z.ZodObject>((value) => value instanceof z.ZodObject) });

async function settingsOf(name: string): Promise<z.ZodObject> {
  if (name === 'tooling') return ofTheStarter;
  const loaded: unknown = await import(pathToFileURL(join(ROOT, 'apps', name, 'src/env.ts')).href);
  return envModule.parse(loaded).settings;
}

test('docs/configuration.md lists every setting of every process, with its default, values and meaning', async () => {
  const apps = readdirSync(join(ROOT, 'apps')).filter((name) => existsSync(join(ROOT, 'apps', name, 'src/env.ts')));
  expect(Object.keys(PROCESSES).sort()).toEqual([...apps, 'tooling'].sort());
  const sections: string[] = [];
  for (const [name, title] of Object.entries(PROCESSES)) {
    sections.push(`\n## ${title}\n\n${tableOf(await settingsOf(name), saidByTheStarter(name))}`);
  }
  await expect(`${HEAD}${sections.join('')}`).toMatchFileSnapshot('../../docs/configuration.md');
});
