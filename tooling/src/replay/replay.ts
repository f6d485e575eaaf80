import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { RoutingObjective } from '@fairlead/core/order/request';
import { BASELINES } from './baselines.ts';
import { type DaySetup, runDay } from './day-run.ts';
import { FairleadRouter } from './fairlead-router.ts';
import { type NbboPass, nbboPass } from './nbbo-pass.ts';
import type { ReplayOptions } from './options.ts';
import { readOrderFile } from './order-file.ts';
import { arrivalTimes, generateOrders, type OrderFlow } from './order-generator.ts';
import { type QuoteTape, readQuoteTape } from './quote-tape.ts';
import { dayOfFile, type RecordedDay } from './recorded-day.ts';
import { replayReport } from './report.ts';
import type { Tally } from './tally.ts';
import type { TimedOrder } from './timed-order.ts';
import { readTradeTape } from './trade-tape.ts';

/** What a replay needs of the process that it runs in. */
export interface ReplayPorts {
  /** Wall time in milliseconds; only measured durations depend on it. */
  readonly nowMs: () => number;
  readonly progress: (line: string) => void;
}

/** Replays a recorded day and returns its report. Throws a `Refusal` for files that are not what they should be. */
export function replay(options: ReplayOptions, ports: ReplayPorts): ReturnType<typeof replayReport> {
  const day = dayOfFile(options.quotesPath);
  const tape = readQuoteTape(options.quotesPath, day.midnightUs);
  const trades = options.tradesPath === null ? [] : readTradeTape(options.tradesPath);
  ports.progress(`read ${tape.count} quotes and ${trades.length} trades of ${day.instrument.instrumentId}`);
  const { orders, nbbo } = ordersOf(options, { day, tape, nowMs: ports.nowMs });
  ports.progress(`NBBO agrees with the tape in ${nbbo.rowsAgreeing} of ${nbbo.rowsCompared} rows of regular hours`);
  const setup = { day, tape, trades, orders, arrivals: nbbo.arrivals, nowMs: ports.nowMs };
  const digest = createHash('sha256');
  const fairlead = new FairleadRouter(digest);
  const runs = new Map<string, Tally>();
  for (const objective of options.objectives.length === 0 ? [null] : options.objectives) {
    const name = objective ?? objectivesIn(orders);
    runs.set(name, run(name, { ...setup, objective, decide: (wave) => fairlead.decide(wave) }, ports));
  }
  const baselines = new Map<string, Tally>();
  for (const [name, decide] of Object.entries(BASELINES))
    baselines.set(name, run(name, { ...setup, objective: null, decide }, ports));
  return replayReport({
    quotesFile: basename(options.quotesPath),
    seed: options.seed,
    quotes: tape.count,
    trades: trades.length,
    nbbo,
    runs,
    baselines,
    digest: digest.digest('hex'),
  });
}

function run(name: string, setup: DaySetup, ports: ReplayPorts): Tally {
  const begunMs = ports.nowMs();
  const tally = runDay(setup);
  const seconds = ((ports.nowMs() - begunMs) / 1_000).toFixed(2);
  ports.progress(
    `${name}: ${tally.orders} orders, ${tally.decisionUs.length} decisions, ${tally.filled} of ${tally.ordered} shares filled (${seconds} s)`,
  );
  return tally;
}

/** The orders with the markets that they arrive in; generated limits are laid beside those markets, so the two are made together. */
function ordersOf(
  options: ReplayOptions,
  at: { day: RecordedDay; tape: QuoteTape; nowMs: () => number },
): { orders: readonly TimedOrder[]; nbbo: NbboPass } {
  const { day, tape, nowMs } = at;
  if ('path' in options.orders) {
    const orders = readOrderFile(options.orders.path, day.midnightUs);
    const times = orders.map((order) => order.atUs);
    return { orders, nbbo: nbboPass(tape, times, nowMs) };
  }
  const flow: OrderFlow = { ...day, perMinute: options.orders.perMinute, seed: options.seed };
  const times = arrivalTimes(flow);
  const nbbo = nbboPass(tape, times, nowMs);
  return { orders: generateOrders(flow, times, nbbo.arrivals), nbbo };
}

/** The name of a run in which each order keeps its own objective: that objective, where all have the same. */
function objectivesIn(orders: readonly TimedOrder[]): string {
  const objectives = new Set<RoutingObjective>(orders.map((order) => order.request.routingObjective));
  const [only = 'BEST_PRICE'] = objectives;
  return objectives.size > 1 ? 'AS_ORDERED' : only;
}
