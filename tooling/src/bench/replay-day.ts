import { existsSync } from 'node:fs';
import { Refusal } from '../refusal.ts';
import { readReplayOptions } from '../replay/options.ts';
import { replay } from '../replay/replay.ts';
import { atLeast, atMost, type Benchmark, compared, distribution, figure, type Metric } from './benchmark.ts';

const SECONDS_MAX = 15;
/** Seeds behind the interval of the gain. */
const SEEDS = 10;
/** What the requirements ask, in percent of the best baseline’s cost; 35 is to be reached. */
const GAIN_ASKED = 20;
const OBJECTIVE = 'SMART';

/**
 * The recorded day with 10,140 orders: how long a replay takes from reading the files to the report, whether two have the same digest, and what
 * the router gains over the best baseline, with the 95 % interval over seeds. What the fills assume is in docs/replay.md.
 */
export const replayDay: Benchmark = async ({ shared, progress }) => {
  const ports = { nowMs: () => performance.now(), progress: (line: string) => progress(`replay: ${line}`) };
  const run = (...args: readonly string[]) => replay(readReplayOptions(args, { from: shared, shared }), ports);
  const { quotesPath } = readReplayOptions([], { from: shared, shared }).files;
  if (!existsSync(quotesPath)) throw new Refusal(`the recorded day is not at ${quotesPath}; set FAIRLEAD_SHARED`);
  const begunMs = performance.now();
  const once = await run('--objective', OBJECTIVE);
  const seconds = (performance.now() - begunMs) / 1_000;
  const again = await run('--objective', OBJECTIVE);
  const [measured] = Object.values((await run('--objective', OBJECTIVE, '--seeds', String(SEEDS))).runs);
  if (measured === undefined) throw new Error('a replay without a run');
  const { percent, fill_rate: fillRate, best_baseline: baseline } = measured.gain;
  const interval = (metric: string, unit: string, of: typeof percent): Metric[] => [
    figure(metric, unit, { value: of.mean, n: of.n }),
    figure(`${metric}, low end of 95 %`, unit, { value: of.low ?? 0, n: of.n }),
    figure(`${metric}, high end of 95 %`, unit, { value: of.high ?? 0, n: of.n }),
  ];
  return {
    metrics: [
      distribution('replay of the recorded day', 's', [seconds]),
      figure('quotes', 'count', { value: once.quotes, n: 1 }),
      figure('orders', 'count', { value: once.orders, n: 1 }),
      ...interval(`${OBJECTIVE}: gain over ${baseline}`, '%', percent),
      ...interval(`${OBJECTIVE}: fill rate less that of ${baseline}`, 'share', fillRate),
    ],
    ratios: [
      atMost(`replay / ${SECONDS_MAX} s`, seconds / SECONDS_MAX, 1),
      atLeast('digests that are equal, of two', once.digest === again.digest ? 1 : 0, 1),
      atLeast(`low end of the gain / ${GAIN_ASKED} %`, (percent.low ?? 0) / GAIN_ASKED, 1),
      compared('mean gain / 35 %', percent.mean / 35),
    ],
  };
};
