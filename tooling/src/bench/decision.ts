import { hash } from 'node:crypto';
import type { RoutingObjective } from '@fairlead/core/order/request';
import { OBJECTIVES } from '@fairlead/core/routing/objectives/registry';
import { planRoute } from '@fairlead/core/routing/plan';
import type { PlanInput } from '@fairlead/core/routing/plan-input';
import { PartBook } from '@fairlead/core/routing/record/part-book';
import { writeRecord } from '@fairlead/core/routing/record/write-record';
import type { RoutePlan } from '@fairlead/core/routing/route-plan';
import { typicalPercentiles } from '../replay/percentiles.ts';
import { atMost, type Benchmark, compared, distribution, type Metric, type Ratio } from './benchmark.ts';
import { type DecisionCase, decisionCases, inputOf } from './decision-market.ts';
import { fixedWork, loopsFor } from './fixed-work.ts';
import { referencePlan } from './reference-planner.ts';

/** Venues, and the p99 of planning to reach in microseconds. */
const SIZES: readonly { readonly venues: number; readonly p99UsMax: number }[] = [
  { venues: 3, p99UsMax: 10 },
  { venues: 20, p99UsMax: 25 },
  { venues: 64, p99UsMax: 80 },
];
/** Record and hash of a decision of 20 venues, in microseconds. */
const RECORD_US_MAX = 20;
const WARM_UP = 5_000;
const ROUNDS = 20_000;
/**
 * The ratios take p99 and p99.9 as the median over so many blocks: the machine is shared, and a block in which somebody else had it says nothing
 * of the planner. The metrics hold the percentiles of everything that was measured.
 */
const BLOCKS = 30;
const NO_REQUEST = '0'.repeat(64);

/** The things that are timed on the same input, turn by turn. */
interface Timings {
  readonly plan: number[];
  readonly decide: number[];
  readonly reference: number[];
  /** The record of a decision and its hash, its parts being known. */
  readonly record: number[];
  /** The belief part, and in the first view the catalogue part: text and hash, once for all decisions that read them. */
  readonly parts: number[];
  /** How long the records are, in characters. */
  readonly lengths: number[];
}

/**
 * How long a decision takes in the process: `plan` is the planner alone; `record` its record as canonical text and the hash of that; `parts` what the
 * record refers to, made once for many; `decide` is the market view, the plan, and all of that, with beliefs that are made anew each time; `reference` is a bare sort of the quotes, timed in turn with them. `fixed work` is a loop that always does the
 * same and takes as long as the median plan: its p99 is the machine's own, and what the planner's is more is the planner's.
 */
export const decision: Benchmark = ({ progress }) => {
  const metrics: Metric[] = [];
  const ratios: Ratio[] = [];
  const medians: number[] = [];
  for (const { venues, p99UsMax } of SIZES) {
    const plans: number[] = [];
    const references: number[] = [];
    const records: number[] = [];
    const lengths: number[] = [];
    const parts: number[] = [];
    for (const objective of OBJECTIVES.keys()) {
      progress(`decision: ${venues} venues, ${objective}`);
      const timed = measure(venues, objective);
      const label = `${venues} venues, ${objective}`;
      metrics.push(distribution(`plan, ${label}`, 'us', timed.plan));
      metrics.push(distribution(`decide, ${label}`, 'us', timed.decide));
      plans.push(...timed.plan);
      references.push(...timed.reference);
      records.push(...timed.record);
      lengths.push(...timed.lengths);
      parts.push(...timed.parts);
    }
    const plan = distribution(`plan, ${venues} venues, all objectives`, 'us', plans);
    const reference = distribution(`reference sort, ${venues} venues`, 'us', references);
    const noise = machineNoise(plan.p50 ?? 0);
    const record = distribution(`record and hash, ${venues} venues, all objectives`, 'us', records);
    metrics.push(
      record,
      distribution(`parts of a record, ${venues} venues`, 'us', parts),
      distribution(`length of a record, ${venues} venues`, 'characters', lengths),
    );
    if (venues === 20)
      ratios.push(atMost(`record and hash p50 / ${RECORD_US_MAX} us, 20 venues`, (record.p50 ?? 0) / RECORD_US_MAX, 1));
    metrics.push(plan, reference, distribution(`fixed work, as the plan of ${venues} venues`, 'us', noise));
    medians.push(plan.p50 ?? 0);
    const typical = typicalPercentiles(plans, BLOCKS);
    ratios.push(
      atMost(`plan p99, median block / ${p99UsMax} us, ${venues} venues`, typical.p99 / p99UsMax, 1),
      atMost(`plan p99.9, median block / ${p99UsMax * 5} us, ${venues} venues`, typical.p999 / (p99UsMax * 5), 1),
      compared(
        `plan p99 / fixed work p99, median blocks, ${venues} venues`,
        typical.p99 / typicalPercentiles(noise, BLOCKS).p99,
      ),
      compared(`plan p50 / reference sort p50, ${venues} venues`, (plan.p50 ?? 0) / (reference.p50 ?? 1)),
    );
  }
  ratios.push(atMost('growth of plan p50 from 3 to 64 venues / growth of n log n', growth(medians), 1));
  return Promise.resolve({ metrics, ratios });
};

function measure(venues: number, objective: RoutingObjective): Timings {
  const cases = decisionCases(venues, objective);
  run(cases, WARM_UP);
  return run(cases, ROUNDS);
}

function run(cases: readonly DecisionCase[], rounds: number): Timings {
  const timings: Timings = { plan: [], decide: [], reference: [], record: [], parts: [], lengths: [] };
  const partBook = new PartBook(sha256);
  let kept = 0;
  for (let round = 0; round < rounds; round++) {
    const each = cases[round % cases.length];
    if (each === undefined) continue;
    const input = inputOf(each);
    const begun = performance.now();
    const plan = planRoute(input);
    const planned = performance.now();
    const slices = referencePlan(input);
    const referred = performance.now();
    partBook.partsOf(input.view);
    const known = performance.now();
    const record = recordOf(input, plan, partBook);
    const hash = sha256(record);
    const recorded = performance.now();
    kept += decideWhole(each, partBook).length;
    const decided = performance.now();
    timings.plan.push((planned - begun) * 1_000);
    timings.reference.push((referred - planned) * 1_000);
    timings.parts.push((known - referred) * 1_000);
    timings.record.push((recorded - known) * 1_000);
    timings.lengths.push(record.length);
    timings.decide.push((decided - recorded) * 1_000);
    kept += plan.slices.length + slices.length + hash.length;
  }
  // Nothing that is measured may be left out as unused.
  if (kept === 0) throw new Error('nothing was planned');
  return timings;
}

function machineNoise(us: number): number[] {
  const loops = loopsFor(us);
  const took: number[] = [];
  let kept = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    kept ^= fixedWork(loops);
    took.push((performance.now() - begun) * 1_000);
  }
  if (!Number.isInteger(kept)) throw new Error('the fixed work went wrong');
  return took;
}

function decideWhole(each: DecisionCase, partBook: PartBook): string {
  const input = inputOf(each);
  return sha256(recordOf(input, planRoute(input), partBook));
}

function recordOf(input: PlanInput, plan: RoutePlan, partBook: PartBook): string {
  const { catalogue, belief } = partBook.partsOf(input.view);
  return writeRecord(input, plan, { catalogue: catalogue.hash, belief: belief.hash, request: NO_REQUEST });
}

function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

function growth(medians: readonly number[]): number {
  const [few, many] = [medians[0] ?? 0, medians.at(-1) ?? 0];
  return many / few / ((64 * Math.log(64)) / (3 * Math.log(3)));
}
