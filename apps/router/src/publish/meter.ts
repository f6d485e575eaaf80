import type { Instrument } from '@fairlead/core/instrument/instrument';
import { quantityUnit } from '@fairlead/core/instrument/quantity-unit';
import { powerOfTen } from '@fairlead/core/money/scaled';
import { CIRCUIT_STATES, type CircuitState } from '@fairlead/core/venue/circuit-state';
import type { ProjectorState } from '@fairlead/db/projection/projector';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { DocumentMetrics, type MetricNames, NAMED_BY_DOCUMENTS } from './document-metrics.ts';

/**
 * Where the time of an order goes, its first decision above all. DECIDE: from intake to what is to be recorded; PLAN: of it, planning, record and hash; JOURNAL: from
 * there to durable; ACCEPT: from intake to durable, both together; VENUE: from a child's sending to its venue's first word.
 */
export const STAGES = ['DECIDE', 'PLAN', 'JOURNAL', 'ACCEPT', 'VENUE'] as const;
export type Stage = (typeof STAGES)[number];

/** What of a decision is counted: by what it was made, how much of the order it gave to venues, how long it took. */
export interface CountedDecision {
  readonly input: { readonly order: { readonly routingObjective: string }; readonly quantity: number };
  readonly plan: { readonly unallocated: number };
  readonly routingTimeUs: number;
}

/** What the order path counts. */
export interface Meter {
  decided(decision: CountedDecision): void;
  answered(outcome: string): void;
  /** What was filled, at the scale of its instrument. */
  filled(venueId: string, quantity: number, instrument: Instrument): void;
  rejected(venueId: string, code: string): void;
  /** When an order came, when what is to be recorded of it was there, and when that was durable; microseconds. */
  accepted(enteredUs: number, decidedUs: number, durableUs: number): void;
  took(stage: Stage, us: number): void;
  journalRefused(error: string): void;
}

const LAG_BUCKETS = [0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1, 2, 5, 10, 30];
const STAGE_BUCKETS = [0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const LOOP_BUCKETS = [0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** Values that are read at the moment of the scrape. */
export interface Readings {
  aliveOrders(): number;
  connectedVenues(): number;
  quotes(): number;
  journalPending(): number;
  journalPosition(): number;
  projectedPosition(): number;
  projectionBehindMs(): number;
  haltsInForce(): number;
  /** The state of each venue's circuit. */
  circuits(): Iterable<readonly [venueId: string, state: CircuitState]>;
  streamListeners(): number;
  /** What a new order would wait until it is decided. */
  orderWaitMs(): number;
  historyUnwritten(): number;
  /** How much of the processors the router has had, and how long its event loop has worked, since the start. */
  cpuMs(): number;
  loopBusyMs(): number;
  /** Null, like the two below, until it is known. */
  diskFreeBytes(): number | null;
  dataBytes(): number | null;
  diskDaysLeft(): number | null;
}

/** The router's metrics in Prometheus' form. */
export class PrometheusMeter implements Meter {
  readonly registry = new Registry();
  /** Hears of each order beside what is counted; nobody does unless traces are collected. */
  onAccepted: Meter['accepted'] | null = null;
  readonly #decisions: Counter<'objective' | 'outcome'>;
  readonly #answers: Counter<'outcome'>;
  readonly #fills: Counter<'venue'>;
  readonly #filledQuantity: Counter<'venue' | 'unit'>;
  readonly #rejects: Counter<'venue' | 'code'>;
  readonly #journalRefused: Counter<'error'>;
  readonly #stages: Histogram<'stage'>;
  readonly #loopLag: Histogram;
  readonly #documents: DocumentMetrics | null;
  readonly #names: MetricNames;
  readonly #projectionLag: Histogram;
  #projectedPosition = 0;

  constructor(names: MetricNames = 'fairlead') {
    this.#names = names;
    this.#documents = names === 'fairlead' ? null : new DocumentMetrics(this.registry);
    const registers = [this.registry];
    this.#decisions = new Counter({
      name: 'fairlead_decisions_total',
      help: 'Routing decisions made, by objective and by how much of the order they gave to venues',
      labelNames: ['objective', 'outcome'],
      registers,
    });
    this.#answers = new Counter({
      name: 'fairlead_orders_total',
      help: 'Orders answered, by outcome',
      labelNames: ['outcome'],
      registers,
    });
    this.#fills = new Counter({ name: 'fairlead_fills_total', help: 'Fills booked', labelNames: ['venue'], registers });
    this.#filledQuantity = new Counter({
      name: 'fairlead_filled_quantity_total',
      help: 'Quantity filled, by what it counts: shares, units of a currency, coins',
      labelNames: ['venue', 'unit'],
      registers,
    });
    this.#rejects = new Counter({
      name: 'fairlead_child_rejects_total',
      help: 'Child orders refused',
      labelNames: ['venue', 'code'],
      registers,
    });
    this.#journalRefused = new Counter({
      name: 'fairlead_journal_refused_total',
      help: 'Steps of orders that the journal did not take, each alarmed',
      labelNames: ['error'],
      registers,
    });
    this.#stages = new Histogram({
      name: 'fairlead_stage_seconds',
      help: 'Where the time of an order goes: DECIDE and in it PLAN, JOURNAL, ACCEPT as a whole, and VENUE from a child to the first word on it',
      labelNames: ['stage'],
      buckets: STAGE_BUCKETS,
      registers,
    });
    this.#loopLag = new Histogram({
      name: 'fairlead_event_loop_lag_seconds',
      help: 'For how long the event loop has worked without a pause, looked at every 5 ms: so long may what came have waited',
      buckets: LOOP_BUCKETS,
      registers,
    });
    this.#projectionLag = new Histogram({
      name: 'fairlead_projection_lag_seconds',
      help: 'From an entry’s time to the commit that made it readable, of the newest entry of each batch of the projector',
      buckets: LAG_BUCKETS,
      registers,
    });
  }

  /** Adds the gauges, once the parts that they read exist. */
  read(readings: Readings): void {
    const gauge = (name: string, help: string, value: () => number | null) =>
      new Gauge({
        name,
        help,
        registers: [this.registry],
        collect() {
          this.set(value() ?? Number.NaN);
        },
      });
    gauge('fairlead_alive_orders', 'Orders that have not ended', readings.aliveOrders);
    gauge('fairlead_venue_connections', 'Venue sessions that are up', readings.connectedVenues);
    gauge('fairlead_quotes_received', 'Quotes taken since the start', readings.quotes);
    gauge('fairlead_journal_pending', 'Entries waiting to be durable', readings.journalPending);
    gauge('fairlead_journal_position', 'The last durable entry of the journal', readings.journalPosition);
    gauge('fairlead_projected_position', 'The last entry that the readable tables hold', readings.projectedPosition);
    gauge(
      'fairlead_projection_behind_seconds',
      'How old the oldest entry is that the readable tables do not hold yet',
      () => readings.projectionBehindMs() / 1_000,
    );
    gauge('fairlead_halts_in_force', 'Halts of trading that are in force', readings.haltsInForce);
    this.#readCircuits(readings);
    gauge('fairlead_stream_listeners', 'Open streams', readings.streamListeners);
    gauge('fairlead_order_wait_ms', 'What a new order would wait until it is decided', readings.orderWaitMs);
    gauge(
      'fairlead_market_history_unwritten',
      'Minutes of the market that wait to be written',
      readings.historyUnwritten,
    );
    const total = (name: string, help: string, ms: () => number) =>
      new Counter({
        name,
        help,
        registers: [this.registry],
        collect() {
          this.reset();
          this.inc(ms() / 1_000);
        },
      });
    total('fairlead_cpu_seconds_total', 'How much of the processors the router has had', readings.cpuMs);
    total('fairlead_event_loop_busy_seconds_total', 'How long the event loop has worked', readings.loopBusyMs);
    gauge('fairlead_disk_free_bytes', 'Free bytes of the disk that the data lies on', readings.diskFreeBytes);
    gauge('fairlead_data_bytes', 'Bytes of the data of this installation', readings.dataBytes);
    gauge(
      'fairlead_disk_days_left',
      'Days until the disk is low, if the data grows on as in the last day',
      readings.diskDaysLeft,
    );
    this.#documents?.read(readings.connectedVenues);
    if (this.#names === 'documents') for (const name of NAMED_BY_DOCUMENTS) this.registry.removeSingleMetric(name);
  }

  #readCircuits({ circuits }: Readings): void {
    new Gauge({
      name: 'fairlead_circuit_state',
      help: 'The circuit of a venue: 1 for the state that it is in',
      labelNames: ['venue', 'state'],
      registers: [this.registry],
      collect() {
        for (const [venue, now] of circuits())
          for (const state of CIRCUIT_STATES) this.set({ venue, state }, Number(state === now));
      },
    });
  }

  decided({ input, plan, routingTimeUs }: CountedDecision): void {
    const objective = input.order.routingObjective;
    this.#decisions.inc({ objective, outcome: outcomeOf(plan.unallocated, input.quantity) });
    this.took('PLAN', routingTimeUs);
    this.#documents?.decided(objective, routingTimeUs);
  }

  answered(outcome: string): void {
    this.#answers.inc({ outcome });
  }

  filled(venueId: string, quantity: number, instrument: Instrument): void {
    this.#fills.inc({ venue: venueId });
    const units = quantity / powerOfTen(instrument.quantityDecimals);
    this.#filledQuantity.inc({ venue: venueId, unit: quantityUnit(instrument) }, units);
  }

  rejected(venueId: string, code: string): void {
    this.#rejects.inc({ venue: venueId, code });
  }

  accepted(enteredUs: number, decidedUs: number, durableUs: number): void {
    this.onAccepted?.(enteredUs, decidedUs, durableUs);
    this.took('DECIDE', decidedUs - enteredUs);
    this.took('JOURNAL', durableUs - decidedUs);
    this.took('ACCEPT', durableUs - enteredUs);
  }

  took(stage: Stage, us: number): void {
    this.#stages.observe({ stage }, us / 1_000_000);
  }

  /** How long the event loop has worked without a pause. */
  looped(lagUs: number): void {
    this.#loopLag.observe(lagUs / 1_000_000);
  }

  /** A batch of the projector, or that it failed. */
  projected({ position, lagMs }: Pick<ProjectorState, 'position' | 'lagMs'>): void {
    if (lagMs !== null && position > this.#projectedPosition) this.#projectionLag.observe(Math.max(0, lagMs) / 1_000);
    this.#projectedPosition = position;
  }

  journalRefused(error: string): void {
    this.#journalRefused.inc({ error });
  }
}

function outcomeOf(unallocated: number, quantity: number): 'ROUTED' | 'PARTLY_ROUTED' | 'NOT_ROUTED' {
  if (unallocated === 0) return 'ROUTED';
  return unallocated < quantity ? 'PARTLY_ROUTED' : 'NOT_ROUTED';
}
