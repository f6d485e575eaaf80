import { createJournal } from '@fairlead/db/journal/journal';
import type { Journal } from '@fairlead/db/journal/journal-entry';
import { takeLease } from '@fairlead/db/journal/shard-lease';
import { createPool } from '@fairlead/db/pool';
import type { OrderLoad } from '@fairlead/db/testing/journal-load';
import { withOwnDatabase } from '../start/own-database.ts';
import { BareCommit, rowTexts } from './bare-commit.ts';
import {
  atLeast,
  atMost,
  type Benchmark,
  compared,
  distribution,
  type Findings,
  figure,
  type Metric,
  type Ratio,
} from './benchmark.ts';
import { openLoop } from './load/open-loop.ts';
import { orderEntries } from './order-entries.ts';

const BATCHES: readonly number[] = [1, 8, 32];
const WARM_UP_COMMITS = 50;
const COMMITS = 300;
const PER_SECOND = 1_000;
/** The open loop changes between the two writers, so that a busy moment of the machine hits both. */
const TURNS = 5;
const SECONDS_A_TURN = 2;
const SHARE_OF_BARE_MIN = 0.5;
const ORDERS_PER_SECOND_MIN = 5_000;
const P99_MS_MAX = 5;

/** The two ways to write that are compared. */
interface Writers {
  readonly own: Journal;
  readonly bare: BareCommit;
  readonly make: ReturnType<typeof orderEntries>;
}

/**
 * The journal on a durable embedded PostgreSQL of its own: an order is two entries, with as much and as varied text as real ones, and its name. Batches of a fixed size one after the other, in turn with a bare `insert … unnest` of as many rows and bytes into a table
 * with nothing but a primary key; then single orders on a fixed schedule, in turn again.
 */
export const journal: Benchmark = ({ progress }) => {
  progress('journal: starting a database');
  return withOwnDatabase(async (databaseUrl) => {
    const own = createJournal({ databaseUrl, lease: await leaseOf(databaseUrl) });
    const bare = await BareCommit.open(databaseUrl);
    try {
      return await measure({ own, bare, make: orderEntries() }, progress);
    } finally {
      await own.close();
      await bare.close();
    }
  });
};

async function measure(writers: Writers, progress: (line: string) => void): Promise<Findings> {
  const metrics: Metric[] = [];
  const ratios: Ratio[] = [];
  let rates = { own: 0, bare: 1 };
  for (const size of BATCHES) {
    progress(`journal: ${COMMITS} commits of ${size}, in turn with the bare commit`);
    const found = await inBatches(size, writers);
    metrics.push(...found.metrics);
    rates = found.rates;
    ratios.push(compared(`journal / bare commit, orders/s at ${size} a batch`, rates.own / rates.bare));
  }
  progress(`journal: ${PER_SECOND} orders/s for ${TURNS * SECONDS_A_TURN} s each`);
  const paced = await onSchedule(writers);
  metrics.push(paced.own, paced.bare);
  ratios.push(
    atLeast('journal / bare commit, orders/s at the largest batch', rates.own / rates.bare, SHARE_OF_BARE_MIN),
    atLeast(`orders/s at the largest batch / ${ORDERS_PER_SECOND_MIN}`, rates.own / ORDERS_PER_SECOND_MIN, 1),
    atMost(`p99 at ${PER_SECOND} orders/s / ${P99_MS_MAX} ms`, (paced.own.p99 ?? 0) / P99_MS_MAX, 1),
    compared(`journal / bare commit, p99 at ${PER_SECOND} orders/s`, (paced.own.p99 ?? 0) / (paced.bare.p99 ?? 1)),
  );
  return { metrics, ratios };
}

async function leaseOf(databaseUrl: string) {
  const pool = createPool(databaseUrl, { max: 1, onError: () => undefined });
  try {
    return await takeLease(pool, 0);
  } finally {
    await pool.end();
  }
}

async function append(own: Journal, order: OrderLoad): Promise<void> {
  for (const outcome of await Promise.all(order.map((entry) => own.append(entry))))
    if (!outcome.ok) throw new Error(`the journal refused a benchmark order: ${JSON.stringify(outcome)}`);
}

async function inBatches(size: number, { own, bare, make }: Writers) {
  const ownMs: number[] = [];
  const bareMs: number[] = [];
  for (let commit = 0; commit < WARM_UP_COMMITS + COMMITS; commit++) {
    const batch = make(size);
    const texts = batch.map(rowTexts);
    const took = await timed(() => Promise.all(batch.map((order) => append(own, order))));
    const bareTook = await timed(() => Promise.all(texts.map((rows) => bare.append(rows))));
    if (commit < WARM_UP_COMMITS) continue;
    ownMs.push(took);
    bareMs.push(bareTook);
  }
  const n = COMMITS * size;
  const rates = { own: perSecond(ownMs, size), bare: perSecond(bareMs, size) };
  const metrics = [
    distribution(`journal commit of ${size}`, 'ms', ownMs),
    distribution(`bare commit of ${size}`, 'ms', bareMs),
    figure(`journal at ${size} a batch`, 'orders/s', { value: rates.own, n }),
    figure(`bare at ${size} a batch`, 'orders/s', { value: rates.bare, n }),
  ];
  return { rates, metrics };
}

async function onSchedule({ own, bare, make }: Writers): Promise<{ own: Metric; bare: Metric }> {
  const schedule = { perSecond: PER_SECOND, seconds: SECONDS_A_TURN };
  const ownMs: number[] = [];
  const bareMs: number[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const made = make(PER_SECOND * SECONDS_A_TURN);
    const texts = made.map(rowTexts);
    ownMs.push(...(await openLoop(schedule, (index) => append(own, at(made, index)))));
    bareMs.push(...(await openLoop(schedule, (index) => bare.append(at(texts, index)))));
  }
  return {
    own: distribution(`journal, one order at ${PER_SECOND} orders/s open loop`, 'ms', ownMs),
    bare: distribution(`bare, one order at ${PER_SECOND} orders/s open loop`, 'ms', bareMs),
  };
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`nothing was made for ${index}`);
  return found;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function perSecond(commitsMs: readonly number[], size: number): number {
  return (commitsMs.length * size * 1_000) / commitsMs.reduce((sum, ms) => sum + ms, 0);
}
