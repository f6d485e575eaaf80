import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark, BenchPorts, Findings } from './benchmark.ts';
import { sharesIn } from './cpu-profile.ts';
import { LoadProcess } from './load/load-process.ts';
import type { LoadResult, LoadShape, LoadTarget } from './load/load-task.ts';
import { orderTarget } from './load/order-target.ts';
import { type Aim, findingsOf, type Measured, shareFindings } from './order-path-findings.ts';
import { SystemMeter, type Usage } from './system-meter.ts';
import { type TradingSystem, withTradingSystem } from './trading-system.ts';

const CONNECTIONS = 64;
/** Enough that what the router cannot take meets its refusal, and not a line at the client. */
const OVERLOAD_CONNECTIONS = 3_000;
const WARM_UP_SECONDS = 20;
const IDLE_SECONDS = 3;
const TURNS = 3;
const SECONDS_A_TURN = 3;
const BARE_SECONDS = 2;
const PACED_SECONDS = 10;
const PACED_PER_SECOND = 1_000;
/** Where a thousand a second are nearer to the limit than this, the paced load is this share of it. */
const PACED_SHARE_MAX = 0.6;
const OVERLOAD = { times: 3, seconds: 60, recoveryMs: 1_000, recoverySeconds: 3 } as const;
const ONE_ROW_BYTES = 100;

/** `POST …/route` over HTTP: decide, record durably, send nothing. */
export const route: Benchmark = (ports) =>
  run({ name: 'route', status: 200, perSecondMin: 3_000, waveUsMax: 220, perOrder: null }, ports);

/** `POST …/orders` over HTTP, answered when durable; the children go to simulated venues on the same two cores. */
export const orders: Benchmark = (ports) =>
  run(
    {
      name: 'orders',
      status: 202,
      perSecondMin: 2_000,
      waveUsMax: 220,
      perOrder: { databaseUsMax: 250, venueSimUsMax: 150, clientUsMax: 100, walBytesMax: 12_000 },
    },
    ports,
  );

/** A system under load, and who loads and measures it. */
interface Bench {
  readonly aim: Aim;
  readonly system: TradingSystem;
  readonly client: LoadProcess;
  readonly meter: SystemMeter;
  readonly progress: (line: string) => void;
}

function run(aim: Aim, { progress, profile }: BenchPorts): Promise<Findings> {
  progress(`${aim.name}: starting database, venues and router`);
  const work = async (system: TradingSystem) => {
    const client = LoadProcess.start();
    const meter = new SystemMeter(system, client.pid);
    const bench = { aim, system, client, meter, progress };
    try {
      return await (profile ? profiled(bench) : measure(bench).then((measured) => findingsOf(aim, measured)));
    } finally {
      await meter.close();
      await client.stop();
    }
  };
  const routerFlags = (folder: string) => ['--cpu-prof', `--cpu-prof-dir=${profilesIn(folder)}`];
  return withTradingSystem(work, profile ? { routerFlags } : {});
}

function profilesIn(folder: string): string {
  return join(folder, 'profiles');
}

/** What the router's time goes to while it takes as much as it can. */
async function profiled(bench: Bench): Promise<Findings> {
  const { progress, aim, meter, system } = bench;
  progress(`${aim.name}: warming up`);
  await put(bench, { kind: 'CLOSED', seconds: WARM_UP_SECONDS });
  await meter.quiet();
  progress(`${aim.name}: profiling`);
  const fromUs = monotonicUs();
  const { accepted } = await put(bench, { kind: 'CLOSED', seconds: TURNS * SECONDS_A_TURN });
  const toUs = monotonicUs();
  await system.stopRouter();
  return shareFindings(sharesIn(profilesIn(system.folder), { fromUs, toUs }), accepted);
}

/** By the counter that profiles are made by. */
function monotonicUs(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}

async function measure(bench: Bench): Promise<Measured> {
  const { progress, meter, client } = bench;
  progress(`${bench.aim.name}: warming up`);
  const { lastBody } = await put(bench, { kind: 'CLOSED', seconds: WARM_UP_SECONDS });
  await meter.quiet();
  const empty = await openEmpty(bench.system, lastBody);
  const idle = await meter.during(() => new Promise((settle) => setTimeout(settle, IDLE_SECONDS * 1_000)));
  const closed: { result: LoadResult; usage: Usage }[] = [];
  const bare: Record<'empty' | 'group', LoadResult[]> = { empty: [], group: [] };
  for (let turn = 0; turn < TURNS; turn++) {
    progress(`${bench.aim.name}: as many as it takes, turn ${turn + 1} of ${TURNS}`);
    closed.push(await meter.during(() => put(bench, { kind: 'CLOSED', seconds: SECONDS_A_TURN })));
    const shape = { kind: 'CLOSED', seconds: BARE_SECONDS } as const;
    bare.empty.push(await client.run({ target: empty, connections: CONNECTIONS, shape }));
    bare.group.push(
      await client.run({ target: commits(bench, walBytesAnOrder(closed)), connections: CONNECTIONS, shape }),
    );
  }
  const perSecond = rateOf(closed);
  return { idle: { usage: idle.usage, seconds: IDLE_SECONDS }, closed, bare, ...(await paced(bench, perSecond)) };
}

/** Loads on a fixed schedule: below the limit, beside one bare row a commit; far above it, and right after that. */
async function paced(bench: Bench, capacity: number): Promise<Pick<Measured, 'paced' | 'oneRow' | 'over' | 'after'>> {
  const { progress, meter, client, aim } = bench;
  const perSecond = Math.min(PACED_PER_SECOND, Math.floor(capacity * PACED_SHARE_MAX));
  const shape = { kind: 'OPEN', perSecond, seconds: PACED_SECONDS } as const;
  progress(`${aim.name}: ${perSecond}/s for ${PACED_SECONDS} s, and one row a commit the same`);
  const own = await meter.during(() => put(bench, shape));
  const oneRow = await client.run({ target: commits(bench, ONE_ROW_BYTES), connections: CONNECTIONS, shape });
  const offered = Math.ceil(capacity * OVERLOAD.times);
  progress(`${aim.name}: ${offered}/s for ${OVERLOAD.seconds} s, three times what it takes`);
  const over = await put(bench, { kind: 'OPEN', perSecond: offered, seconds: OVERLOAD.seconds }, OVERLOAD_CONNECTIONS);
  await new Promise((settle) => setTimeout(settle, OVERLOAD.recoveryMs));
  const after = await put(bench, { ...shape, seconds: OVERLOAD.recoverySeconds });
  return { paced: { ...own, perSecond }, oneRow, over: { result: over, perSecond: offered }, after };
}

function put({ aim, system, client }: Bench, shape: LoadShape, connections = CONNECTIONS): Promise<LoadResult> {
  return client.run({ target: orderTarget(system, aim), connections, shape });
}

/** The empty route answers with what the router has just answered, so both write as many bytes. */
async function openEmpty(system: TradingSystem, body: string): Promise<LoadTarget> {
  const path = join(system.folder, 'answer.json');
  writeFileSync(path, body);
  const { port } = await system.start('empty-route', (at) => [String(at), path]);
  return { kind: 'HTTP', port, path: '/empty', headers: {}, status: 200, refusals: [] };
}

function commits({ system }: Bench, bytes: number): LoadTarget {
  return { kind: 'COMMIT', databaseUrl: system.databaseUrl, bytes };
}

function rateOf(closed: readonly { result: LoadResult }[]): number {
  const seconds = closed.reduce((sum, { result }) => sum + result.seconds, 0);
  return closed.reduce((sum, { result }) => sum + result.accepted, 0) / seconds;
}

/** So that the bare commit writes as much of the log a row as an order does. */
function walBytesAnOrder(closed: readonly { result: LoadResult; usage: Usage }[]): number {
  const bytes = closed.reduce((sum, { usage }) => sum + usage.walBytes, 0);
  return Math.round(bytes / closed.reduce((sum, { result }) => sum + result.accepted, 0));
}
