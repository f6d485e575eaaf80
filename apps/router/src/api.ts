import type { ServiceAddress } from '@fairlead/contracts/system';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { CircuitState } from '@fairlead/core/venue/circuit-state';
import type { FastifyInstance } from 'fastify';
import { DEMO_CLIENT } from './demo/order-flow.ts';
import type { RouterEnv } from './env.ts';
import { Access } from './intake/access.ts';
import { ACTOR_TYPES } from './intake/actor.ts';
import { type AppParts, createApp } from './intake/app.ts';
import { type Check, CheckWatch } from './intake/check-watch.ts';
import { PATIENCE } from './intake/connections.ts';
import { StoredExecutionReader } from './intake/execution-reader.ts';
import { KeyUses } from './intake/key-uses.ts';
import { ReadableTables } from './intake/readable-tables.ts';
import { partOfRequest } from './intake/request-spans.ts';
import type { ErasureWish } from './intake/routes/persons.ts';
import type { StatusWord } from './intake/routes/venue-status.ts';
import { ruleCalendarDetail } from './market-data/rule-calendar-detail.ts';
import { MODEL_VERSION, type Parts, ROUTING } from './parts.ts';
import { clockDetail } from './wire/clock.ts';

/** Requests a second of one address with credentials that prove nobody. */
const STRANGERS_PER_SECOND = 1_000;
/** A router whose steps wait longer than this for the journal is not ready. */
const SLOW_JOURNAL_US = 1_000_000;

/** What readiness depends on, dated from now on. */
export function watchChecks(parts: Parts): CheckWatch {
  return new CheckWatch(checksOf(parts), parts.clock);
}

/** What the API is watched by: readiness, and the uses of keys. */
export interface Watches {
  readonly checks: CheckWatch;
  readonly uses: KeyUses;
}

/** What is noted of the uses of keys. */
export function watchUses({ store, clock, log }: Parts): KeyUses {
  return new KeyUses({ keep: (times) => store.keys.used(times), clock, log });
}

/** The API over the parts of a router. */
export function composeApi(parts: Parts, { checks, uses }: Watches): Promise<FastifyInstance> {
  const { store, clock, timers, verifyToken } = parts;
  const { access, decisions } = store;
  const tables = readableTables(parts);
  return createApp({
    ...parts,
    access: new Access({
      findKey: (sha256) => access.findKey(sha256),
      findSession: (sessionId) => access.findSession(sessionId),
      verifyToken,
      onKeyUsed: (keyId) => uses.note(keyId),
      clock,
      timers,
    }),
    limits: limitsOf(parts),
    tracing: tracingOf(parts),
    riskLimits: parts.limitBook.limitsOf,
    limitStore: store.riskLimits,
    listStore: store.riskLists,
    jobs: store.jobs,
    keys: store.keys,
    reports: store.reports,
    persons: store.persons,
    executions: new StoredExecutionReader(store),
    findDecision: (id, clientId) => decisions.findById(id, clientId),
    engines: store.engines,
    audits: store.audits,
    control: store.control,
    clients: store.access,
    messages: store.messages,
    statistics: store.statistics,
    quality: store.executionQuality,
    viewed: store.viewed,
    tables,
    keepStatus: (word) => keepStatus(word, parts),
    erasePerson: (wish) => erasePerson(wish, parts),
    checks,
    circuitSharing: () => sharingOf(parts),
    services: servicesOf(parts.env),
    startedAtUs: clock.nowUs(),
    modelVersion: MODEL_VERSION,
    registry: parts.meter.registry,
    rules: store.rules,
    simulation: {
      firstWaves: async (filter) => {
        await tables.forFigures(undefined);
        return decisions.firstWaves(filter);
      },
      routing: ROUTING,
    },
    isSimulated: (clientId) => clientId === DEMO_CLIENT,
  });
}

function readableTables({ store, journal, tenure }: Parts): ReadableTables {
  const journalEnd = () => (tenure.mayAct ? journal.state().position : null);
  return new ReadableTables({ projections: store.projections, journalEnd });
}

/** Has requests and the stages of their orders told, where traces are collected. */
function tracingOf({ spans, clock, meter }: Parts): AppParts['tracing'] {
  if (spans === null) return null;
  meter.onAccepted = (enteredUs, decidedUs, durableUs) => {
    partOfRequest(spans, { name: 'decide', startUs: enteredUs, endUs: decidedUs });
    partOfRequest(spans, { name: 'journal', startUs: decidedUs, endUs: durableUs });
  };
  return { spans, clock };
}

function limitsOf({ env, load }: Parts): AppParts['limits'] {
  return {
    rates: {
      perKey: env.REQUESTS_PER_SECOND_OF_KEY,
      perClient: env.REQUESTS_PER_SECOND_OF_CLIENT,
      perStranger: STRANGERS_PER_SECOND,
    },
    connections: { total: env.MAX_CONNECTIONS, perAddress: env.MAX_CONNECTIONS_OF_ADDRESS, patience: PATIENCE },
    load,
    proxies: env.TRUSTED_PROXIES,
  };
}

/** Where the services of this installation are, as far as this router has been told. */
function servicesOf({ ROUTER_URL, ROUTER_HOST, ROUTER_PORT, WEB_URL }: RouterEnv): ServiceAddress[] {
  const router: ServiceAddress = { name: 'router', url: ROUTER_URL ?? `http://${ROUTER_HOST}:${ROUTER_PORT}` };
  return WEB_URL === undefined ? [router] : [router, { name: 'console', url: WEB_URL }];
}

/** What readiness depends on, and what people want to see beside it. */
function checksOf({
  journal,
  desk,
  gateway,
  market,
  pipeline,
  clock,
  calendar,
  hours,
  diskWatch,
  ...parts
}: Parts): Check[] {
  const { tenure, projectionWatch, recoveryWatch } = parts;
  const isReady = () => true;
  return [
    {
      name: 'tenure',
      isReady: () => tenure.mayAct,
      detail: () => (tenure.isOver ? 'another router has taken over' : 'this router acts'),
    },
    { name: 'database', isReady: () => journal.state().healthy, detail: () => journal.state().lastError ?? 'writing' },
    {
      name: 'journal',
      isReady: () => desk.recordWaitsUs < SLOW_JOURNAL_US,
      detail: () => `the oldest step has waited ${Math.round(desk.recordWaitsUs / 1_000)} ms`,
    },
    {
      name: 'venues',
      isReady: () => gateway.connectedCount > 0,
      detail: () => `${gateway.connectedCount} of ${market.venues.length} connected`,
    },
    {
      name: 'recovery',
      isReady: () => pipeline.isReady,
      detail: () => (pipeline.isReady ? 'done' : recoveryWatch.describe()),
    },
    // Lists that are late are no reason to refuse orders either.
    { name: 'projection', isReady, detail: () => projectionWatch.describe() },
    // A router that refuses new orders for want of room still takes cancels, so it is not taken out.
    { name: 'disk', isReady, detail: () => diskWatch.describe() },
    { name: 'clock', isReady, detail: () => clockDetail(clock.distanceUs) },
    { name: 'rules', isReady, detail: () => ruleCalendarDetail(calendar.rules, market) },
    { name: 'circuits', isReady, detail: () => circuitsDetail(market, parts.sharedCircuits) },
    { name: 'session', isReady, detail: () => hours.describe(clock.nowUs()) },
  ];
}

/** How many circuits let nothing through, or are being tried. */
function circuitsDetail({ venues }: Pick<Parts['market'], 'venues'>, shared: Parts['sharedCircuits']): string {
  const count = (wanted: CircuitState) => venues.filter(({ circuit }) => circuit.state === wanted).length;
  const counts = `${count('OPEN')} open, ${count('HALF_OPEN')} being tried`;
  if (shared === null) return counts;
  if (shared.awaySinceUs === null) return `${counts}; shared`;
  return `${counts}; not shared since ${isoTime(shared.awaySinceUs)}, Redis cannot be reached: the last known state goes on here`;
}

function sharingOf({ sharedCircuits }: Pick<Parts, 'sharedCircuits'>): 'LOCAL' | 'SHARED' | 'AWAY' {
  if (sharedCircuits === null) return 'LOCAL';
  return sharedCircuits.awaySinceUs === null ? 'SHARED' : 'AWAY';
}

/** Keeps what a person says of a venue, with an entry of the audit. */
function keepStatus({ venueId, status, auditId, atUs, ...act }: StatusWord, parts: Parts) {
  const kept = { ...actOf(act, parts), id: auditId, created_at_us: atUs };
  const audit = { ...kept, action: 'VENUE_STATUS', subject_type: 'venue', subject_id: venueId };
  return parts.store.venueMemory.say(venueId, { status, by: act.by.name }, audit);
}

/** Erases the name of a person, with an entry of the audit. */
async function erasePerson({ clientId, kind, name, ...act }: ErasureWish, parts: Parts) {
  const audit = { ...actOf(act, parts), action: 'PERSON_ERASED', subject_type: 'person' };
  const pseudonym = await parts.store.persons.erase({ clientId, kind, name }, audit);
  // What the router remembers of the name goes with it.
  if (pseudonym !== null) await Promise.all([parts.limitBook.refresh(), parts.entitlements.refresh()]);
  return pseudonym;
}

/** Who acts, why and when, as the audit keeps it. */
function actOf({ reason, by, traceId }: Pick<ErasureWish, 'reason' | 'by' | 'traceId'>, { ids, clock }: Parts) {
  const actor = { actor_type: ACTOR_TYPES[by.kind], actor_id: by.id };
  return { id: ids.next(), ...actor, reason, trace_id: traceId, created_at_us: clock.nowUs() };
}
