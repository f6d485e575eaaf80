import { createHash, randomUUID } from 'node:crypto';
import { EngineShelf } from '@fairlead/db/engine-shelf';
import { createPool } from '@fairlead/db/pool';
import { DecisionRepository } from '@fairlead/db/repositories/decision-repository';
import { ExecutionQualityRepository } from '@fairlead/db/repositories/execution-quality-repository';
import { JobHistoryRepository } from '@fairlead/db/repositories/job-history-repository';
import { KeyRepository } from '@fairlead/db/repositories/key-repository';
import { type ReportRepositories, reportRepositories } from '@fairlead/db/repositories/report-repositories';
import { RiskLimitsRepository } from '@fairlead/db/repositories/risk-limits-repository';
import { RiskListsRepository } from '@fairlead/db/repositories/risk-lists-repository';
import { RulesRepository } from '@fairlead/db/repositories/rules-repository';
import { StatisticsRepository } from '@fairlead/db/repositories/statistics-repository';
import type { Saying } from '@fairlead/db/repositories/venue-memory-repository';
import { viewedRepositories } from '@fairlead/db/repositories/viewed-repositories';
import { Access, type ApiKeyRecord, type SessionRecord } from '../src/intake/access.ts';
import type { ActPorts } from '../src/intake/acts.ts';
import { createApp } from '../src/intake/app.ts';
import { CheckWatch } from '../src/intake/check-watch.ts';
import { PATIENCE } from '../src/intake/connections.ts';
import type { ExecutionReader } from '../src/intake/execution-reader.ts';
import type { ListRoutes } from '../src/intake/page-wish.ts';
import { ReadableTables } from '../src/intake/readable-tables.ts';
import type { EventRoutes } from '../src/intake/routes/events.ts';
import type { HaltRoutes } from '../src/intake/routes/halt.ts';
import type { PersonRoutes } from '../src/intake/routes/persons.ts';
import type { QualityRoutes } from '../src/intake/routes/quality.ts';
import type { RiskLimitRoutes } from '../src/intake/routes/risk-limits.ts';
import type { RuleRoutes } from '../src/intake/routes/rules.ts';
import type { StatisticsRoutes } from '../src/intake/routes/statistics.ts';
import type { StatusWord } from '../src/intake/routes/venue-status.ts';
import type { ServerLimits } from '../src/intake/server.ts';
import type { SystemParts } from '../src/intake/system-view.ts';
import type { VerifyToken } from '../src/intake/token.ts';
import type { Timers } from '../src/ports.ts';
import { PrometheusMeter } from '../src/publish/meter.ts';
import { StreamHub } from '../src/publish/stream-hub.ts';
import type { CircuitDesk } from '../src/risk/circuit-desk.ts';
import { LimitBook } from '../src/risk/limit-book.ts';
import { RuleBook } from '../src/rules/rule-book.ts';
import type { BenchRouter } from './bench-router.ts';
import type { KeptDecision } from './records.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const KEYS = {
  flk_all: ['route:write', 'orders:write', 'orders:read', 'events:read'],
  flk_read: ['orders:read'],
  flk_ops: ['orders:read', 'venues:write'],
  flk_admin: ['admin'],
  flk_old: ['orders:read'],
  flk_author: ['rules:write', 'rules:approve', 'risk:write'],
  flk_of_author: ['rules:write', 'rules:approve', 'risk:write'],
  flk_other: ['rules:write'],
  flk_second: ['rules:approve', 'risk:write'],
  flk_halt: ['orders:read', 'risk:halt'],
  flk_jobs: ['jobs:read', 'jobs:run'],
  flk_reporter: ['reports:read', 'reports:write', 'reports:approve'],
  flk_approver: ['reports:read', 'reports:approve'],
  flk_reporter_of_client: ['reports:read', 'reports:write', 'reports:approve'],
};
/** Of the firm itself, whose own client is this one. */
const FIRM_KEYS = new Set(['flk_reporter', 'flk_approver']);
const NO_TIMERS = { after: () => ({ cancel: () => {} }) };
/** Never asked: a pool that connects to nothing. */
const NO_DATABASE = createPool('postgresql://127.0.0.1:1/none', { max: 1, onError: () => {} });

const AUDITOR: SessionRecord = {
  email: 'auditor@example.com',
  role: 'AUDITOR',
  clientId: null,
  expiresAtUs: Number.MAX_SAFE_INTEGER,
};
/** There is room for every order. */
export const ROOM: ServerLimits['load'] = { enter: () => () => undefined, mayAsk: () => true };

export const LIMITS: ServerLimits = {
  load: ROOM,
  rates: { perKey: 1_000_000, perClient: 1_000_000, perStranger: 1_000_000 },
  connections: { total: 100, perAddress: 100, patience: PATIENCE },
  proxies: [],
};

/** What a bench says of its installation. */
const BENCH_SYSTEM: Omit<SystemParts, keyof BenchRouter | 'modelVersion' | 'checks' | 'ruleBook' | 'clock' | 'hub'> = {
  environment: 'SIMULATED',
  release: '1.2.3',
  services: [{ name: 'router', url: 'http://router.example' }],
  startedAtUs: 0,
  gateway: { connectedCount: 2 },
  projector: { state: () => ({ position: 7, behind: 0 }) },
  projectionWatch: { behindMs: 0, isLate: false },
  diskWatch: { freeBytes: null, dataBytes: null, daysLeft: null, isLow: false },
};

/** Who may come in, where a test has its own people. Keys are by the key itself, sessions by their id. */
export interface BenchAccess {
  readonly keys: Map<string, ApiKeyRecord>;
  readonly sessions: Map<string, SessionRecord>;
  readonly verifyToken: VerifyToken;
  /** Where keys are looked for, by their SHA-256, that are none of these. */
  readonly findStoredKey?: (keySha256: string) => Promise<ApiKeyRecord | null>;
  /** Asked before every look-up; throws while the database is away. */
  readonly beforeLookUp?: () => void;
}

/** What the API of a bench stands on beyond its router. */
export interface BenchStored {
  readonly decisions: readonly KeptDecision[];
  readonly words?: StatusWord[];
  /** What becomes of each of them; SAID unless told otherwise. */
  readonly saying?: Saying;
  readonly erasePerson?: PersonRoutes['erasePerson'];
  readonly statistics?: StatisticsRoutes['statistics'];
  readonly quality?: QualityRoutes['quality'];
  readonly viewed?: ListRoutes['viewed'];
  readonly tables?: ReadableTables;
  readonly access?: BenchAccess;
  readonly limits?: ServerLimits;
  readonly listStore?: RiskListsRepository;
  readonly jobs?: JobHistoryRepository;
  readonly keys?: KeyRepository;
  readonly onKeyUsed?: (keyId: string) => void;
  readonly limitsOf?: ReturnType<typeof benchLimits>;
  readonly reports?: ReportRepositories;
  readonly hub?: StreamHub;
  readonly executions?: ExecutionReader;
  readonly timers?: Timers;
  readonly acts?: ActPorts['acts'];
  readonly control?: HaltRoutes['control'];
  readonly clients?: HaltRoutes['clients'];
  readonly audits?: ActPorts['audits'];
  readonly circuits?: CircuitDesk;
  readonly messages?: EventRoutes['messages'];
}

/** Readable tables that tell all of a journal that ends there. */
export function tablesAt(position: number): ReadableTables {
  const projections = { position: async () => ({ position, atUs: 0 }), untilPosition: async () => true };
  return new ReadableTables({ projections, journalEnd: () => position });
}

/** The keys of every bench, all of one client but those for reports, which are the firm's. */
export function benchKeys(): Map<string, ApiKeyRecord> {
  const entries = Object.entries(KEYS).map(([key, scopes]): [string, ApiKeyRecord] => [
    key,
    {
      id: `id of ${key}`,
      name: key,
      clientId: FIRM_KEYS.has(key) ? 'default' : 'client-1',
      scopes,
      expiresAtUs: key === 'flk_old' ? 1 : null,
      owner: key.endsWith('author') ? 'author@example.com' : null,
      service: null,
    },
  ]);
  return new Map(entries);
}

/** The door of a bench. */
export function benchAccess(
  router: BenchRouter,
  given?: BenchAccess,
  onKeyUsed: (keyId: string) => void = () => {},
): Access {
  const people: BenchAccess = given ?? {
    keys: benchKeys(),
    sessions: new Map([['auditor', AUDITOR]]),
    verifyToken: async (token) =>
      token === 'token-of-auditor' ? { kind: 'SESSION', sessionId: 'auditor' } : 'INVALID',
  };
  return new Access({
    findKey: async (hash) => {
      people.beforeLookUp?.();
      const found = [...people.keys].find(([key]) => sha256(key) === hash)?.[1];
      return found ?? people.findStoredKey?.(hash) ?? null;
    },
    findSession: async (sessionId) => {
      people.beforeLookUp?.();
      return people.sessions.get(sessionId) ?? null;
    },
    verifyToken: people.verifyToken,
    onKeyUsed,
    clock: { nowUs: () => router.nowUs },
    timers: NO_TIMERS,
  });
}

/**
 * The API over a bench router, driven without a port. Keys: `flk_all`, `flk_read`, `flk_ops`, `flk_old`, which has expired, and for the rules of a database
 * `flk_author`, `flk_of_author` of the same person, and `flk_second`.
 */
export function benchApi(
  router: BenchRouter,
  stored: BenchStored,
  rules: Pick<RuleRoutes, 'rules' | 'ruleBook' | 'simulation'> = benchRules(router, NO_DATABASE),
): ReturnType<typeof createApp> {
  const clock = { nowUs: () => router.nowUs };
  const isOf = (clientId: string | null, { decision }: KeptDecision) =>
    clientId === null || decision.client_id === clientId;
  return createApp({
    access: benchAccess(router, stored.access, stored.onKeyUsed),
    limits: stored.limits ?? LIMITS,
    tracing: null,
    pipeline: router.pipeline,
    cancels: router.cancels,
    acts: stored.acts ?? { keep: async () => true, waiting: () => null },
    audits: stored.audits ?? { find: async () => null },
    ids: { next: () => randomUUID() },
    desk: router.desk,
    halts: router.halts,
    tradingHalts: router.tradingHalts,
    control: stored.control ?? { recentHalts: async () => [] },
    clients: stored.clients ?? { isClient: async (clientId) => clientId.startsWith('client-') },
    market: router.market,
    hours: router.hours,
    calendar: router.calendar,
    hub: stored.hub ?? new StreamHub(clock, 100),
    executions: stored.executions ?? { read: async () => null },
    elsewhere: router.elsewhere,
    riskLimits: (question) => router.limits(question),
    arrivals: router.arrivals,
    exposure: router.exposure,
    entitlements: router.entitlements,
    jobs: stored.jobs ?? new JobHistoryRepository(NO_DATABASE),
    keys: stored.keys ?? new KeyRepository(NO_DATABASE),
    listStore: stored.listStore ?? new RiskListsRepository(NO_DATABASE),
    reports: () => stored.reports ?? reportRepositories(NO_DATABASE),
    persons: { known: async ({ name }) => (name === 'nobody' ? null : `(${name})`) },
    ...(stored.limitsOf ?? benchLimits(NO_DATABASE)),
    findDecision: async (id, clientId) =>
      stored.decisions.find((each) => each.decision.id === id && isOf(clientId, each)) ?? null,
    messages: stored.messages ?? { messagesAfter: async ({ position }) => ({ position, messages: [] }) },
    engines: new EngineShelf(),
    statistics: stored.statistics ?? new StatisticsRepository(NO_DATABASE),
    quality: stored.quality ?? new ExecutionQualityRepository(NO_DATABASE),
    viewed: stored.viewed ?? ((whose) => viewedRepositories(NO_DATABASE, whose)),
    tables: stored.tables ?? tablesAt(0),
    circuits: stored.circuits ?? { force: () => null },
    circuitSharing: () => 'LOCAL',
    lastDrill: async () => null,
    keepStatus: async (word) => {
      stored.words?.push(word);
      return stored.saying ?? { kind: 'SAID' };
    },
    erasePerson: stored.erasePerson ?? (async () => null),
    checks: new CheckWatch([{ name: 'recovery', isReady: () => router.pipeline.isReady, detail: () => '' }], clock),
    ...BENCH_SYSTEM,
    modelVersion: 'bench-model',
    registry: new PrometheusMeter().registry,
    clock,
    timers: stored.timers ?? NO_TIMERS,
    hash: sha256,
    log: { info: () => {}, warn: () => {}, error: () => {} },
    isSimulated: () => false,
    ...rules,
  });
}

/** The limits of a database as a router that starts now would hold them. */
export function benchLimits(
  database: ReturnType<typeof createPool>,
): Pick<RiskLimitRoutes, 'limitStore' | 'limitBook'> {
  const limitStore = new RiskLimitsRepository(database);
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  return {
    limitStore,
    limitBook: new LimitBook({ store: limitStore, pseudonymOf: async ({ name }) => `(${name})`, log }),
  };
}

/** The rules of a database as a router that starts now would hold them. */
export function benchRules(
  router: BenchRouter,
  database: ReturnType<typeof createPool>,
): Pick<RuleRoutes, 'rules' | 'ruleBook' | 'simulation'> {
  const rules = new RulesRepository(database);
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const ruleBook = new RuleBook({ store: rules, clock: { nowUs: () => router.nowUs }, log });
  const decisions = new DecisionRepository(database);
  const firstWaves: DecisionRepository['firstWaves'] = (filter) => decisions.firstWaves(filter);
  return {
    rules,
    ruleBook,
    simulation: { firstWaves, routing: { urgency: 0.5, passiveHorizonMs: null } },
  };
}
