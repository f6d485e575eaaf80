import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { BASELINES } from './baselines.ts';
import type { Decide } from './child-order.ts';
import { type DaySetup, runDay } from './day-run.ts';
import { FairleadRouter } from './fairlead-router.ts';
import type { SeedRuns } from './gain.ts';
import { type HiddenInterest, hiddenInterests } from './hidden-interest.ts';
import { readMarketDays } from './market-days-file.ts';
import { closeUsOf, type NbboPass, nbboPass } from './nbbo-pass.ts';
import { type NextLevels, nextLevelsOf } from './next-levels.ts';
import type { ReplayOptions } from './options.ts';
import type { Override } from './order-entry.ts';
import { readOrderFile } from './order-file.ts';
import { arrivalTimes, generateOrders } from './order-generator.ts';
import { readRecording } from './recording/formats.ts';
import type { Recording } from './recording/recorded-market.ts';
import { skippedWords } from './recording/skipped.ts';
import { refusedWords } from './refused-orders.ts';
import { replayReport } from './report.ts';
import { runName } from './run-name.ts';
import type { Tally } from './tally.ts';
import type { MeasuredOrder, TimedOrder } from './timed-order.ts';

const US_PER_SECOND = 1_000_000;

/** What a replay needs of the process that it runs in. */
export interface ReplayPorts {
  /** Wall time in milliseconds; only measured durations depend on it. */
  readonly nowMs: () => number;
  readonly progress: (line: string) => void;
}

/** Replays a recorded day and returns its report. Throws a `Refusal` for files that are not what they should be. */
export async function replay(options: ReplayOptions, ports: ReplayPorts): Promise<ReturnType<typeof replayReport>> {
  const days = await readMarketDays(options.marketDaysPath);
  const recording = await readRecording({ ...options.files, days }, options.format);
  const { market, rows, trades } = recording;
  const filed = 'path' in options.orders ? await readOrderFile(options.orders.path, market) : null;
  const interests = hiddenInterests(recording);
  ports.progress(
    `read ${rows} quotes and ${trades.length} trades of ${market.instrument.instrumentId} (${recording.format})`,
  );
  const skipped = skippedWords(recording.skipped);
  if (skipped !== null) ports.progress(skipped);
  if (recording.assumptions.hours !== undefined) ports.progress(recording.assumptions.hours);
  const digest = createHash('sha256');
  const router = new FairleadRouter(digest);
  const day = { options, recording, filed, interests, next: nextLevelsOf(recording), ports };
  const seeds: SeedRuns[] = [];
  let first: NbboPass | null = null;
  for (let seed = options.seed; seed < options.seed + options.seeds; seed++) {
    const { orders, nbbo } = ordersOf(seed, day);
    if (first === null) ports.progress(agreement(nbbo));
    first ??= nbbo;
    seeds.push({ seed, ...runsOf(orders, { ...day, decide: (wave) => router.decide(wave) }) });
  }
  const refused = [...(seeds[0]?.runs.values() ?? [])][0]?.refused ?? [];
  for (const line of refusedWords(refused, market.instrument.instrumentId)) ports.progress(line);
  return replayReport({
    quotesFile: basename(options.files.quotesPath),
    recording,
    nbbo: first ?? nbboPass(recording, [], ports.nowMs),
    horizonS: options.horizonS,
    seeds,
    digest: digest.digest('hex'),
  });
}

/** A recorded day and what is to be done with it. */
interface Day {
  readonly options: ReplayOptions;
  readonly recording: Recording;
  /** The orders of a file; null where they are generated. */
  readonly filed: readonly TimedOrder[] | null;
  readonly interests: readonly HiddenInterest[];
  readonly next: NextLevels;
  readonly ports: ReplayPorts;
}

function agreement({ rowsAgreeing, rowsCompared }: NbboPass): string {
  return rowsCompared === 0
    ? 'the tape does not say what changed the best prices: nothing to compare ours with'
    : `NBBO agrees with the tape in ${rowsAgreeing} of ${rowsCompared} rows of regular hours`;
}

function runsOf(orders: readonly MeasuredOrder[], day: Day & { decide: Decide }): Omit<SeedRuns, 'seed'> {
  const runs = new Map<string, Tally>();
  for (const override of overridesOf(day.options)) {
    const name = runName(override, orders);
    runs.set(name, run(name, { ...day, orders, override, nowMs: day.ports.nowMs }, day.ports));
  }
  const baselines = new Map<string, Tally>();
  const asOrdered: Override = { objective: null, mode: null, sourcing: null, held: null, urgency: null };
  for (const [name, decide] of Object.entries(BASELINES))
    baselines.set(name, run(name, { ...day, orders, override: asOrdered, decide, nowMs: day.ports.nowMs }, day.ports));
  return { runs, baselines };
}

function overridesOf({ objectives, modes, urgencies, sourcing, held }: ReplayOptions): readonly Override[] {
  const over = <T>(asked: readonly T[]): readonly (T | null)[] => (asked.length === 0 ? [null] : asked);
  return over(objectives).flatMap((objective) =>
    over(modes).flatMap((mode) => over(urgencies).map((urgency) => ({ objective, mode, sourcing, held, urgency }))),
  );
}

function run(name: string, setup: DaySetup, ports: ReplayPorts): Tally {
  const begunMs = ports.nowMs();
  const tally = runDay(setup);
  const seconds = ((ports.nowMs() - begunMs) / 1_000).toFixed(2);
  const share = tally.ordered === 0 ? '0' : ((tally.filled / tally.ordered) * 100).toFixed(1);
  ports.progress(
    `${name}: ${tally.orders} orders, ${tally.decisionUs.length} decisions, ${share} % filled (${seconds} s)`,
  );
  return tally;
}

/** The orders of a seed with the tape's market at their arrival. */
function ordersOf(seed: number, day: Day): { orders: readonly MeasuredOrder[]; nbbo: NbboPass } {
  const { recording, ports, options, filed: timed } = day;
  const { market } = recording;
  const flow = { market, perMinute: 'path' in options.orders ? 0 : options.orders.perMinute, seed };
  const times = timed?.map((order) => order.atUs) ?? arrivalTimes(flow);
  const nbbo = nbboPass(recording, times, ports.nowMs);
  const orders: readonly TimedOrder[] = timed ?? generateOrders(flow, times, nbbo.markets);
  const lastUs = closeUsOf(market) - 1;
  const measured = orders.map((order, at) => ({
    ...order,
    arrival: nbbo.markets[at] ?? { bid: null, ask: null },
    endUs: Math.max(order.atUs, Math.min(order.atUs + options.horizonS * US_PER_SECOND, lastUs)),
  }));
  return { orders: measured, nbbo };
}
