import type { FastifyInstance } from 'fastify';
import type { Adapters } from './adapters.ts';
import { composeApi, type Watches, watchChecks, watchUses } from './api.ts';
import { Closers } from './closers.ts';
import { DemoFlow } from './demo/order-flow.ts';
import type { RouterEnv } from './env.ts';
import { REPLAN_ROUND_MS } from './execution/replanner.ts';
import { LOOK_AT_CHECKS_MS } from './intake/check-watch.ts';
import { WRITE_USES_MS } from './intake/key-uses.ts';
import { LOOK_AT_LOOP_MS } from './intake/order-load.ts';
import { LOOK_MS, WRITE_MS } from './market-data/history/market-recorder.ts';
import { NbboTicker } from './market-data/nbbo-ticker.ts';
import { VenueStatusTicker } from './market-data/venue-status.ts';
import { CLOSE_MS, composeParts, type Parts } from './parts.ts';
import { FREE_MS, MEASURE_MS } from './publish/disk-watch.ts';
import { LOOK_AT_PROJECTION_MS } from './publish/projection-watch.ts';
import { recover } from './recovery/recovery.ts';
import { drain, within } from './recovery/stop.ts';
import { type ExecutedBefore, restoreExposure } from './recovery/stored-exposure.ts';
import { BEAT_MS, RENEW_MS } from './recovery/tenure.ts';
import { oneAtATime, type Round, startRounds } from './rounds.ts';
import { LOOK_AT_LAG_MS } from './wire/loop-lag.ts';

/** Beyond this the business clock is off: FINRA Rule 6820 asks for 50 ms. */
const CLOCK_WARN_US = 50_000;
const LOOK_AGAIN_MS = 10;
/** How often what is shared is looked at, beside what is told at once. */
const SHARE_MS = 1_000;

/** A router that has been started. */
export interface Running {
  /** Where its API listens. */
  readonly address: string;
  /**
   * Resolves when it takes orders, or when it is known that it will not: it is closed, taken over, or cannot read an order of the time before, and its
   * health says so. Rejects where it cannot find out what became of these.
   */
  readonly ready: Promise<void>;
  /** What it is made of, for those who look on. */
  readonly parts: Parts;
  /** Resolves when another router has taken over: this one sends and takes nothing any more, and is to be closed. */
  readonly takenOver: Promise<void>;
  readonly app: FastifyInstance;
  /** Clean stop: no new orders, taking children drained, everything durable and told. Resolves when nothing of it runs any more. */
  close(): Promise<void>;
}

/**
 * Starts a router: reads what the database knows, puts the parts together, opens venues and API, and finds out what became of every order of
 * the time before. Production and tests start this same one, with other adapters. A start that fails leaves nothing open.
 */
export async function startRouter(env: RouterEnv, adapters: Adapters): Promise<Running> {
  const closers = new Closers(adapters.log);
  try {
    const parts = await openParts(env, adapters, closers);
    const watches = { checks: watchChecks(parts), uses: watchUses(parts) };
    const app = await composeApi(parts, watches);
    closers.add('uses of keys', () => within(CLOSE_MS, watches.uses.write(), parts.timers));
    closers.add('API', () => app.close());
    const address = await listen(parts, app, watches);
    const takenOver = parts.tenure.over.then(() => standDown(parts));
    return { address, ready: becomeReady(parts, address), parts, takenOver, app, close: () => closers.close() };
  } catch (error) {
    await closers.close();
    throw error;
  }
}

/** A router without its API: whoever has its parts in the same process speaks with these. */
export type Headless = Pick<Running, 'ready' | 'parts' | 'close'>;

/** Starts a router without its API: what the simulation of the whole system does, in a time of its own. */
export async function startHeadless(env: RouterEnv, adapters: Adapters): Promise<Headless> {
  const closers = new Closers(adapters.log);
  const parts = await openParts(env, adapters, closers);
  begin(parts, []);
  void parts.tenure.over.then(() => standDown(parts));
  return { ready: becomeReady(parts, 'nowhere'), parts, close: () => closers.close() };
}

/** Puts the parts together and opens the sessions with venues. */
async function openParts(env: RouterEnv, adapters: Adapters, closers: Closers): Promise<Parts> {
  const parts = await composeParts(env, adapters, closers);
  parts.gateway.open();
  closers.add('venues', () => parts.gateway.close());
  return parts;
}

/** Lets go of venues and orders at once, and sees to it that whoever listens has heard why. */
function standDown({ gateway, pipeline, hub }: Parts): void {
  pipeline.isReady = false;
  gateway.close();
  hub.pump();
}

/** Opens the API and begins with what repeats; gives the address. */
async function listen(parts: Parts, app: FastifyInstance, { checks, uses }: Watches): Promise<string> {
  const { env, log } = parts;
  const address = await app.listen({ host: env.ROUTER_HOST, port: env.ROUTER_PORT });
  log.info({ address }, 'router listens');
  begin(parts, [
    { everyMs: LOOK_AT_CHECKS_MS, run: () => void checks.look() },
    { everyMs: WRITE_USES_MS, run: () => void uses.write() },
  ]);
  return address;
}

/** Begins with what repeats, and notes how the orders that are under way are brought to an end. */
function begin(parts: Parts, more: readonly Round[]): void {
  const { closers, hub, timers, pipeline, desk, tenure } = parts;
  closers.add('streams', () => hub.close());
  closers.add('rounds', startRounds([...roundsFromTheStart(parts), ...more], timers));
  closers.add('orders under way', () => {
    pipeline.isReady = false;
    return tenure.isOver ? undefined : drain(() => desk.live.alive(), timers);
  });
}

/** What repeats from when the API listens. */
function roundsFromTheStart(parts: Parts): Round[] {
  const { overdue, market, hub, clock, memory, history, calendar, ruleBook, diskWatch, tenure } = parts;
  const ticker = new NbboTicker(market, hub, clock);
  const statusTicker = new VenueStatusTicker(market, hub, clock);
  return [
    { everyMs: BEAT_MS, run: () => tenure.beat() },
    { everyMs: RENEW_MS, run: () => void tenure.renew() },
    { everyMs: LOOK_AT_LOOP_MS, run: () => parts.load.look() },
    { everyMs: LOOK_AT_PROJECTION_MS, run: () => parts.projectionWatch.look() },
    { everyMs: 1_000, run: () => overdue.checkOverdue() },
    { everyMs: 1_000, run: () => overdue.endRests() },
    { everyMs: REPLAN_ROUND_MS, run: () => parts.pipeline.isReady && parts.replanner.round() },
    { everyMs: 250, run: () => ticker.tick() },
    { everyMs: LOOK_AT_LAG_MS, run: () => parts.meter.looped(parts.lag.lagUs()) },
    { everyMs: 250, run: () => parts.circuits.tick() },
    { everyMs: SHARE_MS, run: () => void parts.sharedCircuits?.look() },
    { everyMs: 250, run: () => statusTicker.tick() },
    { everyMs: 10, run: () => market.learning.tick(clock.nowUs()) },
    { everyMs: LOOK_MS, run: () => history.look() },
    { everyMs: WRITE_MS, run: () => void history.write() },
    { everyMs: 5, run: () => hub.pump() },
    { everyMs: 250, run: () => hub.beat() },
    { everyMs: 10_000, run: () => void hub.recheck() },
    { everyMs: 5_000, run: () => void memory.save() },
    { everyMs: 60_000, run: () => void memory.record() },
    { everyMs: 10_000, run: () => void calendar.look() },
    { everyMs: 1_000, run: () => void ruleBook.look() },
    { everyMs: 1_000, run: () => void parts.limitBook.look() },
    { everyMs: 1_000, run: () => void parts.entitlements.look() },
    { everyMs: 1_000, run: () => parts.exposure.tick(parts.desk.live.alive()) },
    { everyMs: FREE_MS, run: () => void lookAtDisk(parts) },
    { everyMs: MEASURE_MS, run: () => void diskWatch.measure() },
    { everyMs: 1_000, run: () => correctClock(parts) },
  ];
}

/** Finds out what became of the orders of the time before, and takes new ones once the journal does. */
async function becomeReady(parts: Parts, address: string): Promise<void> {
  const { env, closers, store, journal, projector, pipeline, desk, room, lateEnds, timers, log, recoveryWatch } = parts;
  let executedEarlier: ExecutedBefore = new Map();
  const recovered = await recover({
    ...parts,
    revived: (live) => {
      parts.exposure.revive(live, executedEarlier.get(live.identity.pk) ?? 0n);
      parts.entitlements.moved(live);
    },
    takenUp: () => {
      desk.live.isWhole = true;
      parts.tradingHalts.askBackAgain();
    },
    resume: (live) => desk.resume(live),
    hold: (live) => room.hold(live),
    unanswered: () => desk.unanswered(),
    endAsking: () => desk.endAsking(),
    pendingEntries: () => journal.state().pending,
    onUnreadable: (orderPk, error) => recoveryWatch.unreadable(orderPk, error),
    findOpenOrders: async () => {
      // Which orders are alive the readable tables say, and the journal beyond them, where that is little.
      if (await store.recovery.isFarBehind()) {
        recoveryWatch.begins('PROJECTING');
        await projector.catchUp();
        recoveryWatch.begins('READING');
      }
      const open = await store.recovery.openOrders();
      const executed = store.exposure.executedSince.bind(store.exposure);
      executedEarlier = await restoreExposure(parts.exposure, { open, nowUs: parts.clock.nowUs() }, executed);
      parts.entitlements.restore(await store.riskLists.locatesUsed(open.map(({ orderPk }) => orderPk)));
      recoveryWatch.begins('ASKING');
      return open;
    },
  });
  await lookAtDisk(parts);
  void parts.diskWatch.measure();
  lateEnds.open();
  // What has ended lately the readable tables say.
  void projector.catchUp().then(
    () => lateEnds.ask(null),
    () => {},
  );
  recoveryWatch.begins('JOURNAL');
  while (!journal.state().healthy) await new Promise<void>((resolve) => timers.after(LOOK_AGAIN_MS, resolve));
  if (closers.hasBegun || parts.tenure.isOver) return;
  pipeline.isReady = recoveryWatch.isWhole;
  const refresh = oneAtATime(() => refreshInstruments(parts));
  const rounds: Round[] = [
    // Dates and the rule calendar change settings too: ticks, lots, order protection.
    { everyMs: 5_000, run: refresh },
    { everyMs: 100, run: () => room.tick() },
  ];
  closers.add('rounds of the waiting room', startRounds(rounds, timers));
  const hearing = store.hearOfInstruments(refresh);
  closers.add('hearing of instruments', () => hearing.close());
  if (!pipeline.isReady) return;
  log.info({ ...recovered, address }, 'router is ready');
  if (env.DEMO === 'off') return;
  const demo = new DemoFlow(parts, env.DEMO_ORDERS_PER_SECOND);
  closers.add('demo', () => demo.stop());
  demo.start();
}

/** Whether there is room for new orders is a question that is answered beside the order path. */
async function lookAtDisk({ diskWatch, pipeline }: Parts): Promise<void> {
  await diskWatch.look();
  pipeline.isDiskLow = diskWatch.isLow;
}

/** Halts, price tests, ticks, lots and the market's rules are settings that people and dates change while the router runs. */
async function refreshInstruments({ market, instruments, log }: Parts): Promise<void> {
  try {
    const refused = market.refresh(await instruments());
    if (refused.length > 0) log.warn({ refused }, 'new instruments, or new scales, need a restart');
  } catch (error) {
    log.warn({ error: String(error) }, 'instruments could not be read again; the last settings stand');
  }
}

function correctClock({ clock, log }: Parts): void {
  const distanceUs = clock.correct();
  if (Math.abs(distanceUs) > CLOCK_WARN_US)
    log.warn({ distanceUs }, 'the wall clock was set; it is followed, never backwards');
}
