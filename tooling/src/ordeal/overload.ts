import type { Findings, Metric } from '../bench/benchmark.ts';
import { runBenchmark } from '../bench/run.ts';
import { readReplayEnvironment } from '../env.ts';
import { notedIn, type OrdealFigure, type Outcome } from './result.ts';

/** Runs the benchmark of the order path, which puts three times its capacity on it for a minute, and takes what it says of that. */
export async function runOverload(): Promise<Outcome> {
  const findings = await runBenchmark('orders', {
    shared: readReplayEnvironment().shared,
    profile: false,
    progress: (line) => console.error(`bench     ${line}`),
    print: (text) => console.log(text),
  });
  return overloadOutcome(findings);
}

/** What the order path came to under three times its capacity, and what of that does not hold. Throws where the benchmark has not measured it. */
export function overloadOutcome({ metrics, ratios }: Findings): Outcome {
  const metric = (named: RegExp): Metric => {
    const found = metrics.find((each) => named.test(each.metric));
    if (found === undefined) throw new Error(`the benchmark has not measured ${named}`);
    return found;
  };
  const capacity = metric(/as many as it takes$/);
  const normal = metric(/open loop$/);
  const accepted = metric(/open loop, accepted$/);
  const refused = metric(/^ *refused$/);
  const after = metric(/^a second later/);
  const held = ratios.filter(({ name }) => /overload/.test(name));
  return {
    passed: held.filter(({ met }) => met === true).length,
    failed: held.filter(({ met }) => met !== true).length,
    ...notedIn(''),
    figures: [
      { what: 'as many as it takes', value: `${Math.round(capacity.value).toLocaleString('en')} orders a second` },
      latency(normal),
      latency(accepted),
      { what: 'accepted, refused', value: sharesOf(accepted.n, refused.n) },
      latency({ ...refused, metric: 'a refusal' }),
      latency(after),
      ...held.map(({ name, value }) => ({ what: name, value: value.toFixed(2) })),
    ],
  };
}

function latency({ metric, p50, p99, max }: Metric): OrdealFigure {
  const ms = (value: number | null) => `${Math.round(value ?? 0).toLocaleString('en')} ms`;
  return { what: metric.trim(), value: `p50 ${ms(p50)}, p99 ${ms(p99)}, longest ${ms(max)}` };
}

function sharesOf(accepted: number, refused: number): string {
  const count = (value: number) =>
    `${value.toLocaleString('en')} (${((100 * value) / (accepted + refused)).toFixed(1)} %)`;
  return `${count(accepted)}, ${count(refused)}`;
}
