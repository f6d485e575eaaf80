import { EngineShelf } from '@fairlead/db/engine-shelf';
import { createJournal } from '@fairlead/db/journal/journal';
import type { StoredEntry } from '@fairlead/db/journal/journal-entry';
import { SHARD, takeLease } from '@fairlead/db/journal/shard-lease';
import { createPool, type Database } from '@fairlead/db/pool';
import { startProjectorThread } from '@fairlead/db/projection/start-projector-thread';
import { untilReachable } from '@fairlead/db/reachable';
import { AccessRepository } from '@fairlead/db/repositories/access-repository';
import { CalendarRepository } from '@fairlead/db/repositories/calendar-repository';
import { CatalogueRepository } from '@fairlead/db/repositories/catalogue-repository';
import { DecisionRepository } from '@fairlead/db/repositories/decision-repository';
import { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import { MarkoutRepository } from '@fairlead/db/repositories/markout-repository';
import { MessageRepository } from '@fairlead/db/repositories/message-repository';
import { OrderRepository } from '@fairlead/db/repositories/order-repository';
import { PersonNames } from '@fairlead/db/repositories/person-names';
import { QualityRepository } from '@fairlead/db/repositories/quality-repository';
import { RecoveryRepository } from '@fairlead/db/repositories/recovery-repository';
import { RulesRepository } from '@fairlead/db/repositories/rules-repository';
import { StatisticsRepository } from '@fairlead/db/repositories/statistics-repository';
import { VenueMemoryRepository } from '@fairlead/db/repositories/venue-memory-repository';
import { VolumeRepository } from '@fairlead/db/repositories/volume-repository';
import { hear, INSTRUMENTS_CHANNEL } from '@fairlead/db/told';
import type { Adapters, OpenedJournal, Store } from './adapters.ts';
import type { RouterEnv } from './env.ts';
import { tokenVerifier } from './intake/token.ts';
import type { Log } from './ports.ts';
import { notifySink } from './publish/notify-sink.ts';
import { diskOf } from './wire/disk.ts';
import { systemClock, systemHash, systemIds, systemTimers } from './wire/system.ts';
import { SocketGateway } from './wire/venue-gateway.ts';

/** The machine, the database and the venues that the environment names. The only place where adapters are chosen. */
export function systemAdapters(env: RouterEnv, log: Log): Adapters {
  const { DATABASE_URL: databaseUrl, VENUE_SIM_HOST: host, VENUE_SIM_PORT: port } = env;
  return {
    log,
    clock: systemClock,
    ids: systemIds,
    hash: systemHash,
    timers: systemTimers,
    disk: env.DATA_DIR === undefined ? null : diskOf(env.DATA_DIR),
    random: Math.random,
    verifyToken: tokenVerifier(env.JWKS_URL, env.WEB_URL),
    openStore: () => openStore(databaseUrl, log),
    openJournal: (onCommitted) => openJournal(databaseUrl, onCommitted),
    venueSessions: (venueIds, ports) => new SocketGateway(venueIds, { host, port, sessionId: 'router' }, ports),
  };
}

/** Takes the shard over, and opens its journal with the projector that follows it. */
async function openJournal(
  databaseUrl: string,
  onCommitted: (entries: readonly StoredEntry[]) => void,
): Promise<OpenedJournal> {
  const lease = await withDatabase(databaseUrl, (database) => takeLease(database, SHARD));
  const projector = startProjectorThread({ databaseUrl, shard: SHARD, epoch: lease.epoch });
  const journal = createJournal({
    ...{ databaseUrl, lease },
    onCommitted: (entries) => {
      projector.offer(entries);
      onCommitted(entries);
    },
  });
  return { journal, projector };
}

async function withDatabase<T>(databaseUrl: string, work: (database: Database) => Promise<T>): Promise<T> {
  const pool = createPool(databaseUrl, { max: 1, onError: () => {} });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

async function openStore(databaseUrl: string, log: Log): Promise<Store> {
  await untilReachable(databaseUrl, { onWaiting: (reason) => log.warn({ reason }, 'the database is waited for') });
  const pool = createPool(databaseUrl, {
    max: 6,
    onError: (error) => log.warn({ error: error.message }, 'a database connection broke'),
  });
  return {
    access: new AccessRepository(pool),
    calendar: new CalendarRepository(pool),
    catalogue: new CatalogueRepository(pool),
    decisions: new DecisionRepository(pool),
    engines: new EngineShelf(),
    marketHistory: new MarketHistoryRepository(pool),
    markouts: new MarkoutRepository(pool),
    orders: new OrderRepository(pool),
    messages: new MessageRepository(pool),
    persons: new PersonNames(pool),
    quality: new QualityRepository(pool),
    recovery: new RecoveryRepository(pool),
    rules: new RulesRepository(pool),
    statistics: new StatisticsRepository(pool),
    venueMemory: new VenueMemoryRepository(pool),
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
