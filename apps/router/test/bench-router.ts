import { createHash } from 'node:crypto';
import type { StreamMessage } from '@fairlead/contracts/stream';
import type { OrderReport, ToVenue } from '@fairlead/contracts/venue-protocol';
import { DEFAULT_INSTRUMENTS } from '@fairlead/core/catalogue/default-instruments';
import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import type { Ladder } from '@fairlead/core/market/instrument-book';
import { moneyE8, price, quantity } from '@fairlead/core/money/units';
import { ORDER_TYPES, type OrderRequest, TIMES_IN_FORCE, UNSAID } from '@fairlead/core/order/request';
import { Arrivals } from '@fairlead/core/risk/arrivals';
import type { LimitsInForce } from '@fairlead/core/risk/limits';
import type { RecordPart } from '@fairlead/core/routing/record/part-book';
import { DEFAULT_RULE_CALENDAR } from '@fairlead/core/rule-calendar/default-rules';
import { NO_RULES, type RuleSet } from '@fairlead/core/rules/rule';
import { DEFAULT_VENUES } from '@fairlead/core/venue/default-venues';
import type { AppendOutcome, JournalEntry, StoredEntry } from '@fairlead/db/journal/journal-entry';
import type { AuditRecord } from '@fairlead/db/repositories/audit-repository';
import type { RiskLists } from '@fairlead/db/repositories/risk-lists-repository';
import type { EarlyCancels } from '../src/entry/early-cancels.ts';
import type { Elsewhere } from '../src/entry/elsewhere.ts';
import type { Pipeline } from '../src/entry/pipeline.ts';
import type { StoredAnswer, Submission } from '../src/entry/submission.ts';
import type { WaitingRoom } from '../src/entry/waiting-room.ts';
import type { ClosedMarket } from '../src/entry/waits-for.ts';
import type { Desk } from '../src/execution/desk.ts';
import type { OrphanRow } from '../src/execution/late-ends.ts';
import type { WaveDesk } from '../src/execution/next-wave.ts';
import type { Overdue } from '../src/execution/overdue.ts';
import type { Replanner } from '../src/execution/replanner.ts';
import type { RunawayBounds } from '../src/execution/send-guard.ts';
import type { TradingHalts } from '../src/execution/trading-halts.ts';
import { Market } from '../src/market-data/market.ts';
import { type SessionHours, TradingHours } from '../src/market-data/trading-hours.ts';
import type { LiveOrder } from '../src/order/live-order.ts';
import { WrittenParts } from '../src/order/written-parts.ts';
import { orderPath } from '../src/order-path.ts';
import type { RulesInForce, VenueGateway } from '../src/ports.ts';
import { PrometheusMeter } from '../src/publish/meter.ts';
import { circuitedVenues } from '../src/risk/circuited-venues.ts';
import { ControlLog } from '../src/risk/control-log.ts';
import { EntitlementBook } from '../src/risk/entitlement-book.ts';
import { ExposureBook } from '../src/risk/exposure-book.ts';
import { HaltDesk } from '../src/risk/halt-desk.ts';
import type { LimitsOf } from '../src/risk/limit-book.ts';
import { venueReportOf } from '../src/wire/venue-report.ts';
import { rowsBy } from './journaled.ts';
import { type SaidReport, VenueAccounts } from './venue-accounts.ts';

type Outgoing = Exclude<ToVenue, { type: 'logon' }> & { venueId: string };

const VENUE_IDS = ['XNYS', 'ARCX', 'BATS', 'INTERNAL', 'LP4', 'CX1'];
const VENUES = DEFAULT_VENUES.filter((venue) => VENUE_IDS.includes(venue.venueId));
const CENT = 100;
/** A hundred coins, or ten billion euros. */
const MOST_BEYOND_EQUITIES = quantity(10_000_000_000);
const UNBOUNDED = { maxGrossE8: null, maxNetE8: null, creditE8: null, maxOrdersPerSecond: null };
/** The risk limits of the bench, for stocks. */
export const LIMITS: LimitsInForce = {
  firm: UNBOUNDED,
  client: UNBOUNDED,
  duplicateWindowMs: () => 0,
  maxOrderQuantity: quantity(100_000),
  maxOrderNotionalE8: moneyE8(10n ** 16n),
  collarBps: 500,
};

/** Persons stand under their own names here. */
const pseudonymsOf = (_: string, { account, customerId }: Pick<OrderRequest, 'account' | 'customerId'>) => ({
  account,
  customerId,
});

/** How a bench is set. */
interface BenchSettings {
  readonly runaway?: RunawayBounds;
  readonly drill?: (guard: VenueGateway) => VenueGateway;
  readonly hours?: SessionHours;
  readonly closedMarket?: ClosedMarket;
  /** When it is started. */
  readonly nowUs?: number;
  /** Whether what is put off comes due in the next turn, or when the test says so. */
  readonly timersRun?: 'at once' | 'when called';
}

function pathSettings({ closedMarket = 'reject', runaway = { ofOrder: 1_000, ofRouter: 10_000 } }: BenchSettings) {
  return {
    routing: { urgency: 0.5, passiveHorizonMs: 10_000 },
    closedMarket,
    modelVersion: 'priors-1',
    maxWaves: 4,
    replanEveryMs: 500,
    runaway,
    maxInFlight: 100,
    registerCapacity: 100,
  };
}

/**
 * The order path on a bench: real pipeline, desk and market; a journal, venues and clock that the test holds in its hands. `log` is the one
 * list of everything durable and everything sent, in the order in which it happened.
 */
export class BenchRouter {
  nowUs = 1_767_366_000_000_000;
  /** What its ids begin with: another life of a router makes other ids. */
  idsBegin = 'id';
  readonly log: ({ journaled: StoredEntry } | { sent: Outgoing })[] = [];
  readonly stream: Pick<StreamMessage, 'type' | 'data'>[] = [];
  /** What was told to the audit. */
  readonly audited: AuditRecord[] = [];
  /** What was logged as an error. */
  readonly errors: object[] = [];
  /** What records refer to, by its hash. */
  readonly parts = new Map<string, RecordPart>();
  readonly stored = new Map<string, StoredAnswer>();
  readonly market = new Market(DEFAULT_INSTRUMENTS, VENUES);
  readonly down = new Set<string>();
  /** The lives that venues tell; none tells one of its own accord. */
  readonly epochs = new Map<string, string>();
  /** What the venues have executed; they outlive the router. */
  accounts = new VenueAccounts();
  /** Why the journal takes nothing; null while it takes everything. */
  journalError: Extract<AppendOutcome, { ok: false }> | null = null;
  pending = 0;
  /** How long the router itself has kept waiting what it reads now. */
  lagUs = 0;
  isJournalHealthy = true;
  rules: RuleSet = NO_RULES;
  /** What the router has read of the days on which markets trade. */
  readonly calendar = { days: DEFAULT_MARKET_DAYS, rules: DEFAULT_RULE_CALENDAR };
  readonly hours: TradingHours;
  /** Takes the place of `rules` where a test has one. */
  book: RulesInForce | null = null;
  /** What was put off and has not come due: the bench's clock does not run by itself. */
  readonly timers: (() => void)[] = [];
  readonly cancels: EarlyCancels;
  readonly desk: Desk;
  readonly overdue: Overdue;
  readonly replanner: Replanner;
  readonly waves: WaveDesk;
  readonly halts: HaltDesk;
  readonly tradingHalts: TradingHalts;
  readonly elsewhere: Elsewhere;
  /** What the database gives for a child that is not in memory. */
  load: (childId: string) => LiveOrder | null = () => null;
  /** What the database gives for an order that is not in memory. */
  loadOrder: () => LiveOrder | null = () => null;
  readonly orphans: OrphanRow[] = [];
  limits: (question: Parameters<LimitsOf>[0]) => LimitsInForce = ({ instrument: { assetClass } }) =>
    assetClass === 'EQUITY' ? LIMITS : { ...LIMITS, maxOrderQuantity: MOST_BEYOND_EQUITIES };
  lists: RiskLists = { restricted: [], locates: [], accounts: [] };
  readLists: (atUs: number) => Promise<RiskLists> = async () => this.lists;
  readonly entitlements = new EntitlementBook({
    store: { lists: (atUs) => this.readLists(atUs) },
    clock: { nowUs: () => this.nowUs },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  readonly arrivals = new Arrivals();
  readonly exposure = new ExposureBook({ nowUs: () => this.nowUs });
  readonly room: WaitingRoom;
  readonly pipeline: Pipeline;
  readonly #meter = new PrometheusMeter();
  #held: Promise<void> = Promise.resolve();
  #id = 0;
  #position = 0;

  constructor(settings: BenchSettings = {}) {
    this.nowUs = settings.nowUs ?? this.nowUs;
    this.hours = new TradingHours(settings.hours ?? 'always', this.calendar);
    const ports = {
      market: this.market,
      hours: this.hours,
      gateway: this.#gateway(),
      journal: {
        append: (entry: JournalEntry) => this.#append(entry),
        state: () => ({
          healthy: this.isJournalHealthy,
          lost: false,
          pending: this.pending,
          position: this.#position,
          lastError: null,
        }),
        close: async () => {},
      },
      publisher: {
        publish: (type: StreamMessage['type'], data: StreamMessage['data']) =>
          void this.stream.push({ type, data } as Pick<StreamMessage, 'type' | 'data'>),
      },
      clock: { nowUs: () => this.nowUs },
      ids: { next: () => `${this.idsBegin}-${++this.#id}` },
      hash: (text: string) => createHash('sha256').update(text).digest('hex'),
      log: { info: () => {}, warn: () => {}, error: (facts: object) => void this.errors.push(facts) },
      meter: this.#meter,
      lag: { lagUs: () => this.lagUs },
      timers: {
        after: (_delayMs: number, run: () => void) => this.#putOff(run, settings.timersRun ?? 'when called'),
      },
      findAnswer: async (clientId: string, orderId: string) => this.stored.get(`${clientId} ${orderId}`) ?? null,
      rules: { inForce: (nowUs: number) => this.book?.inForce(nowUs) ?? this.rules },
      limits: (question: Parameters<LimitsOf>[0]) => this.limits(question),
      findSince: async () => [],
      load: async (childId: string) => this.load(childId),
      keepOrphan: async (row: OrphanRow) => void this.orphans.push(row),
      loadOrder: async () => this.loadOrder(),
      arrivals: this.arrivals,
      exposure: this.exposure,
      entitlements: this.entitlements,
      pseudonymsOf,
      parts: new WrittenParts(),
    };
    this.halts = new HaltDesk({
      ...ports,
      log: new ControlLog({ ...ports, controlFile: null, random: () => 0.5, simulated: false }),
    });
    const { drill } = settings;
    const acts = { keep: async (record: AuditRecord) => this.audited.push(record) > 0 };
    const control = { halts: this.halts, acts, ...(drill === undefined ? {} : { drill }) };
    const path = orderPath({ ...ports, ...control }, pathSettings(settings));
    this.desk = path.desk;
    this.desk.live.isWhole = true;
    this.overdue = path.overdue;
    this.replanner = path.replanner;
    this.waves = path.waves;
    this.tradingHalts = path.tradingHalts;
    this.room = path.room;
    this.cancels = path.cancels;
    this.elsewhere = path.elsewhere;
    this.pipeline = path.pipeline;
    path.lateEnds.open();
    this.pipeline.isReady = true;
    for (const venue of VENUES) this.market.setConnected(venue.venueId, true);
  }

  /** A venue quotes AAPL, in cents and shares, with its book where it shows one. */
  quote(venueId: string, bid: readonly [number, number], ask: readonly [number, number], ladder?: Ladder): void {
    const quote = {
      bid: price(bid[0] * CENT),
      bidSize: quantity(bid[1]),
      ask: price(ask[0] * CENT),
      askSize: quantity(ask[1]),
    };
    this.market.applyQuote(venueId, 'AAPL', {
      quote: { ...quote, eventTimeUs: this.nowUs, receiptTimeUs: this.nowUs },
      ...(ladder === undefined ? {} : { ladder }),
    });
    this.room.onQuote('AAPL');
  }

  /** A venue says at its logon that it can change orders. */
  canReplace(venueId: string): void {
    const all = { kinds: ORDER_TYPES, timesInForce: TIMES_IN_FORCE, ordersPerSecond: null, idLengthMax: 200 };
    const able = { hasStatusByClientId: true, takesMinQuantity: true, cancelsOnDisconnect: false };
    this.market.setAbilities(venueId, { ...all, ...able, canReplace: true });
  }

  /** Submits a BUY 300 AAPL at the market, with changes. */
  submit(changes: Partial<OrderRequest> = {}, more: Partial<Submission> = {}): ReturnType<Pipeline['walk']> {
    return this.pipeline.walk({
      clientId: 'client-1',
      request: requestOf(changes),
      routeOnly: false,
      simulated: false,
      ...more,
    });
  }

  /** Everything that was sent to venues so far. */
  get sent(): Outgoing[] {
    return this.log.flatMap((each) => ('sent' in each ? [each.sent] : []));
  }

  /** New child orders that were sent so far. */
  get children(): Extract<Outgoing, { type: 'new' }>[] {
    return this.sent.flatMap((each) => (each.type === 'new' ? [each] : []));
  }

  /** A venue says something of a child; resolves when what follows from it is durable. */
  async says(child: { child_id: string; venueId: string }, report: SaidReport): Promise<void> {
    this.nowUs += 400;
    const said = this.accounts.complete(child.child_id, report);
    const message = { child_id: child.child_id, time_us: this.nowUs, ...said } as OrderReport;
    this.desk.onReport(child.venueId, child.child_id, venueReportOf(message));
    await this.settle();
  }

  /** A venue fills a child at its limit, in part or in whole. */
  fill(child: Extract<Outgoing, { type: 'new' }>, count: number, more: { execution_id?: string } = {}): Promise<void> {
    const report = {
      type: 'fill',
      execution_id: `x-${++this.#id}`,
      quantity: count,
      price: child.limit_price,
      liquidity_flag: 'TAKE',
    };
    return this.says(child, { ...report, ...more });
  }

  /** What an immediate order could not fill comes back. */
  canceled(child: { child_id: string; venueId: string }): Promise<void> {
    return this.says(child, { type: 'canceled', reason: 'IOC' });
  }

  /** The values of a metric. */
  async metric(name: string): Promise<readonly object[]> {
    return (await this.#meter.registry.getSingleMetric(name)?.get())?.values ?? [];
  }

  /** Lets everything that waits for the journal happen. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }

  /** The only order, as the readable tables show it. */
  get order() {
    return rowsBy(this)[0]?.order;
  }

  #gateway() {
    const sessions = {
      connectedCount: VENUES.length,
      open: () => {},
      close: () => {},
      send: (venueId: string, message: Exclude<ToVenue, { type: 'logon' }>) => this.#send(venueId, message),
      isConnected: () => true,
      epochOf: (venueId: string) => this.epochs.get(venueId) ?? null,
    };
    return circuitedVenues(sessions, { market: this.market, clock: { nowUs: () => this.nowUs } });
  }

  #putOff(run: () => void, when: 'at once' | 'when called'): { cancel(): void } {
    if (when === 'when called') return putOff(run, this.timers);
    setImmediate(run);
    return { cancel: () => {} };
  }

  #send(venueId: string, message: Exclude<ToVenue, { type: 'logon' }>): boolean {
    if (this.down.has(venueId)) return false;
    this.log.push({ sent: { ...message, venueId } });
    if (message.type === 'new') this.accounts.order(message.child_id, message.quantity);
    return true;
  }

  /** Stands on the journal that another life has left behind. */
  inherit(before: BenchRouter): void {
    this.log.push(...before.log.filter((each) => 'journaled' in each));
    for (const [hash, part] of before.parts) this.parts.set(hash, part);
    this.#position = before.#position;
  }

  /** Lets nothing become durable until the returned function is called. */
  holdJournal(): () => void {
    let release = () => {};
    this.#held = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  async #append(entry: JournalEntry): Promise<AppendOutcome> {
    const error = this.journalError;
    await this.#held;
    if (error !== null) return error;
    this.#position += 1;
    const { key: _key, parts, ...kept } = entry;
    for (const part of parts) this.parts.set(part.hash, part);
    this.log.push({ journaled: { ...kept, shard: 0, position: this.#position, hash: '' } });
    return { ok: true, position: this.#position };
  }
}

/** Keeps what is put off in a list until the test calls it. */
function putOff(run: () => void, list: (() => void)[]): { cancel(): void } {
  list.push(run);
  return { cancel: () => void list.splice(0, list.length, ...list.filter((each) => each !== run)) };
}

/** BUY 300 AAPL at the market, DAY, best price, with changes. */
export function requestOf(changes: Partial<OrderRequest> = {}): OrderRequest {
  return {
    ...UNSAID,
    orderId: 'order-1',
    instrumentId: 'AAPL',
    side: 'BUY',
    quantity: '300',
    orderType: 'MARKET',
    routingMode: 'SWEEP',
    ...changes,
  };
}
