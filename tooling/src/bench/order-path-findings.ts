import {
  atLeast,
  atMost,
  compared,
  distribution,
  type Findings,
  figure,
  type Metric,
  type Ratio,
} from './benchmark.ts';
import type { Shares } from './cpu-profile.ts';
import type { LoadResult } from './load/load-task.ts';
import { countsCpu } from './process-cpu.ts';
import { MEASURED, type Usage } from './system-meter.ts';

/** What is to be reached by one of the two ways in. */
export interface Aim {
  readonly name: 'route' | 'orders';
  readonly status: number;
  readonly perSecondMin: number;
  /** CPU of the router process a wave, in microseconds. */
  readonly waveUsMax: number;
  /** CPU in microseconds and bytes an order; null where that is not asked. */
  readonly perOrder: {
    readonly databaseUsMax: number;
    readonly venueSimUsMax: number;
    readonly clientUsMax: number;
    readonly walBytesMax: number;
  } | null;
}

/** All that one run has measured. */
export interface Measured {
  readonly idle: { readonly usage: Usage; readonly seconds: number };
  readonly closed: readonly { readonly result: LoadResult; readonly usage: Usage }[];
  readonly bare: Readonly<Record<'empty' | 'group', readonly LoadResult[]>>;
  readonly paced: { readonly result: LoadResult; readonly usage: Usage; readonly perSecond: number };
  readonly oneRow: LoadResult;
  readonly over: { readonly result: LoadResult; readonly perSecond: number };
  readonly after: LoadResult;
}

const P99_OF_BARE_MAX = 3;
const SHARE_OF_GROUP_MIN = 0.5;
const OVERLOAD_P99_MAX = 3;

/** What one order of the closed loop has cost. */
interface Cost {
  readonly orders: number;
  readonly waves: number;
  readonly children: number;
  readonly askedBlind: number;
  readonly misses: ReadonlyMap<string, number>;
  readonly databaseUs: ReadonlyMap<string, number>;
  readonly sum: (of: (usage: Usage) => number) => number;
}

/** The findings of a run: rates, latencies, and what an order and a wave cost which process. */
export function findingsOf(aim: Aim, measured: Measured): Findings {
  const cost = costOf(measured);
  const rates = {
    own: rateOf(measured.closed.map(({ result }) => result)),
    empty: rateOf(measured.bare.empty),
    group: rateOf(measured.bare.group),
  };
  const metrics = [
    figure(`${aim.name}, as many as it takes`, 'requests/s', { value: rates.own, n: cost.orders }),
    figure('empty route, the same', 'requests/s', { value: rates.empty, n: countOf(measured.bare.empty) }),
    figure('bare group commit of as many bytes', 'rows/s', { value: rates.group, n: countOf(measured.bare.group) }),
    ...costMetrics(cost),
    ...(countsCpu ? cpuMetrics(cost, measured.idle) : []),
    ...latencyMetrics(aim, measured),
  ];
  const ratios = [
    atLeast(`${aim.name} per second / ${aim.perSecondMin}`, rates.own / aim.perSecondMin, 1),
    compared(`${aim.name} / empty route, requests/s`, rates.own / rates.empty),
    atLeast(`${aim.name} / bare group commit of as many bytes`, rates.own / rates.group, SHARE_OF_GROUP_MIN),
    ...latencyRatios(measured),
    ...costRatios(aim, cost),
  ];
  return { metrics, ratios };
}

/** What the router's threads spent their time on, as percentages of what they were busy. */
export function shareFindings(threads: readonly Shares[], orders: number): Findings {
  const metrics = threads.flatMap((shares, thread) =>
    shares.map(([area, share]) =>
      figure(thread === 0 ? area : `worker ${thread}: ${area}`, '% of busy time', { value: 100 * share, n: orders }),
    ),
  );
  return { metrics, ratios: [] };
}

function costOf({ closed }: Measured): Cost {
  const sum = (of: (usage: Usage) => number) => closed.reduce((all, { usage }) => all + of(usage), 0);
  const added = (of: (usage: Usage) => ReadonlyMap<string, number>) => {
    const total = new Map<string, number>();
    for (const { usage } of closed)
      for (const [name, value] of of(usage)) total.set(name, (total.get(name) ?? 0) + value);
    return total;
  };
  return {
    orders: countOf(closed.map(({ result }) => result)),
    waves: sum(({ waves }) => waves),
    children: sum(({ children }) => children),
    askedBlind: sum(({ askedBlind }) => askedBlind),
    misses: added(({ misses }) => misses),
    databaseUs: added(({ databaseUs }) => databaseUs),
    sum,
  };
}

function costMetrics({ orders, waves, children, askedBlind, misses, sum }: Cost): Metric[] {
  const each = (name: string, unit: string, value: number) => figure(name, unit, { value: value / orders, n: orders });
  const missed = [...misses].filter(([, count]) => count > 0);
  const ofChildren = (name: string, count: number) =>
    figure(name, '% of children', { value: (100 * count) / children, n: children });
  return [
    each('waves', 'an order', waves),
    ...(children === 0
      ? []
      : [
          each('children', 'an order', children),
          ofChildren('children sent where nothing is shown', askedBlind),
          ofChildren('children that traded nothing', total(misses)),
          ...missed.map(([reason, count]) => ofChildren(`  of them ${reason}`, count)),
        ]),
    each(
      'write-ahead log',
      'bytes an order',
      sum(({ walBytes }) => walBytes),
    ),
    ...(countsCpu
      ? [
          each(
            'router, read and written',
            'bytes an order',
            sum(({ routerBytes }) => routerBytes),
          ),
        ]
      : []),
  ];
}

function cpuMetrics(cost: Cost, idle: Measured['idle']): Metric[] {
  const { orders, waves, sum, databaseUs } = cost;
  const perOrder = (name: string, value: number) =>
    figure(`${name}, CPU`, 'µs an order', { value: value / orders, n: orders });
  const perWave = (name: string, value: number) =>
    figure(`${name}, CPU`, 'µs a wave', { value: value / waves, n: waves });
  const router = (of: 'allUs' | 'mainUs' | 'workersUs') => sum(({ cpuUs }) => cpuUs.router[of]);
  const rest = router('allUs') - router('mainUs') - router('workersUs');
  return [
    perWave('router', router('allUs')),
    perWave('  its main thread', router('mainUs')),
    perWave('  its workers', router('workersUs')),
    perWave('  its collector and other threads', rest),
    perOrder('router', router('allUs')),
    perOrder('database', total(databaseUs)),
    ...[...databaseUs].filter(([, us]) => us > 0).map(([name, us]) => perOrder(`  ${name}`, us)),
    perOrder(
      'venue-sim',
      sum(({ cpuUs }) => cpuUs['venue-sim'].allUs),
    ),
    perOrder(
      'client',
      sum(({ cpuUs }) => cpuUs.client.allUs),
    ),
    ...MEASURED.map((name) =>
      figure(`${name} without a load, CPU`, 'ms a second', {
        value: idle.usage.cpuUs[name].allUs / 1_000 / idle.seconds,
        n: idle.seconds,
      }),
    ),
  ];
}

function latencyMetrics(aim: Aim, { paced, oneRow, over, after }: Measured): Metric[] {
  const metrics = [
    distribution(`${aim.name} at ${paced.perSecond}/s open loop`, 'ms', paced.result.latenciesMs),
    distribution('one bare row a commit, the same', 'ms', oneRow.latenciesMs),
    distribution(`${aim.name} at ${over.perSecond}/s open loop, accepted`, 'ms', over.result.latenciesMs),
    distribution('  refused', 'ms', over.result.refusalsMs),
    distribution(`a second later, at ${paced.perSecond}/s again`, 'ms', after.latenciesMs),
  ];
  const lag = paced.usage.lagP99Seconds;
  return lag === null
    ? metrics
    : [...metrics, figure('tables behind the journal, p99', 's', { value: lag, n: paced.result.accepted })];
}

function latencyRatios({ paced, oneRow, over, after }: Measured): Ratio[] {
  const p99 = (values: readonly number[]) => distribution('', 'ms', values).p99 ?? 0;
  const own = p99(paced.result.latenciesMs);
  return [
    atMost(`p99 at ${paced.perSecond}/s / one bare row a commit`, own / p99(oneRow.latenciesMs), P99_OF_BARE_MAX),
    atMost('p99 of what is accepted under 3x overload / normal', p99(over.result.latenciesMs) / own, OVERLOAD_P99_MAX),
    atMost('p99 a second after the overload / normal', p99(after.latenciesMs) / own, OVERLOAD_P99_MAX),
  ];
}

function costRatios({ waveUsMax, perOrder }: Aim, { orders, waves, sum, databaseUs }: Cost): Ratio[] {
  if (!countsCpu) return [];
  const within = (name: string, value: number, most: number) => atMost(`${name} / ${most}`, value / most, 1);
  const router = sum(({ cpuUs }) => cpuUs.router.allUs) / waves;
  const ratios = [within('router CPU a wave, µs', router, waveUsMax)];
  if (perOrder === null) return ratios;
  const venueSim = sum(({ cpuUs }) => cpuUs['venue-sim'].allUs) / orders;
  return [
    ...ratios,
    within('database CPU an order, µs', total(databaseUs) / orders, perOrder.databaseUsMax),
    within('venue-sim CPU an order, µs', venueSim, perOrder.venueSimUsMax),
    within('client CPU an order, µs', sum(({ cpuUs }) => cpuUs.client.allUs) / orders, perOrder.clientUsMax),
    within('write-ahead log an order, bytes', sum(({ walBytes }) => walBytes) / orders, perOrder.walBytesMax),
  ];
}

function rateOf(results: readonly LoadResult[]): number {
  return countOf(results) / results.reduce((sum, { seconds }) => sum + seconds, 0);
}

function countOf(results: readonly LoadResult[]): number {
  return results.reduce((sum, { accepted }) => sum + accepted, 0);
}

function total(by: ReadonlyMap<string, number>): number {
  return [...by.values()].reduce((sum, value) => sum + value, 0);
}
