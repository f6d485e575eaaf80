import type { Instrument } from '@fairlead/core/instrument/instrument';
import type { ValidOrder } from '@fairlead/core/order/request';
import type { EventCause, OrderEvent } from '@fairlead/core/order-life/order-event';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import type { Story } from '@fairlead/core/order-life/story';
import type { ApprovedWave } from '@fairlead/core/risk/wave-gate';
import type { PlannedWave } from './wave.ts';

/** What never changes about an order after it was received. */
export interface OrderIdentity {
  readonly pk: string;
  readonly clientId: string;
  /** As it was asked for; its latest quantity and limit are those of its life. */
  readonly order: ValidOrder;
  /** SHA-256 of the request that it came as, 64 hex digits. */
  readonly requestHash: string;
  readonly instrument: Instrument;
  readonly simulated: boolean;
  readonly routeOnly: boolean;
  readonly createdAtUs: number;
}

/** What leaves once the step that decided it is durable. */
export type Held =
  | { readonly kind: 'SEND'; readonly wave: ApprovedWave<PlannedWave> }
  | { readonly kind: 'REPLACE'; readonly childId: string; readonly revision: number }
  | { readonly kind: 'CANCEL'; readonly childId: string };

/** A step in the making: the story of what happens, the waves that it decides, and what leaves when it is durable. */
export interface Draft {
  readonly live: LiveOrder;
  readonly story: Story;
  readonly waves: ApprovedWave<PlannedWave>[];
  readonly held: Held[];
  /** Children whose venue is to be asked for its account; asking changes nothing, so that it need not wait. */
  readonly asks: Set<string>;
}

/** Why something happens to an order, kept until it is durable: a step that the journal refuses is decided again from its causes. */
export interface Cause {
  readonly kind: EventCause;
  /** Microseconds since 1970. */
  readonly atUs: number;
  /** Tells what follows for an order as it stands; nothing where it has no meaning any more. Must not reach outside. */
  readonly decide: (draft: Draft) => void;
}

/** Steps that go to the journal as one entry. */
export interface Bundle {
  readonly events: readonly OrderEvent[];
  readonly waves: readonly ApprovedWave<PlannedWave>[];
  readonly held: readonly Held[];
  readonly causes: readonly Cause[];
}

/** Somebody who waits until a version of the life is durable. */
interface Waiter {
  readonly version: number;
  readonly tell: () => void;
}

const NOTHING: Bundle = { events: [], waves: [], held: [], causes: [] };

/**
 * One parent order: its life as decided, which the next step is decided on, and as durable, which is what anybody is told. In between are the steps
 * that the journal is writing (one entry at a time, so that none is written that follows a refused one) and those that wait for it.
 */
export class LiveOrder {
  readonly identity: OrderIdentity;
  #life: OrderLife;
  #durable: OrderLife;
  /** The life that the entry under way makes durable. */
  #written: OrderLife;
  #position: number;
  #open: Bundle = NOTHING;
  #inFlight: Bundle | null = null;
  /** Since when the journal has refused its steps, in microseconds since 1970; null while it takes them. */
  brokenSinceUs: number | null = null;
  #waiters: Waiter[] = [];

  constructor(identity: OrderIdentity, durable: OrderLife, position: number) {
    this.identity = identity;
    this.#life = durable;
    this.#durable = durable;
    this.#written = durable;
    this.#position = position;
  }

  /** As decided: everything that has happened, durable or not. */
  get life(): OrderLife {
    return this.#life;
  }

  /** As durable: what may be told. */
  get durable(): OrderLife {
    return this.#durable;
  }

  /** Where its last durable entry stands in the journal; 0 while it has none. */
  get position(): number {
    return this.#position;
  }

  get isDurable(): boolean {
    return this.#inFlight === null && this.#open.events.length === 0;
  }

  get isInFlight(): boolean {
    return this.#inFlight !== null;
  }

  /** What waits for the journal. */
  get open(): Bundle {
    return this.#open;
  }

  /** What leaves when it is durable, oldest first. */
  get held(): readonly Held[] {
    return [...(this.#inFlight?.held ?? []), ...this.#open.held];
  }

  /** Takes a decided step: it counts from here on. */
  take(draft: Draft, cause: Cause): void {
    const { events, life } = draft.story;
    if (events.length === 0) return;
    this.#life = life;
    this.#open = {
      events: [...this.#open.events, ...events],
      waves: [...this.#open.waves, ...draft.waves],
      held: [...this.#open.held, ...draft.held],
      causes: [...this.#open.causes, cause],
    };
  }

  /** Starts the entry of everything that waits; gives the life before and after it. Call only while none is under way. */
  begin(): { readonly bundle: Bundle; readonly before: OrderLife; readonly after: OrderLife } {
    const bundle = this.#open;
    this.#inFlight = bundle;
    this.#open = NOTHING;
    this.#written = this.#life;
    return { bundle, before: this.#durable, after: this.#written };
  }

  /** The entry under way is durable, at this position. */
  landed(position: number): void {
    this.#inFlight = null;
    this.#durable = this.#written;
    this.#position = position;
    this.brokenSinceUs = null;
    this.#tellWaiters();
  }

  /** The entry under way was refused: the order is again what is durable of it. Gives what has happened since, to be decided anew. */
  refused(nowUs: number): readonly Cause[] {
    const causes = [...(this.#inFlight?.causes ?? []), ...this.#open.causes];
    this.#inFlight = null;
    this.#open = NOTHING;
    this.#life = this.#durable;
    this.#written = this.#durable;
    this.brokenSinceUs ??= nowUs;
    // Versions count anew from here: who waits, waits for all of it.
    this.#waiters = this.#waiters.map(({ tell }) => ({ version: Number.POSITIVE_INFINITY, tell }));
    return causes;
  }

  /** Resolves when everything that has happened so far is durable, whatever happens meanwhile. */
  whenDurable(): Promise<void> {
    if (this.isDurable) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push({ version: this.#life.version, tell: resolve }));
  }

  #tellWaiters(): void {
    const waiters = this.#waiters;
    const isTold = ({ version }: Waiter) => this.isDurable || version <= this.#durable.version;
    this.#waiters = waiters.filter((waiter) => !isTold(waiter));
    for (const waiter of waiters) if (isTold(waiter)) waiter.tell();
  }
}
