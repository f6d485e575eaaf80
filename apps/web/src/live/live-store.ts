import type { WaveCost } from '@fairlead/contracts/smart-routing';
import type { OrderUpdate, StreamMessage } from '@fairlead/contracts/stream';
import { type DecisionRow, rowOfRoutingUpdate } from '@/rows/decision-row';
import type { ExecutionRow } from '@/rows/execution-row';
import { DecisionBook } from './decision-book';
import { RateMeter } from './rate-meter';

const DECISIONS_MAX = 10_000;
const ORDERS_MAX = 4_000;
const EXECUTIONS_MAX = 500;
const ALERTS_MAX = 200;
const NOTIFY_MS = 200;

type Told<T extends StreamMessage['type']> = Extract<StreamMessage, { type: T }>['data'];
export type VenueUpdate = Told<'VENUE_UPDATE'>;
export type CircuitUpdate = Told<'CIRCUIT_UPDATE'>;
export type HaltUpdate = Told<'HALT'>;
/** An alert with its number in the stream, by which one that was read is known again. */
export type AlertRow = Told<'ALERT'> & { readonly seq: number; readonly at_ms: number };

/** What the stream has told so far, newest first. A new object for every change, so that screens can compare it; what has not changed in it is the same object. */
export interface LiveSnapshot {
  /** With what became of them since. */
  readonly decisions: readonly DecisionRow[];
  readonly executions: readonly ExecutionRow[];
  /** The one with the last news last. */
  readonly orders: ReadonlyMap<string, OrderUpdate>;
  /** What each wave has come to with its last fill, by its decision. */
  readonly waveCosts: ReadonlyMap<string, WaveCost>;
  readonly venues: ReadonlyMap<string, VenueUpdate>;
  readonly circuits: ReadonlyMap<string, CircuitUpdate>;
  readonly alerts: readonly AlertRow[];
  /** The last word on each scope and id, `released` ones too. */
  readonly halts: ReadonlyMap<string, HaltUpdate>;
  /** How often something was missed that nobody keeps: what was read before is to be read again. */
  readonly gaps: number;
}

const NOTHING: LiveSnapshot = {
  decisions: [],
  executions: [],
  orders: new Map(),
  waveCosts: new Map(),
  venues: new Map(),
  circuits: new Map(),
  alerts: [],
  halts: new Map(),
  gaps: 0,
};

/** What one part of a screen was told. Screens hear of it a few times a second, however fast it flows. */
export class LiveStore {
  /** The number up to which everything was told; null where nobody knows at which one its screen was drawn. */
  seq: number | null;
  readonly rates = new RateMeter();
  readonly #book = new DecisionBook(DECISIONS_MAX);
  readonly #executions: ExecutionRow[] = [];
  readonly #alerts: AlertRow[] = [];
  readonly #orders = new Map<string, OrderUpdate>();
  readonly #waveCosts = new Map<string, WaveCost>();
  readonly #venues = new Map<string, VenueUpdate>();
  readonly #circuits = new Map<string, CircuitUpdate>();
  readonly #halts = new Map<string, HaltUpdate>();
  readonly #listeners = new Set<() => void>();
  readonly #changed = new Set<keyof LiveSnapshot>();
  #gaps = 0;
  #snapshot = NOTHING;
  #publishedAtMs = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(drawnAtSeq: number | null = null) {
    this.seq = drawnAtSeq;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): LiveSnapshot => this.#snapshot;
  readonly serverSnapshot = (): LiveSnapshot => NOTHING;

  take(message: StreamMessage): void {
    switch (message.type) {
      case 'ROUTING_UPDATE':
        return this.#takeDecision(rowOfRoutingUpdate(message));
      case 'ORDER_UPDATE':
        return this.#takeOrder(message.data);
      case 'EXECUTION':
        return this.#takeExecution({ ...message.data, at_ms: Date.parse(message.timestamp) }, message.data.wave_cost);
      case 'VENUE_UPDATE':
        this.#venues.set(message.data.venue_id, message.data);
        return this.#change('venues');
      case 'CIRCUIT_UPDATE':
        this.#circuits.set(message.data.venue_id, message.data);
        return this.#change('circuits');
      case 'ALERT':
        this.#alerts.push({ ...message.data, seq: message.seq, at_ms: Date.parse(message.timestamp) });
        keepNewest(this.#alerts, ALERTS_MAX);
        return this.#change('alerts');
      case 'HALT':
        this.#halts.set(message.data.halt_id, message.data);
        return this.#change('halts');
      case 'GAP':
        return this.miss();
      case 'STATUS':
      case 'NBBO':
        return;
    }
  }

  /** Puts in decisions that were read elsewhere: what the stream has told of them since is kept. */
  putStored(rows: readonly DecisionRow[]): void {
    if (rows.length === 0) return;
    this.#book.putAll(rows.map((row) => this.#withNews(row)));
    this.#change('decisions');
  }

  /** Something was missed. What happened stays true, but where orders, waves, venues and circuits stand may have changed unseen, and so may halts. */
  miss(): void {
    this.#gaps += 1;
    this.rates.forget();
    for (const states of [this.#orders, this.#waveCosts, this.#venues, this.#circuits, this.#halts]) states.clear();
    for (const name of ['gaps', 'orders', 'waveCosts', 'venues', 'circuits', 'halts'] as const) this.#change(name);
  }

  #takeDecision(row: DecisionRow): void {
    this.rates.addDecision(row);
    const known = this.#book.find(row.decision_id);
    // What was stored of it knows what became of it before the stream began.
    if (known !== undefined) return;
    this.#book.put(this.#withNews(row));
    this.#change('decisions');
  }

  #takeOrder(order: OrderUpdate): void {
    // Set anew, so that the map keeps the order of the last news.
    this.#orders.delete(order.order_pk);
    this.#orders.set(order.order_pk, order);
    dropOldest(this.#orders, ORDERS_MAX);
    this.#change('orders');
    for (const row of this.#book.ofOrder(order.order_pk)) this.#renew(row);
  }

  #takeExecution(execution: ExecutionRow, cost: WaveCost | null): void {
    this.#executions.push(execution);
    keepNewest(this.#executions, EXECUTIONS_MAX);
    this.rates.addFill(execution.at_ms);
    this.#change('executions');
    if (cost === null) return;
    this.#waveCosts.delete(cost.decision_id);
    this.#waveCosts.set(cost.decision_id, cost);
    dropOldest(this.#waveCosts, ORDERS_MAX);
    this.#change('waveCosts');
    const row = this.#book.find(cost.decision_id);
    if (row !== undefined) this.#renew(row);
  }

  #renew(row: DecisionRow): void {
    const renewed = this.#withNews(row);
    if (renewed === row) return;
    this.#book.put(renewed);
    this.#change('decisions');
  }

  /** A decision with what the stream has told: where its order stands, and what its own wave has come to. */
  #withNews(row: DecisionRow): DecisionRow {
    const order_state = this.#orders.get(row.order_pk)?.state ?? row.order_state;
    const wave = this.#waveCosts.get(row.decision_id);
    const realised_cost_bps = wave === undefined ? row.realised_cost_bps : wave.realised_cost_bps;
    if (order_state === row.order_state && realised_cost_bps === row.realised_cost_bps) return row;
    return { ...row, order_state, realised_cost_bps };
  }

  #change(name: keyof LiveSnapshot): void {
    this.#changed.add(name);
    this.#timer ??= setTimeout(
      () => this.#publish(),
      Math.max(0, Math.min(NOTIFY_MS, this.#publishedAtMs + NOTIFY_MS - performance.now())),
    );
  }

  #publish(): void {
    this.#timer = undefined;
    this.#publishedAtMs = performance.now();
    const before = this.#snapshot;
    const has = (name: keyof LiveSnapshot) => this.#changed.has(name);
    this.#snapshot = {
      decisions: has('decisions') ? this.#book.newestFirst() : before.decisions,
      executions: has('executions') ? this.#executions.toReversed() : before.executions,
      orders: has('orders') ? new Map(this.#orders) : before.orders,
      waveCosts: has('waveCosts') ? new Map(this.#waveCosts) : before.waveCosts,
      venues: has('venues') ? new Map(this.#venues) : before.venues,
      circuits: has('circuits') ? new Map(this.#circuits) : before.circuits,
      alerts: has('alerts') ? this.#alerts.toReversed() : before.alerts,
      halts: has('halts') ? new Map(this.#halts) : before.halts,
      gaps: this.#gaps,
    };
    this.#changed.clear();
    for (const listener of this.#listeners) listener();
  }
}

function dropOldest(map: Map<string, unknown>, max: number): void {
  for (const key of map.keys()) {
    if (map.size <= max) return;
    map.delete(key);
  }
}

/** Drops in one go, a tenth at a time. */
function keepNewest(rows: unknown[], max: number): void {
  if (rows.length > max * 1.1) rows.splice(0, rows.length - max);
}
