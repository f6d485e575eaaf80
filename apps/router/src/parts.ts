import type { Instrument } from '@fairlead/core/instrument/instrument';
import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import { Arrivals } from '@fairlead/core/risk/arrivals';
import type { Journal } from '@fairlead/db/journal/journal-entry';
import type { Projecting } from '@fairlead/db/projection/projector';
import { readControl } from '@fairlead/db/record/control-body';
import type { OpenOrder, OrphanReportRow } from '@fairlead/db/repositories/recovery-repository';
import type { Adapters, Store, VenueSessions } from './adapters.ts';
import type { Closers } from './closers.ts';
import { pseudonyms } from './entry/pseudonyms.ts';
import type { RouterEnv } from './env.ts';
import { venueEvents } from './execution/venue-events.ts';
import { OrderLoad } from './intake/order-load.ts';
import { storedAnswers } from './intake/stored-answer.ts';
import { MarketRecorder } from './market-data/history/market-recorder.ts';
import { Market } from './market-data/market.ts';
import { MarketCalendar } from './market-data/market-calendar.ts';
import { TradingHours } from './market-data/trading-hours.ts';
import { WrittenParts } from './order/written-parts.ts';
import { type OrderPath, orderPath } from './order-path.ts';
import type { SpanSink } from './ports.ts';
import { ActLog } from './publish/act-log.ts';
import { type DiskSettings, DiskWatch } from './publish/disk-watch.ts';
import { PrometheusMeter, type Readings } from './publish/meter.ts';
import { PositionNotice } from './publish/position-notice.ts';
import { ProjectionWatch } from './publish/projection-watch.ts';
import { RecoveryWatch } from './publish/recovery-watch.ts';
import { StreamHub } from './publish/stream-hub.ts';
import { within } from './recovery/stop.ts';
import { lateEndOf, reviveOrder } from './recovery/stored-order.ts';
import { restoreVolumes } from './recovery/stored-volumes.ts';
import { Tenure } from './recovery/tenure.ts';
import { tenuredVenues } from './recovery/tenured-venues.ts';
import { VenueMemory } from './recovery/venue-memory.ts';
import { CircuitDesk } from './risk/circuit-desk.ts';
import { circuitedVenues } from './risk/circuited-venues.ts';
import { ControlLog } from './risk/control-log.ts';
import { EntitlementBook } from './risk/entitlement-book.ts';
import { ExposureBook } from './risk/exposure-book.ts';
import { HaltDesk } from './risk/halt-desk.ts';
import { LimitBook } from './risk/limit-book.ts';
import { SharedCircuits } from './risk/shared-circuits.ts';
import { RuleBook } from './rules/rule-book.ts';
import { LoopLag } from './wire/loop-lag.ts';
import { OwnedTimers } from './wire/owned-timers.ts';

/** What decides by which model and how eagerly, in every decision of this version. */
export const MODEL_VERSION = 'priors-1';
export const ROUTING = { urgency: 0.5, passiveHorizonMs: 10_000 };
const REGISTER_CAPACITY = 5_000;
const GB = 1_000_000_000;
/** How long the end waits for a database that hangs. */
export const CLOSE_MS = 2_500;

/** What everything stands on: the settings, what touches the outside, and how it is closed. */
interface Ground extends Adapters {
  readonly env: RouterEnv;
  readonly store: Store;
  readonly closers: Closers;
  readonly lag: LoopLag;
  /** Null where nobody collects traces. */
  readonly spans: SpanSink | null;
}

/** The market and what it is read by. */
interface MarketSide {
  readonly market: Market;
  readonly calendar: MarketCalendar;
  readonly hours: TradingHours;
  readonly ruleBook: RuleBook;
  readonly limitBook: LimitBook;
  readonly arrivals: Arrivals;
  readonly exposure: ExposureBook;
  readonly entitlements: EntitlementBook;
  readonly memory: VenueMemory;
  readonly history: MarketRecorder;
  /** The instruments as they are set now. */
  readonly instruments: () => Promise<readonly Instrument[]>;
}

/** What a router is made of, below its API. */
export interface Parts extends Ground, MarketSide, OrderPath {
  /** Who did what, on its way into the audit. */
  readonly acts: ActLog;
  readonly halts: HaltDesk;
  readonly circuits: CircuitDesk;
  /** Null where this router shares its circuits with nobody. */
  readonly sharedCircuits: SharedCircuits | null;
  readonly hub: StreamHub;
  readonly meter: PrometheusMeter;
  readonly diskWatch: DiskWatch;
  readonly notice: PositionNotice;
  readonly journal: Journal;
  readonly projector: Projecting;
  readonly gateway: VenueSessions;
  readonly tenure: Tenure;
  readonly load: OrderLoad;
  readonly projectionWatch: ProjectionWatch;
  readonly recoveryWatch: RecoveryWatch;
}

/** Puts the parts together, standing still; what it opens is noted with the closers. */
export async function composeParts(env: RouterEnv, adapters: Adapters, closers: Closers): Promise<Parts> {
  const ground = await groundOf(env, adapters, closers);
  const { clock, log, timers } = ground;
  const acts = new ActLog({ ...ground, audits: ground.store.audits });
  closers.add('acts', () => within(CLOSE_MS, acts.close(), timers));
  const side = await marketSide(ground);
  const { market } = side;
  const hub = new StreamHub(clock, env.STREAM_WINDOW);
  const notice = new PositionNotice({ tell: ground.store.announce, timers, log });
  const meter = new PrometheusMeter(env.METRIC_NAMES);
  let isOver = () => false;
  // What is not lost where it cannot be written any more: the journal keeps what was not told, and venues are learned anew.
  const flush = async () => {
    await notice.stop();
    // Another router has taken over what is known of the venues with the rest.
    if (isOver()) return;
    await side.memory.save();
    await side.memory.record();
    await side.history.close();
  };
  closers.add('notice, memory and history', () => within(CLOSE_MS, flush(), timers));
  closers.add('control file', () => ground.controlFile?.close());
  const { journal, projector, term } = await openJournal(ground, { notice, meter });
  const tenure = new Tenure({ ...ground, term, journal, publisher: hub });
  isOver = () => tenure.isOver;
  // What was written right before the router of before died may not have been told.
  notice.reached(journal.state().position);
  const events = venueEvents(() => path, { market, publisher: hub, clock, log });
  const venueIds = market.venues.map(({ venue }) => venue.venueId);
  const mayLogOn = () => tenure.mayAct;
  const sessions = adapters.venueSessions(venueIds, { events, timers, log, draw: adapters.random, mayLogOn });
  const gateway = tenuredVenues(circuitedVenues(sessions, { market, clock }), tenure);
  const control = await controlDesks(ground, { market, journal, hub });
  const path: OrderPath = pathOf({ ...ground, ...side, acts, hub, meter, journal, gateway, ...control });
  const projectionWatch = new ProjectionWatch({ ...ground, projector, publisher: hub });
  const recoveryWatch = new RecoveryWatch({ ...ground, projector, publisher: hub });
  const diskWatch = new DiskWatch({ ...ground, publisher: hub }, diskSettings(env));
  const load = new OrderLoad(
    { ...ground, journal },
    {
      waitMsMax: env.MAX_WAIT_MS,
      overloadedWaitMsMax: env.MAX_OVERLOADED_WAIT_MS,
    },
  );
  const watches = { diskWatch, projectionWatch, recoveryWatch };
  const parts: Parts = {
    ...ground,
    ...side,
    ...path,
    acts,
    ...control,
    hub,
    meter,
    ...watches,
    notice,
    journal,
    projector,
    gateway,
    tenure,
    load,
  };
  meter.read(readingsOf(parts));
  return parts;
}

/** What is told of the parts when somebody scrapes the metrics. */
function readingsOf({ desk, gateway, market, journal, projector, ...parts }: Parts): Readings {
  const { projectionWatch, halts, hub, load, history, diskWatch } = parts;
  return {
    aliveOrders: () => desk.live.aliveCount,
    connectedVenues: () => gateway.connectedCount,
    quotes: () => market.quoteCount,
    journalPending: () => journal.state().pending,
    journalPosition: () => journal.state().position,
    projectedPosition: () => projector.state().position,
    projectionBehindMs: () => projectionWatch.behindMs,
    haltsInForce: () => halts.inForce.length,
    circuits: () => market.venues.map(({ venue, circuit }) => [venue.venueId, circuit.state] as const),
    streamListeners: () => hub.readerCount,
    orderWaitMs: () => load.waitMs,
    historyUnwritten: () => history.unwrittenCount,
    cpuMs: parts.cpuMs,
    loopBusyMs: parts.loopBusyMs,
    diskFreeBytes: () => diskWatch.freeBytes,
    dataBytes: () => diskWatch.dataBytes,
    diskDaysLeft: () => diskWatch.daysLeft,
  };
}

function diskSettings(env: RouterEnv): DiskSettings {
  return { lowBelowBytes: env.DISK_LOW_GB * GB, holdsDatabase: env.DATABASE_DISK === 'ours' };
}

async function groundOf(env: RouterEnv, adapters: Adapters, closers: Closers): Promise<Ground> {
  const timers = new OwnedTimers(adapters.timers);
  closers.add('timers', () => timers.end());
  const spans = adapters.openSpans?.(timers) ?? null;
  if (spans !== null) closers.add('spans', () => within(CLOSE_MS, spans.close(), timers));
  const store = await adapters.openStore();
  closers.add('store', () => within(CLOSE_MS, store.close(), timers));
  return { ...adapters, env, store, timers, closers, spans, lag: new LoopLag(adapters) };
}

/** The market and its rules, as the database has them now, with what was learned of the venues. */
async function marketSide({ env, store, clock, hash, log }: Ground): Promise<MarketSide> {
  const calendar = new MarketCalendar({ store: store.calendar, hash, log });
  await calendar.load();
  const today = () => dateOfDay(newYorkDay(clock.nowUs()));
  const instruments = () => store.catalogue.instruments(today(), calendar.rules);
  const market = new Market(await instruments(), await store.catalogue.venues(today()), {
    settings: await store.catalogue.venueTerms(),
    childTimeoutMs: env.CHILD_TIMEOUT_MS,
  });
  await restoreVolumes(market, clock.nowUs(), (fromUs, toUs) => store.volumes.executedBetween(fromUs, toUs));
  const ruleBook = new RuleBook({ store: store.rules, clock, log });
  await ruleBook.refresh();
  const limitBook = new LimitBook({
    store: store.riskLimits,
    pseudonymOf: (person) => store.persons.pseudonymOf(person),
    log,
  });
  await limitBook.refresh();
  const exposure = new ExposureBook(clock);
  const arrivals = new Arrivals();
  const entitlements = new EntitlementBook({ store: store.riskLists, clock, log });
  await entitlements.refresh();
  const { venueMemory, quality } = store;
  const memory = new VenueMemory({
    market,
    clock,
    log,
    load: () => venueMemory.estimates(),
    said: () => venueMemory.saidStatuses(),
    late: (sinceUs) => venueMemory.lateFills(sinceUs),
    save: (rows, atUs) => venueMemory.saveEstimates(rows, atUs),
    record: async (rows, atUs) => {
      await quality.ensurePartitions(atUs, 0);
      await quality.writeQuality(rows);
    },
  });
  log.info({ estimates: await memory.restore() }, 'what was learned of the venues is back');
  const history = new MarketRecorder({ market, clock, log, store: store.marketHistory });
  const hours = new TradingHours(env.SESSION_HOURS, calendar);
  return {
    market,
    calendar,
    hours,
    ruleBook,
    limitBook,
    arrivals,
    exposure,
    entitlements,
    memory,
    history,
    instruments,
  };
}

/** The journal first: what it takes until its end is projected before the projector stops. */
async function openJournal(
  { openJournal: open, closers, timers }: Ground,
  { notice, meter }: Pick<Parts, 'notice' | 'meter'>,
) {
  const opened = await open({
    onCommitted: (entries) => notice.reached(entries.at(-1)?.position ?? 0),
    onProjected: (state) => meter.projected(state),
  });
  closers.add('term', () => within(CLOSE_MS, opened.term.end(), timers));
  closers.add('projector', () => within(CLOSE_MS, opened.projector.close(), timers));
  closers.add('journal', () => opened.journal.close());
  return opened;
}

/** Halts and circuits as the journal has them, once nobody else writes it. */
async function controlDesks(
  ground: Ground,
  { market, journal, hub }: Pick<Parts, 'market' | 'journal' | 'hub'>,
): Promise<Pick<Parts, 'halts' | 'circuits' | 'sharedCircuits'>> {
  const simulated = ground.environment === 'SIMULATED';
  const log = new ControlLog({ ...ground, journal, publisher: hub, simulated });
  const halts = new HaltDesk({ ...ground, log, publisher: hub });
  const circuits = new CircuitDesk({ ...ground, market, control: log, publisher: hub });
  const { haltIds, inForce, left } = await decidedBefore(ground);
  halts.restore([...inForce, ...left], haltIds);
  circuits.restore([...inForce, ...left]);
  log.writeLeft(left);
  return { halts, circuits, sharedCircuits: await shareCircuits(ground, { market, circuits }) };
}

/** What is in force by the journal, and what a router before this one has decided that the journal did not take. */
async function decidedBefore({ store, controlFile }: Ground) {
  const bodies = (await controlFile?.takeOver()) ?? [];
  const left = await store.control.notWritten(bodies.map(readControl));
  for (const _written of bodies.slice(left.length)) controlFile?.forget();
  return { haltIds: await store.control.haltIds(), inForce: await store.control.inForce(), left };
}

/** Shares the circuits with other routers, where there is something to share them by; what these know stands from the start. */
async function shareCircuits(
  ground: Ground,
  { market, circuits }: Pick<Parts, 'market' | 'circuits'>,
): Promise<SharedCircuits | null> {
  const open = ground.circuitStore;
  if (open === null) return null;
  const venues = market.venues.map(({ venue: { venueId, venueType } }) => ({
    venueId,
    isProvider: venueType === 'LIQUIDITY_PROVIDER',
  }));
  const shared = new SharedCircuits({ ...ground, market, desk: circuits }, (hearers) => open(venues, hearers));
  ground.closers.add('shared circuits', () => shared.close());
  circuits.sharedBy(shared);
  await shared.look();
  return shared;
}

function pathOf(
  parts: Ground & MarketSide & Pick<Parts, 'acts' | 'hub' | 'meter' | 'journal' | 'gateway' | 'halts'>,
): OrderPath {
  const { env, store, market } = parts;
  const revive = (stored: OpenOrder | null) =>
    stored === null ? null : reviveOrder(stored, (instrumentId) => market.instrument(instrumentId));
  const { recovery } = store;
  const stored = {
    findAnswer: storedAnswers(store.orders, store.decisions),
    findSince: async (venueId: string | null, sinceUs: number) =>
      (await recovery.endedSince(venueId, sinceUs)).map(lateEndOf),
    load: async (childId: string) => revive(await recovery.orderOfChild(childId)),
    keepOrphan: (row: OrphanReportRow) => recovery.keepOrphan(row),
    loadOrder: async (clientId: string, orderId: string) => {
      const row = await store.orders.findByClientId(clientId, orderId);
      return row === null ? null : revive(await recovery.order(row.id));
    },
    pseudonymsOf: pseudonyms(store.persons),
    parts: new WrittenParts(),
  };
  return orderPath(
    { ...parts, ...stored, publisher: parts.hub, rules: parts.ruleBook, limits: parts.limitBook.limitsOf },
    {
      routing: ROUTING,
      modelVersion: MODEL_VERSION,
      maxWaves: env.MAX_WAVES,
      replanEveryMs: env.REPLAN_EVERY_MS,
      runaway: { ofOrder: env.RUNAWAY_CHILDREN_PER_SECOND_OF_ORDER, ofRouter: env.RUNAWAY_CHILDREN_PER_SECOND },
      closedMarket: env.CLOSED_MARKET,
      maxInFlight: env.MAX_IN_FLIGHT,
      registerCapacity: REGISTER_CAPACITY,
    },
  );
}
