import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import { orderExposure } from '@fairlead/core/order-life/order-exposure';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import { type Exposure, type ExposureView, minus, NO_EXPOSURE, plus } from '@fairlead/core/risk/exposure';
import type { LimitsInForce } from '@fairlead/core/risk/limits';
import type { LiveOrder } from '../order/live-order.ts';
import type { Clock } from '../ports.ts';

/** Whose exposure it is. */
export interface Subject {
  readonly clientId: string;
  readonly instrumentId: string;
}

/** What is counted of one order. */
interface Counted {
  exposure: Exposure;
  /** Of its executions this much was on an earlier day, in 10^-8 of its currency. */
  readonly executedBeforeE8: bigint;
}

/** What the orders of the day come to. */
class Sums {
  firm = NO_EXPOSURE;
  readonly clients = new Map<string, Exposure>();
  readonly instruments = new Map<string, Exposure>();
  readonly counted = new WeakMap<LiveOrder, Counted>();

  change({ clientId, instrumentId }: Subject, from: Exposure, to: Exposure): void {
    const changed = (sum = NO_EXPOSURE) => plus(minus(sum, from), to);
    this.firm = changed(this.firm);
    this.clients.set(clientId, changed(this.clients.get(clientId)));
    this.instruments.set(instrumentId, changed(this.instruments.get(instrumentId)));
  }
}

/**
 * The exposure of every client and of the firm, by orders entered: changed in the turn in which an order is, by the difference between what the order
 * came to before and what it comes to now, so that a step costs the same however many orders there are. Days are New York's.
 */
export class ExposureBook {
  readonly #clock: Clock;
  #day: number;
  #sums = new Sums();
  /** What is decided and not an order yet. */
  readonly #reserved = new Set<{ readonly subject: Subject; readonly exposure: Exposure }>();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#day = newYorkDay(clock.nowUs());
  }

  /** The day that is counted, as YYYY-MM-DD. */
  get date(): string {
    return dateOfDay(this.#day);
  }

  get firm(): Exposure {
    return this.#sums.firm;
  }

  get clients(): ReadonlyMap<string, Exposure> {
    return this.#sums.clients;
  }

  get instruments(): ReadonlyMap<string, Exposure> {
    return this.#sums.instruments;
  }

  /** What stands beside an order of a client: everything, without the order itself where it is counted. */
  view(clientId: string, limits: LimitsInForce, live: LiveOrder | null = null): ExposureView {
    const client = this.#sums.clients.get(clientId) ?? NO_EXPOSURE;
    const own = live === null ? undefined : this.#sums.counted.get(live)?.exposure;
    const without = (all: Exposure) => (own === undefined ? all : minus(all, own));
    return {
      client: { use: without(client), limits: limits.client },
      firm: { use: without(this.#sums.firm), limits: limits.firm },
    };
  }

  /** Counts an order as it stands now; `before` is how it stood when it was loaded, where it was not counted: what it had executed then is counted already. */
  moved(live: LiveOrder, before: OrderLife = live.life): void {
    if (!live.identity.routeOnly) this.#count(live, before.notionalE8);
  }

  /** Takes up an order of the time before, of which this much was executed on earlier days, in 10^-8 of its currency. */
  revive(live: LiveOrder, executedBeforeE8: bigint): void {
    if (!live.identity.routeOnly) this.#count(live, executedBeforeE8);
  }

  /** An order that was not taken after all. */
  leave(live: LiveOrder): void {
    const counted = this.#sums.counted.get(live);
    if (counted === undefined) return;
    this.#sums.change(subjectOf(live), counted.exposure, NO_EXPOSURE);
    this.#sums.counted.delete(live);
  }

  /** Counts what is decided and becomes an order in another turn; the returned function ends that. */
  reserve(subject: Subject, exposure: Exposure): () => void {
    const entry = { subject, exposure };
    this.#reserved.add(entry);
    this.#sums.change(subject, NO_EXPOSURE, exposure);
    return () => {
      if (this.#reserved.delete(entry)) this.#sums.change(subject, exposure, NO_EXPOSURE);
    };
  }

  /** Counts executions of today of orders that are not alive any more. */
  restore(executed: readonly (Subject & { readonly exposure: Exposure })[]): void {
    for (const each of executed) this.#sums.change(each, NO_EXPOSURE, each.exposure);
  }

  /** Begins anew where another day has: what is open stays, what was executed is of yesterday. */
  tick(alive: Iterable<LiveOrder>): void {
    const today = newYorkDay(this.#clock.nowUs());
    if (today === this.#day) return;
    this.#day = today;
    this.#sums = new Sums();
    for (const live of alive) this.moved(live);
    for (const { subject, exposure } of this.#reserved) this.#sums.change(subject, NO_EXPOSURE, exposure);
  }

  #count(live: LiveOrder, executedBeforeE8: bigint): void {
    const known = this.#sums.counted.get(live);
    const counted = known ?? { exposure: NO_EXPOSURE, executedBeforeE8 };
    if (known === undefined) this.#sums.counted.set(live, counted);
    const exposure = orderExposure(live.life, live.identity.instrument.currency, counted.executedBeforeE8);
    if (isSame(exposure, counted.exposure)) return;
    this.#sums.change(subjectOf(live), counted.exposure, exposure);
    counted.exposure = exposure;
  }
}

function subjectOf({ identity: { clientId, order } }: LiveOrder): Subject {
  return { clientId, instrumentId: order.instrumentId };
}

function isSame(a: Exposure, b: Exposure): boolean {
  return (
    a.buyOpenE8 === b.buyOpenE8 &&
    a.buyExecutedE8 === b.buyExecutedE8 &&
    a.sellOpenE8 === b.sellOpenE8 &&
    a.sellExecutedE8 === b.sellExecutedE8
  );
}
