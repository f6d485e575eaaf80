import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { RouterEnv } from '../env.ts';

/** Which names the metrics have that the requirement documents name too: ours, theirs, or both. */
export type MetricNames = RouterEnv['METRIC_NAMES'];

/** Our names of what goes by the documents' alone where these are asked for; the stages of an order's time stay, of which they name one. */
export const NAMED_BY_DOCUMENTS = ['fairlead_decisions_total', 'fairlead_venue_connections'];
const BUCKETS_SECONDS = [0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];

/**
 * `routing.decisions`, `routing.latency` and `broker.connections.active` of the broker document, by the names that Micrometer gives them in
 * Prometheus, where a name holds no dots: a counter ends in `_total`, a timer in `_seconds`.
 */
export class DocumentMetrics {
  readonly #registry: Registry;
  readonly #decisions: Counter<'strategy'>;
  readonly #latency: Histogram;

  constructor(registry: Registry) {
    this.#registry = registry;
    const registers = [registry];
    this.#decisions = new Counter({
      name: 'routing_decisions_total',
      help: 'Total routing decisions made',
      labelNames: ['strategy'],
      registers,
    });
    this.#latency = new Histogram({
      name: 'routing_latency_seconds',
      help: 'Time to make routing decision',
      buckets: BUCKETS_SECONDS,
      registers,
    });
  }

  decided(strategy: string, routingTimeUs: number): void {
    this.#decisions.inc({ strategy });
    this.#latency.observe(routingTimeUs / 1_000_000);
  }

  /** Adds the gauge, once the sessions that it counts exist. */
  read(connectedVenues: () => number): void {
    new Gauge({
      name: 'broker_connections_active',
      help: 'Active broker connections',
      registers: [this.#registry],
      collect() {
        this.set(connectedVenues());
      },
    });
  }
}
