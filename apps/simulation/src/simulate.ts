import { createHash } from 'node:crypto';
import { covers } from '@fairlead/core/control/halts';
import { isEnded } from '@fairlead/core/order-life/order-life';
import type { Parts } from '@fairlead/router/parts';
import { Random } from '@fairlead/venue-sim/random';
import { Caller } from './caller.ts';
import { DatabaseServer } from './database-server.ts';
import { Disturber } from './disturber.ts';
import { checkQuiet } from './final-checks.ts';
import { Happenings, textOf } from './happenings.ts';
import { Ledger } from './ledger.ts';
import { Network } from './network.ts';
import { OrderMaker } from './order-maker.ts';
import { Promises } from './promises.ts';
import { RouterHost } from './router-host.ts';
import type { RouterLife } from './router-life.ts';
import { SendWatch } from './send-watch.ts';
import { SimulatedDatabase } from './simulated-database.ts';
import { SimulatedFile } from './simulated-file.ts';
import { SimulatedIds } from './simulated-ids.ts';
import { drawSwarm, type Swarm, TROUBLES } from './swarm.ts';
import { watchStream } from './told-watch.ts';
import { VenueHost } from './venue-host.ts';
import { type Broken, Verdict } from './verdict.ts';
import { VirtualTime } from './virtual-time.ts';

/** What a seed came to. */
export interface Simulated {
  readonly seed: number;
  /** What did not hold first; null where everything did. */
  readonly broken: Broken | null;
  /** Over the journal, the venues' books and everything that was counted: the same for the same seed. */
  readonly digest: string;
  readonly counts: ReadonlyMap<string, number>;
  /** Virtual time that passed, in microseconds. */
  readonly passedUs: number;
  /** Tasks that were run. */
  readonly tasks: number;
  /** The last things that happened, in words. */
  readonly last: readonly string[];
}

const SECOND_US = 1_000_000;
const READY_WITHIN_US = 90 * SECOND_US;
/** The first time a circuit is open for half a minute. */
const PROBED_WITHIN_US = 40 * SECOND_US;
const ENDS_WITHIN_US = 120 * SECOND_US;

/**
 * Lets the whole system live through one seed: the router as production composes it, the simulated venues with their books and faults, and a database with
 * group commit, all in a time of their own; callers, troubles and chance follow from the seed. Then everything is healed, asked and brought to an end, and
 * the records are held against each other. `told` hears of everything that happens.
 */
export async function simulate(seed: number, told: ((line: string) => void) | null = null): Promise<Simulated> {
  const world = new World(seed, told);
  const rejected = (error: unknown) => world.rejected(error);
  process.on('unhandledRejection', rejected);
  await world.live().finally(() => process.off('unhandledRejection', rejected));
  return world.result();
}

class World {
  readonly #seed: number;
  readonly #random: Random;
  readonly #time = new VirtualTime();
  readonly #happenings: Happenings;
  readonly #verdict: Verdict;
  readonly #swarm: Swarm;
  readonly #ledger: Ledger;
  readonly #database: SimulatedDatabase;
  readonly #server: DatabaseServer;
  readonly #file = new SimulatedFile(this.#time);
  readonly #venues: VenueHost;
  readonly #network: Network;
  readonly #watch: SendWatch;
  readonly #promises: Promises;
  readonly #caller: Caller;
  readonly #routers: RouterHost;
  readonly #disturber: Disturber;
  /** What is done again and again ends with its phase. */
  #phase: 'BUSY' | 'CALM' | 'PROBING' = 'BUSY';

  constructor(seed: number, told: ((line: string) => void) | null) {
    this.#seed = seed;
    this.#random = new Random(seed);
    const fork = (name: string) => this.#random.fork(name);
    const time = this.#time;
    const happenings = new Happenings(time, told);
    this.#happenings = happenings;
    this.#verdict = new Verdict(happenings);
    this.#swarm = drawSwarm(fork('swarm'));
    const { catalogue } = this.#swarm;
    this.#ledger = new Ledger(happenings, this.#verdict);
    this.#database = new SimulatedDatabase(this.#ledger.take);
    this.#server = new DatabaseServer({
      database: this.#database,
      time,
      random: fork('database'),
      happenings,
      verdict: this.#verdict,
    });
    this.#venues = new VenueHost({ time, random: fork('venues'), ...this.#swarm });
    this.#network = new Network(time, () => this.#venues.server);
    this.#promises = new Promises(this.#database, this.#ledger, this.#verdict);
    const seen = { ledger: this.#ledger, promised: this.#promises, happenings, verdict: this.#verdict };
    this.#watch = new SendWatch({
      ...seen,
      isActing: (life) => life === this.#routers.life,
      books: () => this.#venues.orders(),
    });
    const maker = new OrderMaker(fork('orders'), catalogue.instruments);
    const callers = { random: fork('caller'), happenings, maker, promises: this.#promises };
    this.#caller = new Caller({ ...callers, database: this.#database, catalogue });
    this.#venues.start();
    const ids = new SimulatedIds(time);
    const onStart = ({ hub }: Parts) => watchStream(hub, this.#ledger, this.#verdict);
    const onLease = (life: RouterLife) => {
      this.#promises.begin(this.#file.lines);
      this.#routers?.leased(life);
    };
    const outside = {
      time,
      happenings,
      network: this.#network,
      server: this.#server,
      file: this.#file,
      catalogue,
      ids,
    };
    this.#routers = new RouterHost({
      ...outside,
      random: fork('router'),
      onDeparture: this.#watch.take,
      onLease,
      onStart,
    });
    this.#disturber = new Disturber({
      ...outside,
      ...{ random: fork('troubles'), routers: this.#routers, venues: this.#venues, swarm: this.#swarm },
      later: (us, then) => void time.after(us, then),
    });
    happenings.note('swarm', { ...this.#swarm, catalogue: catalogue.venues.map(({ venueId }) => venueId) });
  }

  async live(): Promise<void> {
    await this.#pass(20 * SECOND_US, () => this.#routers.life.isReady);
    if (Number.isFinite(this.#swarm.everyUs.crash)) this.#routers.diesAtOnce = 0.3;
    if (this.#swarm.isSick) this.#disturber.sicken();
    this.#again('act', this.#swarm.everyUs.act, () => this.#act());
    for (const trouble of TROUBLES)
      this.#again(trouble, this.#swarm.everyUs[trouble], () => this.#disturber.disturb(trouble));
    this.#again('look', SECOND_US, () => this.#look());
    await this.#pass(this.#swarm.busyUs);
    this.#phase = 'CALM';
    await this.#calm();
    if (this.#verdict.broken === null) this.#check();
  }

  #pass(us: number, until: () => boolean = () => false): Promise<void> {
    return this.#time.pass(us, () => this.#verdict.broken !== null || until());
  }

  /** Does something again and again while this phase lasts, at random times with this mean. */
  #again(name: string, everyUs: number, what: () => void): void {
    if (!Number.isFinite(everyUs)) return;
    const random = this.#random.fork(`pace of ${name}`);
    const phase = this.#phase;
    const next = () =>
      this.#time.after(random.exponential(everyUs), () => {
        if (this.#phase !== phase) return;
        what();
        next();
      });
    next();
  }

  #act(): void {
    const { life } = this.#routers;
    if (!life.isDead && !life.isPaused && life.running !== null) this.#caller.act(life.running.parts);
  }

  /** What holds at any moment: nobody has halted anything but those who were asked to. */
  #look(): void {
    const { life } = this.#routers;
    if (life.isDead || life.isPaused || life.running === null) return;
    for (const { id, scope } of life.running.parts.halts.inForce) {
      this.#verdict.holds(this.#promises.halts.has(id), 'NOTHING_RUNS_AWAY', () => ({ id, scope }));
    }
    for (const id of this.#promises.halts.keys()) {
      const isHere = life.running.parts.halts.inForce.some((halt) => halt.id === id);
      this.#verdict.holds(isHere, 'A_HALT_SURVIVES', () => ({ id }));
    }
    if (life.isReady) this.#lookAtHalted(life.running.parts);
  }

  /** What a halt asks back has been asked back, whoever was killed meanwhile. What the journal refuses is decided again. */
  #lookAtHalted({ halts, desk }: Parts): void {
    for (const { id, scope, cancelAll } of halts.inForce) {
      if (!cancelAll || scope.venueId !== null) continue;
      for (const { identity, life } of desk.live.alive()) {
        const { clientId, order, routeOnly, pk } = identity;
        const isWithin = !routeOnly && covers(scope, { clientId, instrumentId: order.instrumentId, venueId: null });
        const isLeft = isWithin && !isEnded(life) && !life.isBroken && life.endAsked === null;
        this.#verdict.holds(!isLeft, 'WHAT_A_HALT_ASKS_BACK_IS_ASKED_BACK', () => ({ id, pk }));
      }
    }
  }

  /** Everything is well again, everybody is asked, and every order is brought to its end. */
  async #calm(): Promise<void> {
    this.#heal();
    await this.#pass(READY_WITHIN_US, () => this.#isReady());
    if (this.#random.chance(0.5)) await this.#probe();
    if (this.#random.chance(0.5)) {
      this.#routers.kill(0);
      await this.#pass(2 * SECOND_US);
      await this.#pass(READY_WITHIN_US, () => this.#isReady());
    }
    this.#verdict.holds(this.#isReady(), 'A_ROUTER_BECOMES_READY', () => ({ life: this.#routers.life.isDead }));
    const parts = this.#routers.life.running?.parts;
    if (parts === undefined || this.#verdict.broken !== null) return;
    this.#caller.releaseAll(parts);
    for (const { venue } of parts.market.venues)
      parts.circuits.force(venue.venueId, { action: 'reset', reason: 'calm', actor: 'USER simulation' });
    await this.#pass(2 * SECOND_US);
    // What has ended lately is asked for when a session comes back.
    this.#network.cut(null);
    await this.#pass(4 * SECOND_US);
    for (let waitedUs = 0; waitedUs < ENDS_WITHIN_US && !this.#isSettled(); waitedUs += 2 * SECOND_US) {
      for (const clientId of ['C1', 'C2', 'C3']) this.#caller.cancelAll(parts, clientId);
      await this.#pass(2 * SECOND_US);
    }
    await this.#pass(2 * SECOND_US);
    let isProjected = false;
    void parts.projector.catchUp().then(() => {
      isProjected = true;
    });
    await this.#pass(20 * SECOND_US, () => isProjected);
  }

  /** Where circuits have opened it is waited until they are tried, and orders come for a while. */
  async #probe(): Promise<void> {
    const states = () => (this.#routers.life.running?.parts.market.venues ?? []).map(({ circuit }) => circuit.now);
    if (!states().some(({ state, untilUs }) => state === 'OPEN' && untilUs !== null)) return;
    await this.#pass(PROBED_WITHIN_US, () => states().some(({ state }) => state === 'HALF_OPEN'));
    const parts = this.#routers.life.running?.parts;
    for (const { venue, circuit } of parts?.market.venues ?? [])
      if (parts !== undefined && circuit.state === 'HALF_OPEN') this.#caller.flood(parts, venue.venueId);
    this.#phase = 'PROBING';
    this.#again('act of probing', SECOND_US / 20, () => this.#act());
    await this.#pass(6 * SECOND_US);
    this.#phase = 'CALM';
  }

  #heal(): void {
    this.#happenings.note('everything is healed');
    this.#routers.spare();
    this.#server.set('WELL', 0);
    this.#database.refusedOrderPk = null;
    this.#database.limits = null;
    if (this.#venues.server === null) this.#venues.start();
    this.#venues.heal();
  }

  #isReady(): boolean {
    const { life } = this.#routers;
    return life.isReady && !life.isPaused && !life.isDead && !this.#routers.isStopping;
  }

  #isSettled(): boolean {
    const alive = [...(this.#routers.life.running?.parts.desk.live.alive() ?? [])];
    return alive.every(({ identity }) => identity.routeOnly);
  }

  #check(): void {
    const parts = this.#routers.life.running?.parts;
    if (parts === undefined) return;
    this.#promises.check();
    const { verdict, ledger, database, watch } = {
      ...{ verdict: this.#verdict, ledger: this.#ledger, database: this.#database, watch: this.#watch },
    };
    checkQuiet({ verdict, ledger, database, watch, parts, books: this.#venues.orders() });
  }

  /** What nobody deals with ends a process. */
  rejected(error: unknown): void {
    const stack = error instanceof Error ? error.stack : undefined;
    this.#verdict.holds(false, 'EVERY_FAILURE_IS_DEALT_WITH', () => ({ error: String(error), stack }));
  }

  result(): Simulated {
    const books = this.#venues.orders();
    const fills = [...books.values()].reduce((sum, { order }) => sum + order.executions.length, 0);
    this.#happenings.count('fills', fills);
    this.#happenings.count('children', books.size);
    const account = [...books].map(([id, { order }]) => [id, order.state, order.executions]);
    const sorted = [...this.#happenings.counts].sort(([a], [b]) => (a < b ? -1 : 1));
    const whole = textOf([this.#database.entries.at(-1)?.hash, account, sorted, this.#time.ran]);
    return {
      seed: this.#seed,
      broken: this.#verdict.broken,
      digest: createHash('sha256').update(whole).digest('hex'),
      counts: this.#happenings.counts,
      passedUs: this.#time.passedUs,
      tasks: this.#time.ran,
      last: this.#happenings.last(80),
    };
  }
}
