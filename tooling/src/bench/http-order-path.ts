import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { US_EQUITY_INSTRUMENTS } from '@fairlead/core/catalogue/us-equity-instruments';
import {
  atLeast,
  atMost,
  type Benchmark,
  type BenchPorts,
  compared,
  distribution,
  type Findings,
  figure,
  type Metric,
  type Ratio,
} from './benchmark.ts';
import { type Answer, HttpLoad } from './http-load.ts';
import { openLoop } from './open-loop.ts';
import { type TradingSystem, withTradingSystem } from './trading-system.ts';

/** What is to be reached by one of the two ways in. */
interface Aim {
  readonly name: 'route' | 'orders';
  readonly status: number;
  /** Of the empty route's requests a second; null where that is not asked. */
  readonly shareOfEmptyMin: number | null;
  /** Requests a second; null where that is not asked. */
  readonly perSecondMin: number | null;
  readonly p99MsMax: number;
}

const CONNECTIONS = 64;
const WARM_UP_SECONDS = 2;
const TURNS = 3;
const SECONDS_A_TURN = 3;
const OPEN_LOOP = { perSecond: 1_000, seconds: 10 } as const;
const BASE = '/api/v1/smart-routing';

/** `POST …/route` over HTTP: decide, record durably, send nothing. The share to reach is meant for durable off, which is not there yet. */
export const route: Benchmark = (ports) =>
  run({ name: 'route', status: 200, shareOfEmptyMin: 0.6, perSecondMin: null, p99MsMax: 5 }, ports);

/** `POST …/orders` over HTTP, answered when durable; the children go to simulated venues on the same two cores. */
export const orders: Benchmark = (ports) =>
  run({ name: 'orders', status: 202, shareOfEmptyMin: null, perSecondMin: 5_000, p99MsMax: 5 }, ports);

/** The two servers that are loaded. */
interface Loads {
  readonly router: HttpLoad;
  readonly empty: HttpLoad;
}

function run(aim: Aim, { progress }: BenchPorts): Promise<Findings> {
  progress(`${aim.name}: starting database, venues and router`);
  return withTradingSystem(async (system) => {
    const headers = { 'x-api-key': system.apiKey };
    const target = { port: system.routerPort, path: `${BASE}/${aim.name}`, headers };
    const router = await HttpLoad.open(target, CONNECTIONS);
    try {
      await fill(router, aim, WARM_UP_SECONDS);
      const empty = await openEmpty(system, await answered(router, aim));
      const findings = await measure(aim, { router, empty }, progress);
      empty.close();
      return findings;
    } finally {
      router.close();
    }
  });
}

/** The empty route answers with what the router has just answered, so both write as many bytes. */
async function openEmpty(system: TradingSystem, answer: Answer): Promise<HttpLoad> {
  const path = join(system.folder, 'answer.json');
  writeFileSync(path, answer.body);
  const port = await system.start('empty-route', (at) => [String(at), path]);
  return HttpLoad.open({ port, path: '/empty', headers: {} }, CONNECTIONS);
}

async function measure(aim: Aim, loads: Loads, progress: (line: string) => void): Promise<Findings> {
  let own = 0;
  let bare = 0;
  for (let turn = 0; turn < TURNS; turn++) {
    progress(`${aim.name}: closed loop, turn ${turn + 1} of ${TURNS}`);
    own += await fill(loads.router, aim, SECONDS_A_TURN);
    bare += await fill(loads.empty, { ...aim, status: 200 }, SECONDS_A_TURN);
  }
  progress(`${aim.name}: open loop, ${OPEN_LOOP.perSecond}/s for ${OPEN_LOOP.seconds} s each`);
  const paced = distribution(`${aim.name} at ${OPEN_LOOP.perSecond}/s open loop`, 'ms', await pace(loads.router, aim));
  const pacedEmpty = distribution('empty route, the same', 'ms', await pace(loads.empty, { ...aim, status: 200 }));
  const seconds = TURNS * SECONDS_A_TURN;
  const metrics: Metric[] = [
    figure(`${aim.name}, ${CONNECTIONS} connections`, 'requests/s', { value: own / seconds, n: own }),
    figure('empty route, the same', 'requests/s', { value: bare / seconds, n: bare }),
    paced,
    pacedEmpty,
  ];
  return { metrics, ratios: ratiosOf(aim, { own, bare, seconds, paced, pacedEmpty }) };
}

function ratiosOf(
  aim: Aim,
  of: { own: number; bare: number; seconds: number; paced: Metric; pacedEmpty: Metric },
): Ratio[] {
  const share = of.own / of.bare;
  const perSecond = of.own / of.seconds;
  return [
    aim.shareOfEmptyMin === null
      ? compared(`${aim.name} / empty route, requests/s`, share)
      : atLeast(`${aim.name} (durable) / empty route, requests/s`, share, aim.shareOfEmptyMin),
    ...(aim.perSecondMin === null
      ? []
      : [atLeast(`${aim.name} per second / ${aim.perSecondMin}`, perSecond / aim.perSecondMin, 1)]),
    atMost(`p99 at ${OPEN_LOOP.perSecond}/s / ${aim.p99MsMax} ms`, (of.paced.p99 ?? 0) / aim.p99MsMax, 1),
    compared(`p99 at ${OPEN_LOOP.perSecond}/s / empty route`, (of.paced.p99 ?? 0) / (of.pacedEmpty.p99 ?? 1)),
  ];
}

/** Keeps every connection busy for some seconds and returns how many requests were answered. */
async function fill(load: HttpLoad, aim: Aim, seconds: number): Promise<number> {
  const untilMs = performance.now() + seconds * 1_000;
  let count = 0;
  const worker = async () => {
    while (performance.now() < untilMs) {
      await answered(load, aim);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return count;
}

function pace(load: HttpLoad, aim: Aim): Promise<number[]> {
  return openLoop(OPEN_LOOP, async () => {
    await answered(load, aim);
  });
}

/** Any other status than the expected one ends the benchmark: refused orders are quick and would flatter. */
async function answered(load: HttpLoad, aim: Aim): Promise<Answer> {
  const answer = await load.post(nextBody());
  if (answer.status !== aim.status) throw new Error(`${aim.name} answered ${answer.status}: ${answer.body}`);
  return answer;
}

let made = 0;

/**
 * A market order for one share, buys and sells in turn over all instruments. Larger ones would empty the simulated books within a second and
 * measure how often the rest is routed again.
 */
function nextBody(): string {
  made += 1;
  const instrument = US_EQUITY_INSTRUMENTS[made % US_EQUITY_INSTRUMENTS.length];
  return JSON.stringify({
    order_id: `bench-${process.pid}-${made}`,
    instrument_id: instrument?.instrumentId,
    side: made % 2 === 0 ? 'BUY' : 'SELL',
    quantity: 1,
    order_type: 'MARKET',
  });
}
