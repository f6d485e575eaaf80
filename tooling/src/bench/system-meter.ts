import { readFileSync } from 'node:fs';
import { createPool } from '@fairlead/db/pool';
import { childrenOf, countsCpu, cpuOf, type ProcessCpu } from './process-cpu.ts';
import { Metrics } from './prometheus.ts';
import type { TradingSystem } from './trading-system.ts';

type Pool = ReturnType<typeof createPool>;

/** The processes of a loaded system that are measured. */
export const MEASURED = ['router', 'venue-sim', 'client'] as const;
export type Measured = (typeof MEASURED)[number];

/** Everything that is counted at one moment, from the start of the processes on. */
interface Sample {
  readonly cpu: Readonly<Record<Measured, ProcessCpu>>;
  readonly routerBytes: number;
  readonly database: DatabaseCpu;
  readonly walBytes: number;
  readonly router: Metrics;
  readonly children: number;
  readonly askedBlind: number;
  readonly misses: ReadonlyMap<string, number>;
}

/** CPU of the processes of the database in microseconds: those that run, by their ids, and all that have ended together. */
interface DatabaseCpu {
  readonly running: ReadonlyMap<number, { readonly name: string; readonly cpuUs: number }>;
  readonly endedUs: number;
}

/** What a load has cost and done: the difference of two moments. CPU in microseconds. */
export interface Usage {
  readonly cpuUs: Readonly<Record<Measured, ProcessCpu>>;
  /** What the router has read and written: HTTP, venues and database together. */
  readonly routerBytes: number;
  readonly databaseUs: ReadonlyMap<string, number>;
  readonly walBytes: number;
  readonly waves: number;
  readonly children: number;
  readonly askedBlind: number;
  readonly misses: ReadonlyMap<string, number>;
  /** How long the tables were behind the journal in 99 of 100 cases, in seconds; null where the router does not tell it. */
  readonly lagP99Seconds: number | null;
}

const NO_CPU: ProcessCpu = { allUs: 0, mainUs: 0, workersUs: 0 };
const OWN_NAME = 'fairlead-bench';
const WAVES = 'fairlead_decisions_total';
const LAG = 'fairlead_projection_lag_seconds';
/** What the router has still to do, at its metrics; each is 0 where it has done it or does not tell it. */
const PENDING = ['fairlead_alive_orders', 'fairlead_journal_pending', 'fairlead_projection_behind_seconds'] as const;
const QUIET_MS_MAX = 30_000;
const LOOK_EVERY_MS = 100;

/** Measures what a load costs each process of a trading system. */
export class SystemMeter {
  readonly #system: TradingSystem;
  readonly #clientPid: number;
  readonly #pool: Pool;

  constructor(system: TradingSystem, clientPid: number) {
    this.#system = system;
    this.#clientPid = clientPid;
    const url = new URL(system.databaseUrl);
    url.searchParams.set('application_name', OWN_NAME);
    this.#pool = createPool(url.href, { max: 1, onError: () => undefined });
  }

  /** Runs a load and waits until all that it caused has been done; its result with what it cost. */
  async during<T>(load: () => Promise<T>): Promise<{ result: T; usage: Usage }> {
    const before = await this.#sample();
    const result = await load();
    await this.quiet();
    const after = await this.#sample();
    return { result, usage: difference(before, after) };
  }

  /** Waits until the router has nothing left to do. What is still at work after half a minute stays so: orders may rest. */
  async quiet(): Promise<void> {
    const untilMs = performance.now() + QUIET_MS_MAX;
    while (performance.now() < untilMs) {
      const metrics = await Metrics.of(this.#system.routerPort);
      if (PENDING.every((name) => (metrics.sum(name) ?? 0) < 1)) return;
      await new Promise((settle) => setTimeout(settle, LOOK_EVERY_MS));
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #sample(): Promise<Sample> {
    const { pids, routerPort, controlPort } = this.#system;
    const [router, venues, walBytes, database] = [
      await Metrics.of(routerPort),
      await venueCounters(controlPort),
      await this.#walBytes(),
      await this.#database(),
    ];
    const cpu = (pid: number) => (countsCpu ? cpuOf(pid) : NO_CPU);
    return {
      cpu: { router: cpu(pids.router), 'venue-sim': cpu(pids.venueSim), client: cpu(this.#clientPid) },
      routerBytes: countsCpu ? bytesOf(pids.router) : 0,
      database,
      walBytes,
      router,
      ...venues,
    };
  }

  async #walBytes(): Promise<number> {
    const found = await this.#pool.query<{ bytes: string }>("select pg_current_wal_lsn() - '0/0'::pg_lsn as bytes");
    return Number(found.rows[0]?.bytes);
  }

  async #database(): Promise<DatabaseCpu> {
    if (!countsCpu) return { running: new Map(), endedUs: 0 };
    const named = await this.#pool.query<{ pid: number; name: string }>(
      "select pid, coalesce(nullif(application_name, ''), backend_type) as name from pg_stat_activity",
    );
    const names = new Map(named.rows.map(({ pid, name }) => [pid, name]));
    const { running, endedUs } = childrenOf(this.#system.pids.postgres);
    const known = running.map(({ pid, cpuUs }) => [pid, { name: names.get(pid) ?? 'other', cpuUs }] as const);
    return { running: new Map(known), endedUs };
  }
}

/** What the simulated venues have seen of orders: how many, and how many of them missed for which reason. */
async function venueCounters(controlPort: number): Promise<Pick<Sample, 'children' | 'askedBlind' | 'misses'>> {
  const answer = await fetch(`http://127.0.0.1:${controlPort}/health`);
  const { venues } = (await answer.json()) as {
    venues: readonly { orders: number; asked_blind: number; misses: Readonly<Record<string, number>> }[];
  };
  const misses = new Map<string, number>();
  for (const venue of venues)
    for (const [reason, count] of Object.entries(venue.misses)) misses.set(reason, (misses.get(reason) ?? 0) + count);
  const sum = (of: (venue: (typeof venues)[number]) => number) => venues.reduce((all, venue) => all + of(venue), 0);
  return { children: sum(({ orders }) => orders), askedBlind: sum((venue) => venue.asked_blind), misses };
}

function bytesOf(pid: number): number {
  const counters = readFileSync(`/proc/${pid}/io`, 'utf8').matchAll(/^[rw]char: (\d+)$/gm);
  return [...counters].reduce((sum, [, bytes]) => sum + Number(bytes), 0);
}

function difference(before: Sample, after: Sample): Usage {
  const cpu = (name: Measured): ProcessCpu => ({
    allUs: after.cpu[name].allUs - before.cpu[name].allUs,
    mainUs: after.cpu[name].mainUs - before.cpu[name].mainUs,
    workersUs: Math.max(0, after.cpu[name].workersUs - before.cpu[name].workersUs),
  });
  return {
    cpuUs: { router: cpu('router'), 'venue-sim': cpu('venue-sim'), client: cpu('client') },
    routerBytes: after.routerBytes - before.routerBytes,
    databaseUs: databaseUsed(before.database, after.database),
    walBytes: after.walBytes - before.walBytes,
    waves: (after.router.sum(WAVES) ?? 0) - (before.router.sum(WAVES) ?? 0),
    children: after.children - before.children,
    askedBlind: after.askedBlind - before.askedBlind,
    misses: risen(before.misses, after.misses),
    lagP99Seconds: after.router.quantileSince(before.router, LAG, 0.99),
  };
}

/** By the name that a connection goes by, or the kind of process of the server. One that has ended takes all its time along, also that of before. */
function databaseUsed(before: DatabaseCpu, after: DatabaseCpu): Map<string, number> {
  const used = new Map<string, number>();
  for (const [pid, { name, cpuUs }] of after.running)
    used.set(name, (used.get(name) ?? 0) + cpuUs - (before.running.get(pid)?.cpuUs ?? 0));
  used.delete(OWN_NAME);
  const gone = [...before.running].filter(([pid]) => !after.running.has(pid));
  const earlierUs = gone.reduce((sum, [, { cpuUs }]) => sum + cpuUs, 0);
  return used.set('ended since', Math.max(0, after.endedUs - before.endedUs - earlierUs));
}

/** What each name has more than before. */
function risen(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...after].map(([name, value]) => [name, Math.max(0, value - (before.get(name) ?? 0))]));
}
