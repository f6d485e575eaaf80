import type { WaveCost } from '@fairlead/contracts/smart-routing';
import type { OrderUpdate, StreamMessage } from '@fairlead/contracts/stream';
import { type DecisionRow, rowOfRoutingUpdate } from '@/rows/decision-row';
import type { ExecutionRow } from '@/rows/execution-row';
import type { FeedState, LiveBatch } from '../server/live-batch';

const DECISIONS_MAX = 10_000;
const ORDERS_MAX = 4_000;
const EXECUTIONS_MAX = 6_000;
const NOTIFY_MS = 200;

type VenueUpdate = Extract<StreamMessage, { type: 'VENUE_UPDATE' }>['data'];
type CircuitUpdate = Extract<StreamMessage, { type: 'CIRCUIT_UPDATE' }>['data'];

/** What the stream has told so far, newest first. A new object for every change, so that screens can compare it. */
export interface LiveSnapshot {
  readonly feed: FeedState;
  readonly decisions: readonly DecisionRow[];
  readonly executions: readonly ExecutionRow[];
  readonly orders: ReadonlyMap<string, OrderUpdate>;
  /** What each wave has come to with its last fill, by its decision. */
  readonly waveCosts: ReadonlyMap<string, WaveCost>;
  readonly venues: ReadonlyMap<string, VenueUpdate>;
  readonly circuits: ReadonlyMap<string, CircuitUpdate>;
  /** How often something was missed that nobody keeps: what was read before is to be read again. */
  readonly gaps: number;
}

const NOTHING: LiveSnapshot = {
  feed: 'connecting',
  decisions: [],
  executions: [],
  orders: new Map(),
  waveCosts: new Map(),
  venues: new Map(),
  circuits: new Map(),
  gaps: 0,
};

/** The stream's memory in the browser. Screens are told a few times a second, however fast it flows. */
export class LiveStore {
  readonly #decisions = new Map<string, DecisionRow>();
  #executions: ExecutionRow[] = [];
  readonly #orders = new Map<string, OrderUpdate>();
  readonly #waveCosts = new Map<string, WaveCost>();
  readonly #venues = new Map<string, VenueUpdate>();
  readonly #circuits = new Map<string, CircuitUpdate>();
  readonly #listeners = new Set<() => void>();
  #feed: FeedState = 'connecting';
  #gaps = 0;
  #snapshot = NOTHING;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): LiveSnapshot => this.#snapshot;
  readonly serverSnapshot = (): LiveSnapshot => NOTHING;

  apply({ feed, messages }: LiveBatch): void {
    this.#feed = feed;
    for (const message of messages) this.#take(message);
    this.#trim();
    this.#timer ??= setTimeout(() => this.#publish(), NOTIFY_MS);
  }

  #take(message: StreamMessage): void {
    switch (message.type) {
      case 'ROUTING_UPDATE':
        this.#decisions.set(message.data.decision_id, rowOfRoutingUpdate(message));
        return;
      case 'ORDER_UPDATE':
        // Set anew, so that the map keeps the order of the last news.
        this.#orders.delete(message.data.order_pk);
        this.#orders.set(message.data.order_pk, message.data);
        return;
      case 'EXECUTION':
        this.#executions.push({ ...message.data, at_ms: Date.parse(message.timestamp) });
        return this.#takeWaveCost(message.data.wave_cost);
      case 'VENUE_UPDATE':
        this.#venues.set(message.data.venue_id, message.data);
        return;
      case 'CIRCUIT_UPDATE':
        this.#circuits.set(message.data.venue_id, message.data);
        return;
      case 'GAP':
        return this.#forgetStates();
      case 'STATUS':
      case 'NBBO':
      case 'ALERT':
      case 'HALT':
        return;
    }
  }

  #takeWaveCost(cost: WaveCost | null): void {
    if (cost === null) return;
    this.#waveCosts.delete(cost.decision_id);
    this.#waveCosts.set(cost.decision_id, cost);
  }

  /** What happened stays true, but where orders, waves, venues and circuits stand may have changed unseen. */
  #forgetStates(): void {
    this.#gaps += 1;
    for (const states of [this.#orders, this.#waveCosts, this.#venues, this.#circuits]) states.clear();
  }

  #trim(): void {
    dropOldest(this.#decisions, DECISIONS_MAX);
    dropOldest(this.#orders, ORDERS_MAX);
    dropOldest(this.#waveCosts, DECISIONS_MAX);
    if (this.#executions.length > EXECUTIONS_MAX * 2) this.#executions = this.#executions.slice(-EXECUTIONS_MAX);
  }

  #publish(): void {
    this.#timer = undefined;
    this.#snapshot = {
      feed: this.#feed,
      decisions: [...this.#decisions.values()].reverse(),
      executions: this.#executions.toReversed(),
      orders: new Map(this.#orders),
      waveCosts: new Map(this.#waveCosts),
      venues: new Map(this.#venues),
      circuits: new Map(this.#circuits),
      gaps: this.#gaps,
    };
    for (const listener of this.#listeners) listener();
  }
}

function dropOldest(map: Map<string, unknown>, max: number): void {
  const excess = map.size - max;
  if (excess <= 0) return;
  for (const key of [...map.keys()].slice(0, excess)) map.delete(key);
}
