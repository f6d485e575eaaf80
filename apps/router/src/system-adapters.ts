import { hostname } from 'node:os';
import { EngineShelf } from '@fairlead/db/engine-shelf';
import { createJournal } from '@fairlead/db/journal/journal';
import { SHARD, takeLease } from '@fairlead/db/journal/shard-lease';
import { endTerm, renewTerm, untilShardIsFree } from '@fairlead/db/journal/shard-term';
import { createPool } from '@fairlead/db/pool';
import { startProjectorThread } from '@fairlead/db/projection/start-projector-thread';
import { untilReachable } from '@fairlead/db/reachable';
import { AccessRepository } from '@fairlead/db/repositories/access-repository';
import { AuditTrail } from '@fairlead/db/repositories/audit-trail';
import { CalendarRepository } from '@fairlead/db/repositories/calendar-repository';
import { CatalogueRepository } from '@fairlead/db/repositories/catalogue-repository';
import { ControlRepository } from '@fairlead/db/repositories/control-repository';
import { DecisionRepository } from '@fairlead/db/repositories/decision-repository';
import { ExecutionQualityRepository } from '@fairlead/db/repositories/execution-quality-repository';
import { ExposureRepository } from '@fairlead/db/repositories/exposure-repository';
import { JobHistoryRepository } from '@fairlead/db/repositories/job-history-repository';
import { KeyRepository } from '@fairlead/db/repositories/key-repository';
import { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import { MarkoutRepository } from '@fairlead/db/repositories/markout-repository';
import { MessageRepository } from '@fairlead/db/repositories/message-repository';
import { OrderRepository } from '@fairlead/db/repositories/order-repository';
import { PersonNames } from '@fairlead/db/repositories/person-names';
import { ProjectionRepository } from '@fairlead/db/repositories/projection-repository';
import { QualityRepository } from '@fairlead/db/repositories/quality-repository';
import { RecoveryRepository } from '@fairlead/db/repositories/recovery-repository';
import { reportRepositories } from '@fairlead/db/repositories/report-repositories';
import { RiskLimitsRepository } from '@fairlead/db/repositories/risk-limits-repository';
import { RiskListsRepository } from '@fairlead/db/repositories/risk-lists-repository';
import { RulesRepository } from '@fairlead/db/repositories/rules-repository';
import { StatisticsRepository } from '@fairlead/db/repositories/statistics-repository';
import { VenueMemoryRepository } from '@fairlead/db/repositories/venue-memory-repository';
import { viewedRepositories } from '@fairlead/db/repositories/viewed-repositories';
import { VolumeRepository } from '@fairlead/db/repositories/volume-repository';
import { hear, INSTRUMENTS_CHANNEL } from '@fairlead/db/told';
import type { Adapters, JournalHearers, OpenedJournal, Store } from './adapters.ts';
import type { RouterEnv } from './env.ts';
import { tokenVerifier } from './intake/token.ts';
import type { Log } from './ports.ts';
import { notifySink } from './publish/notify-sink.ts';
import { ControlLines } from './wire/control-file.ts';
import { diskOf } from './wire/disk.ts';
import { lastDrill } from './wire/last-drill.ts';
import { OtlpSpans } from './wire/otlp-spans.ts';
import { RedisCircuits } from './wire/redis-circuits.ts';
import { ownRelease } from './wire/release.ts';
import { systemClock, systemHash, systemIds, systemTimers } from './wire/system.ts';
import { SocketGateway } from './wire/venue-gateway.ts';

/** The machine, the database and the venues that the environment names. The only place where adapters are chosen. */
export function systemAdapters(env: RouterEnv, log: Log): Adapters {
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, VENUE_SIM_HOST: host, VENUE_SIM_PORT: port } = env;
  return {
    log,
    clock: systemClock,
    uptimeMs: () => performance.now(),
    cpuMs: () => cpuMs(process.cpuUsage()),
    loopBusyMs: () => performance.eventLoopUtilization().active,
    ids: systemIds,
    hash: systemHash,
    timers: systemTimers,
    disk: env.DATA_DIR === undefined ? null : diskOf(env.DATA_DIR),
    controlFile: env.DATA_DIR === undefined ? null : new ControlLines(env.DATA_DIR, log),
    lastDrill: () => lastDrill(env.DATA_DIR, log),
    random: Math.random,
    verifyToken: tokenVerifier(env.JWKS_URL, env.WEB_URL),
    openStore: () => openStore(databaseUrl, log),
    openJournal: (hearers) => openJournal(databaseUrl, hearers, log),
    // The only venues that this router has sessions with are simulators, at the address that the environment names.
    environment: 'SIMULATED',
    release: ownRelease(),
    circuitStore:
      redisUrl === undefined
        ? null
        : (venues, hearers) =>
            new RedisCircuits({ url: redisUrl, router: systemIds.next(), venues, draw: Math.random, log }, hearers),
    ...(env.OTEL_EXPORTER_OTLP_ENDPOINT === undefined
      ? {}
      : { openSpans: collector(env.OTEL_EXPORTER_OTLP_ENDPOINT, env, log) }),
    venueSessions: (venueIds, ports) => new SocketGateway(venueIds, { host, port, sessionId: 'router' }, ports),
  };
}

function collector(endpoint: string, env: RouterEnv, log: Log): NonNullable<Adapters['openSpans']> {
  const settings = {
    endpoint,
    headers: env.OTEL_EXPORTER_OTLP_HEADERS,
    serviceName: env.OTEL_SERVICE_NAME,
    release: ownRelease(),
    share: env.OTEL_TRACES_SAMPLER_ARG,
  };
  return (timers) => new OtlpSpans(settings, { timers, log });
}

/** Takes the shard over once nobody else acts for it, and opens its journal with the projector that follows it. */
async function openJournal(
  databaseUrl: string,
  { onCommitted, onProjected }: JournalHearers,
  log: Log,
): Promise<OpenedJournal> {
  const me = { host: hostname(), pid: process.pid };
  // One connection of its own, so that saying that it acts waits for nothing else.
  const pool = createPool(databaseUrl, { max: 1, onError: () => {} });
  const onWaiting = (holder: object) => log.warn(holder, 'another router acts; its end, or its silence, is waited for');
  const isFree = untilShardIsFree(pool, { shard: SHARD, me, isRunning, onWaiting });
  const lease = await isFree.then(() => takeLease(pool, SHARD)).catch(endingWith(pool));
  const term = {
    renew: () => renewTerm(pool, lease, me),
    end: () => endTerm(pool, lease).finally(() => pool.end()),
  };
  await term.renew().catch(endingWith(pool));
  const projector = startProjectorThread({ databaseUrl, shard: SHARD, epoch: lease.epoch, onProgress: onProjected });
  const journal = createJournal({
    ...{ databaseUrl, lease },
    onCommitted: (entries) => {
      projector.offer(entries);
      onCommitted(entries);
    },
  });
  return { journal, projector, term };
}

function cpuMs({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000;
}

/** Signal 0 is no signal: it asks whether there is such a process. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function endingWith(pool: { end(): Promise<void> }): (error: unknown) => Promise<never> {
  return async (error) => {
    await pool.end();
    throw error;
  };
}

async function openStore(databaseUrl: string, log: Log): Promise<Store> {
  await untilReachable(databaseUrl, { onWaiting: (reason) => log.warn({ reason }, 'the database is waited for') });
  const pool = createPool(databaseUrl, {
    max: 6,
    onError: (error) => log.warn({ error: error.message }, 'a database connection broke'),
  });
  const reports = reportRepositories(pool);
  return {
    access: new AccessRepository(pool),
    audits: new AuditTrail(pool),
    calendar: new CalendarRepository(pool),
    catalogue: new CatalogueRepository(pool),
    control: new ControlRepository(pool),
    decisions: new DecisionRepository(pool),
    engines: new EngineShelf(),
    jobs: new JobHistoryRepository(pool),
    keys: new KeyRepository(pool),
    marketHistory: new MarketHistoryRepository(pool),
    markouts: new MarkoutRepository(pool),
    orders: new OrderRepository(pool),
    messages: new MessageRepository(pool),
    persons: new PersonNames(pool),
    projections: new ProjectionRepository(pool),
    quality: new QualityRepository(pool),
    recovery: new RecoveryRepository(pool),
    exposure: new ExposureRepository(pool),
    reports: () => reports,
    riskLists: new RiskListsRepository(pool),
    riskLimits: new RiskLimitsRepository(pool),
    rules: new RulesRepository(pool),
    statistics: new StatisticsRepository(pool),
    executionQuality: new ExecutionQualityRepository(pool),
    venueMemory: new VenueMemoryRepository(pool),
    viewed: (whose) => viewedRepositories(pool, whose),
    volumes: new VolumeRepository(pool),
    hearOfInstruments: (onTold) =>
      hear({
        ...{ databaseUrl, channel: INSTRUMENTS_CHANNEL, onTold, draw: Math.random },
        onError: (error) => log.warn({ error: error.message }, 'changed instruments are not heard of for a moment'),
      }),
    announce: notifySink(pool),
    close: () => pool.end(),
  };
}
