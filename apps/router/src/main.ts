import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import { createJournal } from '@fairlead/db/journal';
import { createPool } from '@fairlead/db/pool';
import { untilReachable } from '@fairlead/db/reachable';
import { AccessRepository } from '@fairlead/db/repositories/access-repository';
import { CalendarRepository } from '@fairlead/db/repositories/calendar-repository';
import { CatalogueRepository } from '@fairlead/db/repositories/catalogue-repository';
import { DecisionRepository } from '@fairlead/db/repositories/decision-repository';
import { OrderRepository } from '@fairlead/db/repositories/order-repository';
import { OutboxRepository } from '@fairlead/db/repositories/outbox-repository';
import { QualityRepository } from '@fairlead/db/repositories/quality-repository';
import { RecoveryRepository } from '@fairlead/db/repositories/recovery-repository';
import { RulesRepository } from '@fairlead/db/repositories/rules-repository';
import { StatisticsRepository } from '@fairlead/db/repositories/statistics-repository';
import { VenueMemoryRepository } from '@fairlead/db/repositories/venue-memory-repository';
import { VolumeRepository } from '@fairlead/db/repositories/volume-repository';
import { pino } from 'pino';
import { DEMO_CLIENT, DemoFlow } from './demo/order-flow.ts';
import { EarlyCancels } from './entry/early-cancels.ts';
import { venueEvents } from './entry/venue-events.ts';
import { readEnv } from './env.ts';
import { Desk } from './execution/desk.ts';
import { Access } from './intake/access.ts';
import { createApp } from './intake/app.ts';
import { PATIENCE } from './intake/connections.ts';
import { StoredExecutionReader } from './intake/execution-reader.ts';
import { storedAnswers } from './intake/stored-answer.ts';
import { tokenVerifier } from './intake/token.ts';
import { Market } from './market-data/market.ts';
import { MarketCalendar } from './market-data/market-calendar.ts';
import { NbboTicker } from './market-data/nbbo-ticker.ts';
import { ruleCalendarDetail } from './market-data/rule-calendar-detail.ts';
import { TradingHours } from './market-data/trading-hours.ts';
import { VenueStatusTicker } from './market-data/venue-status.ts';
import { Pipeline } from './pipeline.ts';
import { PrometheusMeter } from './publish/meter.ts';
import { notifySink } from './publish/notify-sink.ts';
import { OutboxRelay } from './publish/outbox-relay.ts';
import { StreamHub } from './publish/stream-hub.ts';
import { recover } from './recovery/recovery.ts';
import { drain, within } from './recovery/stop.ts';
import { restoreVolumes } from './recovery/stored-volumes.ts';
import { VenueMemory } from './recovery/venue-memory.ts';
import { orderLimits } from './risk/order-limits.ts';
import { RuleBook } from './rules/rule-book.ts';
import { WaitingRoom } from './waiting/waiting-room.ts';
import { clockDetail } from './wire/clock.ts';
import { repeatEvery } from './wire/repeat.ts';
import { systemClock, systemHash, systemIds, systemTimers } from './wire/system.ts';
import { SocketGateway } from './wire/venue-gateway.ts';

const MODEL_VERSION = 'priors-1';
const ROUTING = { urgency: 0.5, passiveHorizonMs: 10_000 };
const STREAM_WINDOW = 20_000;
const REGISTER_CAPACITY = 5_000;
const OVERDUE_MS = 1_000;
const NBBO_MS = 250;
const RULES_MS = 1_000;
const WAITING_MS = 100;
const INSTRUMENTS_MS = 2_000;
const CALENDAR_MS = 10_000;
const MARKOUT_MS = 10;
const STATUS_MS = 250;
const STREAM_PUMP_MS = 5;
const STREAM_BEAT_MS = 250;
const STREAM_RECHECK_MS = 10_000;
const SAVE_MS = 5_000;
const RECORD_MS = 60_000;
/** How long the end waits for a database that hangs. */
const CLOSE_MS = 2_500;
const CLOCK_MS = 1_000;
/** Beyond this the business clock is off: FINRA Rule 6820 asks for 50 ms. */
const CLOCK_WARN_US = 50_000;

const env = readEnv();
const log = pino({ level: env.LOG_LEVEL, base: { process: 'router' } });
const [clock, ids, hash, timers] = [systemClock, systemIds, systemHash, systemTimers];

await untilReachable(env.DATABASE_URL, { onWaiting: (reason) => log.warn({ reason }, 'the database is waited for') });
const pool = createPool(env.DATABASE_URL, {
  max: 6,
  onError: (error) => log.warn({ error: error.message }, 'a database connection broke'),
});
const journal = createJournal({ databaseUrl: env.DATABASE_URL });
const catalogue = new CatalogueRepository(pool);
const orders = new OrderRepository(pool);
const decisions = new DecisionRepository(pool);
const outbox = new OutboxRepository(pool);
const accessKeys = new AccessRepository(pool);
const venueMemory = new VenueMemoryRepository(pool);
const quality = new QualityRepository(pool);

const calendar = new MarketCalendar({ store: new CalendarRepository(pool), hash, log });
await calendar.load();
const today = () => dateOfDay(newYorkDay(clock.nowUs()));
const instruments = () => catalogue.instruments(today(), calendar.rules);
const market = new Market(await instruments(), await catalogue.venues(today()));
const hours = new TradingHours(env.SESSION_HOURS, calendar);
const volumes = new VolumeRepository(pool);
await restoreVolumes(market, clock.nowUs(), (fromUs, toUs) => volumes.executedBetween(fromUs, toUs));
const meter = new PrometheusMeter();
const hub = new StreamHub(clock, STREAM_WINDOW);
const venueIds = market.venues.map(({ venue }) => venue.venueId);
const gatewaySettings = { host: env.VENUE_SIM_HOST, port: env.VENUE_SIM_PORT, sessionId: 'router' };
const events = venueEvents(() => ({ desk, room }), { market, publisher: hub, clock, log });
const gateway = new SocketGateway(venueIds, gatewaySettings, { events, timers, log, draw: Math.random });
const rules = new RulesRepository(pool);
const ruleBook = new RuleBook({ store: rules, clock, log });
await ruleBook.refresh();
const shared = { market, gateway, hours, journal, publisher: hub, clock, ids, hash, log, meter, rules: ruleBook };
const desk: Desk = new Desk(shared, {
  routing: ROUTING,
  modelVersion: MODEL_VERSION,
  maxWaves: env.MAX_WAVES,
  childTimeoutUs: env.CHILD_TIMEOUT_MS * 1_000,
});
const room: WaitingRoom = new WaitingRoom({ market, desk, hours, clock }, orderLimits);
const cancels = new EarlyCancels(timers);
const pipeline = new Pipeline(
  { ...shared, desk, room, cancels, findAnswer: storedAnswers(orders, decisions) },
  {
    limits: orderLimits,
    routing: ROUTING,
    modelVersion: MODEL_VERSION,
    closedMarket: env.CLOSED_MARKET,
    maxInFlight: env.MAX_IN_FLIGHT,
    registerCapacity: REGISTER_CAPACITY,
  },
);
const relay = new OutboxRelay({
  next: (limit) => outbox.next(limit),
  tell: notifySink(pool),
  mark: (batch) => outbox.mark(batch),
  timers,
  log,
  draw: Math.random,
});
const demo = new DemoFlow({ pipeline, market, clock, timers, log, random: Math.random }, env.DEMO_ORDERS_PER_SECOND);

meter.read({
  aliveOrders: () => desk.live.aliveCount,
  connectedVenues: () => gateway.connectedCount,
  quotes: () => market.quoteCount,
  journalPending: () => journal.state().pending,
  streamListeners: () => hub.readerCount,
});

const memory = new VenueMemory({
  market,
  clock,
  log,
  load: () => venueMemory.estimates(),
  said: () => venueMemory.saidStatuses(),
  save: (rows, atUs) => venueMemory.saveEstimates(rows, atUs),
  record: async (rows, atUs) => {
    await quality.ensurePartitions(atUs, 0);
    await quality.writeQuality(rows);
  },
});
log.info({ estimates: await memory.restore() }, 'what was learned of the venues is back');

const app = await createApp({
  access: new Access({
    findKey: (sha256) => accessKeys.findKey(sha256),
    findSession: (sessionId) => accessKeys.findSession(sessionId),
    verifyToken: tokenVerifier(env.JWKS_URL, env.WEB_URL),
    clock,
    timers,
  }),
  limits: {
    rates: { perKey: env.REQUESTS_PER_SECOND_OF_KEY, perClient: env.REQUESTS_PER_SECOND_OF_CLIENT, perStranger: 1_000 },
    connections: { total: env.MAX_CONNECTIONS, perAddress: env.MAX_CONNECTIONS_OF_ADDRESS, patience: PATIENCE },
  },
  pipeline,
  cancels,
  isJournalWell: () => journal.state().healthy,
  desk,
  market,
  hours,
  calendar,
  hub,
  executions: new StoredExecutionReader(orders),
  findDecision: async (id, clientId) => (await decisions.findById(id, clientId))?.decision ?? null,
  statistics: new StatisticsRepository(pool),
  keepStatus: ({ venueId, status, reason, by, traceId }) =>
    venueMemory.say(venueId, status, {
      id: ids.next(),
      actor_type: by.kind === 'KEY' ? 'API_KEY' : 'USER',
      actor_id: by.name,
      action: 'VENUE_STATUS',
      subject_type: 'venue',
      subject_id: venueId,
      reason,
      trace_id: traceId,
      created_at_us: clock.nowUs(),
    }),
  checks: [
    { name: 'database', isReady: () => journal.state().healthy, detail: () => journal.state().lastError ?? 'writing' },
    {
      name: 'venues',
      isReady: () => gateway.connectedCount > 0,
      detail: () => `${gateway.connectedCount} of ${venueIds.length} connected`,
    },
    {
      name: 'recovery',
      isReady: () => pipeline.isReady,
      detail: () => (pipeline.isReady ? 'done' : 'asking the venues'),
    },
    { name: 'clock', isReady: () => true, detail: () => clockDetail(systemClock.distanceUs) },
    { name: 'rules', isReady: () => true, detail: () => ruleCalendarDetail(calendar.rules, market) },
    { name: 'session', isReady: () => true, detail: () => hours.describe(clock.nowUs()) },
  ],
  modelVersion: MODEL_VERSION,
  registry: meter.registry,
  clock,
  timers,
  hash,
  log,
  rules,
  ruleBook,
  simulation: { firstWaves: (filter) => decisions.firstWaves(filter), routing: ROUTING },
  isSimulated: (clientId) => clientId === DEMO_CLIENT,
});

const ticker = new NbboTicker(market, hub, clock);
const statusTicker = new VenueStatusTicker(market, hub, clock);
gateway.open();
relay.start();
const address = await app.listen({ host: env.ROUTER_HOST, port: env.ROUTER_PORT });
log.info({ address }, 'router listens');
const stopWatch = repeatEvery(OVERDUE_MS, () => desk.checkOverdue(), timers);
const stopTickers = [
  repeatEvery(OVERDUE_MS, () => desk.endRests(), timers),
  repeatEvery(NBBO_MS, () => ticker.tick(), timers),
  repeatEvery(MARKOUT_MS, () => market.learning.tick(clock.nowUs()), timers),
  repeatEvery(STATUS_MS, () => statusTicker.tick(), timers),
  repeatEvery(STREAM_PUMP_MS, () => hub.pump(), timers),
  repeatEvery(STREAM_BEAT_MS, () => hub.beat(), timers),
  repeatEvery(STREAM_RECHECK_MS, () => void hub.recheck(), timers),
  repeatEvery(SAVE_MS, () => void memory.save(), timers),
  repeatEvery(RECORD_MS, () => void memory.record(), timers),
  repeatEvery(CALENDAR_MS, () => void calendar.look(), timers),
  repeatEvery(RULES_MS, () => void ruleBook.look(), timers),
  repeatEvery(CLOCK_MS, correctClock, timers),
];
const recovery = new RecoveryRepository(pool);
const recovered = await recover(
  {
    ...{ market, desk, room, clock, timers, log, hash },
    pendingEntries: () => journal.state().pending,
    findOpenOrders: () => recovery.openOrders(),
  },
  orderLimits,
);
pipeline.isReady = true;
const stopRefresh = repeatEvery(INSTRUMENTS_MS, () => void refreshInstruments(), timers);
const stopRoom = repeatEvery(WAITING_MS, () => room.tick(), timers);
log.info({ ...recovered, address }, 'router is ready');
if (env.DEMO === 'on') demo.start();

/** Halts, price tests, ticks, lots and the market's rules are settings that people and dates change while the router runs. */
async function refreshInstruments(): Promise<void> {
  try {
    const refused = market.refresh(await instruments());
    if (refused.length > 0) log.warn({ refused }, 'new instruments, or new scales, need a restart');
  } catch (error) {
    log.warn({ error: String(error) }, 'instruments could not be read again; the last settings stand');
  }
}

function correctClock(): void {
  const distanceUs = systemClock.correct();
  if (Math.abs(distanceUs) > CLOCK_WARN_US)
    log.warn({ distanceUs }, 'the wall clock was set; it is followed, never backwards');
}

let isStopping = false;
/** Clean stop: no new orders, taking children drained, everything durable and told, then the end. */
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  demo.stop();
  pipeline.isReady = false;
  await drain(desk, timers);
  stopWatch();
  stopRoom();
  stopRefresh();
  for (const stopTicker of stopTickers) stopTicker();
  hub.close();
  await app.close();
  gateway.close();
  await journal.close();
  await within(CLOSE_MS, closeStores(), timers);
  log.info('router has stopped');
  process.exit(0);
}

/** What is not lost where it cannot be written any more: the outbox keeps what was not told, and venues are learned anew. */
async function closeStores(): Promise<void> {
  await relay.stop();
  await memory.save();
  await memory.record();
  await pool.end();
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
