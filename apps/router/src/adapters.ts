import type { DrillRecord } from '@fairlead/contracts/risk-drill';
import type { Environment } from '@fairlead/contracts/system';
import type { EngineShelf } from '@fairlead/db/engine-shelf';
import type { ChainedEntry } from '@fairlead/db/journal/chain';
import type { Journal } from '@fairlead/db/journal/journal-entry';
import type { Projecting, ProjectorState } from '@fairlead/db/projection/projector';
import type { AccessRepository } from '@fairlead/db/repositories/access-repository';
import type { AuditTrail } from '@fairlead/db/repositories/audit-trail';
import type { CalendarRepository } from '@fairlead/db/repositories/calendar-repository';
import type { CatalogueRepository } from '@fairlead/db/repositories/catalogue-repository';
import type { ControlRepository } from '@fairlead/db/repositories/control-repository';
import type { DecisionRepository } from '@fairlead/db/repositories/decision-repository';
import type { ExecutionQualityRepository } from '@fairlead/db/repositories/execution-quality-repository';
import type { ExposureRepository } from '@fairlead/db/repositories/exposure-repository';
import type { JobHistoryRepository } from '@fairlead/db/repositories/job-history-repository';
import type { KeyRepository } from '@fairlead/db/repositories/key-repository';
import type { MarketHistoryRepository } from '@fairlead/db/repositories/market-history-repository';
import type { MarkoutRepository } from '@fairlead/db/repositories/markout-repository';
import type { MessageRepository } from '@fairlead/db/repositories/message-repository';
import type { OrderRepository } from '@fairlead/db/repositories/order-repository';
import type { PersonNames } from '@fairlead/db/repositories/person-names';
import type { ProjectionRepository } from '@fairlead/db/repositories/projection-repository';
import type { QualityRepository } from '@fairlead/db/repositories/quality-repository';
import type { RecoveryRepository } from '@fairlead/db/repositories/recovery-repository';
import type { ReportRepositories } from '@fairlead/db/repositories/report-repositories';
import type { RiskLimitsRepository } from '@fairlead/db/repositories/risk-limits-repository';
import type { RiskListsRepository } from '@fairlead/db/repositories/risk-lists-repository';
import type { RulesRepository } from '@fairlead/db/repositories/rules-repository';
import type { StatisticsRepository } from '@fairlead/db/repositories/statistics-repository';
import type { VenueMemoryRepository } from '@fairlead/db/repositories/venue-memory-repository';
import type { ViewedLists } from '@fairlead/db/repositories/viewed-repositories';
import type { VolumeRepository } from '@fairlead/db/repositories/volume-repository';
import type { VerifyToken } from './intake/token.ts';
import type {
  Clock,
  ControlFile,
  Disk,
  Hash,
  Ids,
  Log,
  SessionEvents,
  SpanSink,
  Timers,
  VenueGateway,
} from './ports.ts';
import type { HeldTerm } from './recovery/tenure.ts';
import type { CircuitHearers, CircuitStore } from './wire/shared-circuit.ts';

/** A clock that is held against the wall. */
export interface WallClock extends Clock {
  /** How far it is ahead of the wall, in microseconds; negative where it is behind. */
  readonly distanceUs: number;
  /** Holds it against the wall; gives the distance in microseconds that was found. */
  correct(): number;
}

/** The sessions with all venues. */
export interface VenueSessions extends VenueGateway {
  readonly connectedCount: number;
  open(): void;
  close(): void;
}

/** What sessions with venues work with. */
export interface VenueSessionPorts {
  readonly events: SessionEvents;
  readonly timers: Timers;
  readonly log: Log;
  readonly draw: () => number;
  /** False while no session may be opened: a logon ends the session that another router has. */
  readonly mayLogOn: () => boolean;
}

/** Everything that is kept in the database, as far as the router asks for it. */
export interface Store {
  readonly access: Pick<AccessRepository, 'findKey' | 'findSession' | 'isClient'>;
  readonly audits: Pick<AuditTrail, 'append' | 'find'>;
  readonly calendar: Pick<CalendarRepository, 'marketDays' | 'marketRules'>;
  readonly catalogue: Pick<CatalogueRepository, 'venues' | 'venueTerms' | 'instruments'>;
  readonly control: Pick<ControlRepository, 'haltIds' | 'inForce' | 'recentHalts' | 'notWritten'>;
  readonly decisions: Pick<DecisionRepository, 'findById' | 'firstWaves'>;
  /** The engines that decisions were made by. */
  readonly engines: Pick<EngineShelf, 'engine'>;
  readonly exposure: Pick<ExposureRepository, 'executedSince'>;
  readonly jobs: Pick<JobHistoryRepository, keyof JobHistoryRepository>;
  readonly keys: Pick<KeyRepository, keyof KeyRepository>;
  readonly marketHistory: Pick<MarketHistoryRepository, 'ensurePartitions' | 'knownUntil' | 'write'>;
  readonly markouts: Pick<MarkoutRepository, 'of'>;
  readonly orders: Pick<OrderRepository, 'findByClientId' | 'findWalk'>;
  readonly messages: Pick<MessageRepository, 'messagesAfter'>;
  readonly persons: Pick<PersonNames, 'pseudonymOf' | 'known' | 'erase'>;
  readonly projections: Pick<ProjectionRepository, 'position' | 'untilPosition'>;
  readonly quality: Pick<QualityRepository, 'ensurePartitions' | 'writeQuality'>;
  readonly recovery: Pick<RecoveryRepository, keyof RecoveryRepository>;
  readonly reports: () => ReportRepositories;
  readonly riskLimits: Pick<RiskLimitsRepository, keyof RiskLimitsRepository>;
  readonly riskLists: Pick<RiskListsRepository, keyof RiskListsRepository>;
  readonly rules: Pick<RulesRepository, keyof RulesRepository>;
  readonly statistics: Pick<StatisticsRepository, 'venues' | 'performance'>;
  readonly executionQuality: Pick<ExecutionQualityRepository, 'figures' | 'expectations' | 'calibration'>;
  readonly venueMemory: Pick<
    VenueMemoryRepository,
    'estimates' | 'lateFills' | 'saidStatuses' | 'saveEstimates' | 'say'
  >;
  readonly viewed: ViewedLists;
  readonly volumes: Pick<VolumeRepository, 'executedBetween'>;
  /** Hears of changed instruments; calls once after each connecting too, because what was told meanwhile is not kept. */
  readonly hearOfInstruments: (onTold: () => void) => { close(): Promise<void> };
  /** Tells those outside how far the journal has come. */
  readonly announce: (position: number) => Promise<void>;
  close(): Promise<void>;
}

/** The journal, and what follows from it. */
export interface OpenedJournal {
  readonly journal: Journal;
  readonly projector: Projecting;
  readonly term: HeldTerm;
}

/** Who hears of the journal as it grows. */
export interface JournalHearers {
  /** Each commit, in order. */
  readonly onCommitted: (entries: readonly Pick<ChainedEntry, 'position'>[]) => void;
  /** Each batch of the projector. */
  readonly onProjected: (state: ProjectorState) => void;
}

/** A venue whose circuit is shared. */
export interface SharedVenue {
  readonly venueId: string;
  readonly isProvider: boolean;
}

/** All that touches the outside. What is opened is closed by who has opened it. */
export interface Adapters {
  readonly log: Log;
  readonly clock: WallClock;
  /** Time that nobody sets, and that goes on while the process is stopped, in milliseconds. */
  readonly uptimeMs: () => number;
  /** For how long the event loop has worked since the process began, in milliseconds. */
  readonly loopBusyMs: () => number;
  /** How much of the processors this process has had, in milliseconds. */
  readonly cpuMs: () => number;
  readonly ids: Ids;
  readonly hash: Hash;
  readonly timers: Timers;
  /** Null where nobody has said where the data is. */
  readonly disk: Disk | null;
  /** Null where nobody has said where the data is. */
  readonly controlFile: ControlFile | null;
  /** The last drill of this installation; null where there is none that can be read. */
  readonly lastDrill: () => Promise<DrillRecord | null>;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly verifyToken: VerifyToken;
  /** Resolves when the store can be asked. */
  readonly openStore: () => Promise<Store>;
  /** Takes the shard over once nobody else acts for it, and opens its journal. Rejects where the database cannot be asked. */
  readonly openJournal: (hearers: JournalHearers) => Promise<OpenedJournal>;
  /** What stands behind the sessions with venues: whoever chooses them knows. */
  readonly environment: Environment;
  /** The version of this program. */
  readonly release: string;
  /** What a drill puts between the desk and the guard of what leaves; nobody else has it. */
  readonly drill?: (guard: VenueGateway) => VenueGateway;
  /** Where circuits are shared with other routers; null where this one is alone. */
  readonly circuitStore: ((venues: readonly SharedVenue[], hearers: CircuitHearers) => CircuitStore) | null;
  /** Where traces are collected; absent where nobody does. */
  readonly openSpans?: (timers: Timers) => SpanSink & { close(): Promise<void> };
  readonly venueSessions: (venueIds: readonly string[], ports: VenueSessionPorts) => VenueSessions;
}
