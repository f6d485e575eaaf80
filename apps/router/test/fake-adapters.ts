import { createHash } from 'node:crypto';
import type { FromVenue, ToVenue } from '@fairlead/contracts/venue-protocol';
import { DEFAULT_INSTRUMENTS } from '@fairlead/core/catalogue/default-instruments';
import { DEFAULT_MARKET_DAY_ROWS } from '@fairlead/core/market/default-market-days';
import { DEFAULT_RULE_ROWS } from '@fairlead/core/rule-calendar/default-rules';
import { DEFAULT_VENUES } from '@fairlead/core/venue/default-venues';
import type { JournalEntry, StoredEntry } from '@fairlead/db/journal/journal-entry';
import type { Projecting } from '@fairlead/db/projection/projector';
import type { AuditRecord } from '@fairlead/db/repositories/audit-repository';
import type {
  Adapters,
  JournalHearers,
  OpenedJournal,
  Store,
  VenueSessionPorts,
  VenueSessions,
} from '../src/adapters.ts';
import { type RouterEnv, readEnv } from '../src/env.ts';
import type { ApiKeyRecord, SessionRecord } from '../src/intake/access.ts';
import type { Timers } from '../src/ports.ts';

type Outgoing = Exclude<ToVenue, { type: 'logon' }>;
const VENUES = DEFAULT_VENUES.filter(({ venueId }) => ['XNYS', 'ARCX', 'BATS', 'LP1', 'CX1'].includes(venueId));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const notAsked = () => Promise.reject(new Error('the fake store is not asked for this'));
const NOT_STORED = {
  keys: { list: notAsked, make: notAsked, revoke: notAsked, used: async () => {} },
  statistics: { venues: async () => [], performance: async () => [] },
  executionQuality: { figures: notAsked, expectations: notAsked, calibration: notAsked },
};

/** The settings of a router on fake adapters: a port of its own, and no limit that a test would meet unawares. */
export const FAKE_ENV: RouterEnv = readEnv({
  DATABASE_URL: 'none',
  ROUTER_PORT: '0',
  REQUESTS_PER_SECOND_OF_KEY: '1000000',
  REQUESTS_PER_SECOND_OF_CLIENT: '1000000',
});

/** Time that passes when a test says so. */
export class FakeTime implements Timers {
  nowUs = 1_767_366_000_000_000;
  readonly #waiting = new Map<object, { readonly dueUs: number; readonly run: () => void }>();

  get waitingCount(): number {
    return this.#waiting.size;
  }

  after(delayMs: number, run: () => void): { cancel(): void } {
    const timer = { cancel: () => void this.#waiting.delete(timer) };
    this.#waiting.set(timer, { dueUs: this.nowUs + delayMs * 1_000, run });
    return timer;
  }

  /** Lets time pass; what falls due meanwhile is run in its order. */
  pass(ms: number): void {
    const untilUs = this.nowUs + ms * 1_000;
    for (;;) {
      const due = [...this.#waiting].filter(([, { dueUs }]) => dueUs <= untilUs);
      const [next] = due.sort(([, a], [, b]) => a.dueUs - b.dueUs);
      if (next === undefined) break;
      this.#waiting.delete(next[0]);
      this.nowUs = Math.max(this.nowUs, next[1].dueUs);
      next[1].run();
    }
    this.nowUs = untilUs;
  }

  /** Lets time pass until something has happened; the test's own limit bounds it. */
  async passUntil<Outcome>(happening: Promise<Outcome>): Promise<Outcome> {
    let hasHappened = false;
    const happened = happening.finally(() => {
      hasHappened = true;
    });
    while (!hasHappened) {
      await new Promise((resolve) => setImmediate(resolve));
      this.pass(1);
    }
    return happened;
  }
}

/** Venues that are there at once, show a market in everything they trade, and keep what they are sent. */
class FakeVenues implements VenueSessions {
  readonly #outside: FakeOutside;
  readonly #venueIds: readonly string[];
  readonly #ports: VenueSessionPorts;
  #isOpen = false;

  constructor(outside: FakeOutside, venueIds: readonly string[], ports: VenueSessionPorts) {
    this.#outside = outside;
    this.#venueIds = venueIds;
    this.#ports = ports;
  }

  get connectedCount(): number {
    return this.#isOpen ? this.#venueIds.length : 0;
  }

  open(): void {
    this.#isOpen = true;
    this.#outside.open.add('venues');
    for (const venueId of this.#venueIds) this.#ports.events.onUp(venueId);
    this.quoteAll();
  }

  close(): void {
    this.#isOpen = false;
    this.#outside.closed('venues');
  }

  isConnected(): boolean {
    return this.#isOpen;
  }

  epochOf(): null {
    return null;
  }

  send(venueId: string, message: Outgoing): boolean {
    if (this.#isOpen) this.#outside.sent.push({ ...message, venueId });
    return this.#isOpen;
  }

  says(venueId: string, message: FromVenue): void {
    this.#ports.events.onMessage(venueId, message);
  }

  goesDown(venueId: string): void {
    this.#ports.events.onDown(venueId);
  }

  /** Every venue quotes whatever it trades at 100.00 to 100.01, or what that is in other scales. */
  quoteAll(): void {
    for (const { instrumentId, roundLot } of DEFAULT_INSTRUMENTS) {
      const size = roundLot * 10;
      const quote = { bid: 1_000_000, bid_size: size, ask: 1_000_100, ask_size: size };
      const message = {
        type: 'quote',
        instrument_id: instrumentId,
        ...quote,
        time_us: this.#outside.time.nowUs,
      } as const;
      for (const venueId of this.#venueIds) this.says(venueId, message);
    }
  }
}

/** What a router touches outside of itself, in a test's hands. */
export class FakeOutside {
  readonly time = new FakeTime();
  /** What is open now. */
  readonly open = new Set<string>();
  /** What was closed, in that order. */
  readonly closings: string[] = [];
  readonly sent: (Outgoing & { readonly venueId: string })[] = [];
  readonly journaled: StoredEntry[] = [];
  readonly audited: AuditRecord[] = [];
  readonly errors: object[] = [];
  readonly keys = new Map<string, ApiKeyRecord>();
  readonly sessions = new Map<string, SessionRecord>();
  /** Resolves when the orders of the time before are read. */
  recovered: Promise<void> = Promise.resolve();
  isJournalHealthy = true;
  /** Whether the lease is still this router’s. */
  isOurs = true;
  venues: FakeVenues | null = null;
  #id = 0;

  closed(what: string): void {
    this.open.delete(what);
    this.closings.push(what);
  }

  /** A key of a client, by the key itself. */
  addKey(key: string, clientId: string, scopes: readonly string[]): void {
    this.keys.set(key, { id: key, name: key, clientId, scopes, expiresAtUs: null, owner: null, service: null });
  }

  /** The adapters, with others in the place of some. */
  adapters(others: Partial<Adapters> = {}, stored: Partial<Store> = {}): Adapters {
    return {
      log: { info: () => {}, warn: () => {}, error: (facts) => void this.errors.push(facts) },
      clock: { nowUs: () => this.time.nowUs, distanceUs: 0, correct: () => 0 },
      uptimeMs: () => this.time.nowUs / 1_000,
      loopBusyMs: () => 0,
      cpuMs: () => 0,
      ids: { next: () => `id-${++this.#id}` },
      hash: sha256,
      timers: this.time,
      disk: null,
      controlFile: null,
      lastDrill: async () => null,
      random: () => 0.5,
      verifyToken: async (token) => ({ kind: 'SESSION', sessionId: token }),
      openStore: async () => {
        this.open.add('store');
        return { ...this.#store(), ...stored };
      },
      openJournal: async ({ onCommitted }) => this.#journal(onCommitted),
      environment: 'SIMULATED',
      release: '0.0.0',
      circuitStore: null,
      venueSessions: (venueIds, ports) => {
        this.venues = new FakeVenues(this, venueIds, ports);
        return this.venues;
      },
      ...others,
    };
  }

  #journal(onCommitted: JournalHearers['onCommitted']): OpenedJournal {
    this.open.add('journal');
    this.open.add('projector');
    const journal = {
      append: async ({ key: _key, parts: _parts, ...entry }: JournalEntry) => {
        const position = this.journaled.length + 1;
        this.journaled.push({ ...entry, shard: 0, position, hash: '' });
        onCommitted(this.journaled.slice(-1));
        return { ok: true, position } as const;
      },
      state: () => ({
        healthy: this.isJournalHealthy,
        lost: false,
        pending: 0,
        position: this.journaled.length,
        lastError: null,
      }),
      close: async () => this.closed('journal'),
    };
    const term = { renew: async () => this.isOurs, end: async () => {} };
    return { journal, projector: this.#projector(), term };
  }

  /** Projects at once, into nothing. */
  #projector(): Projecting {
    return {
      offer: () => {},
      catchUp: async () => {},
      state: () => ({
        position: this.journaled.length,
        lagMs: 0,
        behind: 0,
        failingSinceMs: null,
        lastError: null,
      }),
      close: async () => this.closed('projector'),
    };
  }

  #store(): Store {
    return {
      access: {
        findKey: async (hash) => [...this.keys].find(([key]) => sha256(key) === hash)?.[1] ?? null,
        findSession: async (sessionId) => this.sessions.get(sessionId) ?? null,
        isClient: async () => true,
      },
      audits: { append: async (records) => this.audited.push(...records) > 0, find: async () => null },
      calendar: {
        marketDays: async () => [...DEFAULT_MARKET_DAY_ROWS],
        marketRules: async () => [...DEFAULT_RULE_ROWS],
      },
      catalogue: CATALOGUE,
      control: {
        haltIds: async () => [],
        inForce: async () => [],
        recentHalts: async () => [],
        notWritten: async (events) => events,
      },
      decisions: { findById: async () => null, firstWaves: notAsked },
      engines: { engine: async () => null },
      marketHistory: { ensurePartitions: async () => 0, knownUntil: async () => new Map(), write: async () => {} },
      markouts: { of: async () => [] },
      orders: {
        findByClientId: async () => null,
        findWalk: async () => null,
      },
      messages: { messagesAfter: async ({ position }) => ({ position, messages: [] }) },
      viewed: () => {
        throw new Error('the fake store has no lists');
      },
      persons: NO_PERSONS,
      projections: {
        position: async () => ({ position: this.journaled.length, atUs: this.time.nowUs }),
        untilPosition: async () => true,
      },
      quality: { ensurePartitions: async () => 0, writeQuality: async () => 0 },
      hearOfInstruments: () => ({ close: async () => {} }),
      recovery: {
        orderOfChild: async () => null,
        order: async () => null,
        endedSince: async () => [],
        keepOrphan: async () => {},
        isFarBehind: async () => false,
        openOrders: async () => {
          await this.recovered;
          return [];
        },
      },
      exposure: { executedSince: async () => [] },
      jobs: NO_JOBS_STORED,
      reports: () => {
        throw new Error('the fake store has no reports');
      },
      riskLists: NO_LISTS_STORED,
      riskLimits: NO_LIMITS_STORED,
      rules: NO_RULES_STORED,
      ...NOT_STORED,
      venueMemory: {
        estimates: async () => [],
        lateFills: async () => [],
        saidStatuses: async () => [],
        saveEstimates: async () => {},
        say: async () => ({ kind: 'SAID' }),
      },
      volumes: { executedBetween: async () => [] },
      announce: async () => {},
      close: async () => this.closed('store'),
    };
  }
}

const CATALOGUE: Store['catalogue'] = {
  venues: async () => VENUES,
  venueTerms: async () => new Map(),
  instruments: async () => [...DEFAULT_INSTRUMENTS],
};

const NO_PERSONS: Store['persons'] = {
  pseudonymOf: async () => '00000000-0000-4000-8000-000000000000',
  known: async () => null,
  erase: async () => null,
};

const NO_LISTS_STORED: Store['riskLists'] = {
  lists: async () => ({ restricted: [], locates: [], accounts: [] }),
  locatesUsed: async () => [],
  restrict: notAsked,
  lift: notAsked,
  locate: notAsked,
  authorise: notAsked,
  deleteLocates: notAsked,
};

const NO_JOBS_STORED: Store['jobs'] = {
  jobs: async () => ({ jobs: [], failures: [], queues: [] }),
  runs: async () => ({ rows: [], next: null }),
  ask: notAsked,
};

const NO_LIMITS_STORED: Store['riskLimits'] = {
  list: async () => [],
  inForce: async () => null,
  submit: notAsked,
  approve: notAsked,
  refuse: notAsked,
};

const NO_RULES_STORED: Store['rules'] = {
  list: async () => [],
  standing: async () => [],
  find: async () => null,
  history: async () => [],
  activateDue: async () => 0,
  create: notAsked,
  replace: notAsked,
  keepSimulation: notAsked,
  submit: notAsked,
  approve: notAsked,
  rollBack: notAsked,
  retire: notAsked,
};
