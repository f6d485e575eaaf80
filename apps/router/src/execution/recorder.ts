import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { childOf, type OrderLife } from '@fairlead/core/order-life/order-life';
import { ok, type Result } from '@fairlead/core/result';
import { isResting } from '@fairlead/core/routing/order-kind';
import type { AppendOutcome, Journal, JournalEntry } from '@fairlead/db/journal/journal-entry';
import type { Bundle, Cause, LiveOrder } from '../order/live-order.ts';
import { entryOf } from '../order/step-entry.ts';
import { executionUpdates, orderUpdate } from '../order/stream-data.ts';
import type { WrittenParts } from '../order/written-parts.ts';
import type { Clock, Publisher } from '../ports.ts';

/** A plan that waited longer than this for its commit is looked at again before it is sent. */
export const PLAN_WAITS_US = 250_000;
/** For so long a slow commit says something of the next one. */
const SLOW_FOR_US = 1_000_000;

/** What the recorder works with. */
export interface RecorderPorts {
  readonly journal: Pick<Journal, 'append' | 'state'>;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly parts: WrittenParts;
}

/** Who is told what became of a step. */
export interface RecorderListener {
  /** It is durable: what was held may leave. */
  landed(live: LiveOrder, bundle: Bundle): void;
  /** The journal refused it: the order is again what is durable of it, and this has happened since. */
  refused(live: LiveOrder, causes: readonly Cause[], outcome: Extract<AppendOutcome, { ok: false }>): void;
}

/**
 * Makes the steps of live orders durable, one entry of an order at a time: what happens while one is written goes into the next, so that nothing is
 * ever written that follows a refused step. Tells people of each step when it is durable.
 */
export class Recorder {
  readonly #ports: RecorderPorts;
  readonly #listener: RecorderListener;
  /** When each entry under way was given to the journal, oldest first. */
  readonly #sinceUs = new Map<LiveOrder, number>();
  /** How long the last commit took, and when it landed, in microseconds. */
  #last = { tookUs: 0, landedUs: 0 };

  constructor(ports: RecorderPorts, listener: RecorderListener) {
    this.#ports = ports;
    this.#listener = listener;
  }

  /** True while commits take longer than a plan may wait: one does, or the last one did, a moment ago. */
  get isSlow(): boolean {
    if (!this.#ports.journal.state().healthy || this.waitsUs > PLAN_WAITS_US) return true;
    const { tookUs, landedUs } = this.#last;
    return tookUs > PLAN_WAITS_US && this.#ports.clock.nowUs() - landedUs < SLOW_FOR_US;
  }

  /** How long the oldest entry under way has waited, in microseconds. */
  get waitsUs(): number {
    const [oldestUs] = this.#sinceUs.values();
    return oldestUs === undefined ? 0 : this.#ports.clock.nowUs() - oldestUs;
  }

  /** Writes what waits, unless an entry of the order is under way; then it follows by itself. */
  flush(live: LiveOrder): void {
    if (live.isInFlight || live.open.events.length === 0) return;
    const { clock, journal, parts } = this.#ports;
    const nowUs = clock.nowUs();
    const { bundle, before, after } = live.begin();
    const entry = written(() => entryOf({ identity: live.identity, bundle, before, after }, parts, nowUs));
    if (!entry.ok) return this.#refused(live, entry);
    this.#sinceUs.set(live, nowUs);
    void journal.append(entry.value).then((outcome) => {
      this.#sinceUs.delete(live);
      const landedUs = clock.nowUs();
      this.#last = { tookUs: landedUs - nowUs, landedUs };
      if (!outcome.ok) return this.#refused(live, outcome);
      parts.written(entry.value);
      live.landed(outcome.position);
      for (const fill of executionUpdates(live.identity, after, bundle.events))
        this.#ports.publisher.publish('EXECUTION', fill);
      this.#ports.publisher.publish('ORDER_UPDATE', orderUpdate(live.identity, live.durable));
      this.#listener.landed(live, bundle);
    });
  }

  /** A router that is stopping, or that another has taken over from, writes no more; the next one finds out what happened. */
  #refused(live: LiveOrder, outcome: Extract<AppendOutcome, { ok: false }>): void {
    if (outcome.error === 'JOURNAL_CLOSED' || outcome.error === 'LEASE_LOST') return;
    this.#listener.refused(live, live.refused(this.#ports.clock.nowUs()), outcome);
  }
}

/** What cannot be put into words that the journal keeps is refused like what the database refuses: the order stops, and people are told. */
function written(write: () => JournalEntry): Result<JournalEntry, never> | Extract<AppendOutcome, { ok: false }> {
  try {
    return ok(write());
  } catch (error) {
    return { ok: false, error: 'JOURNAL_REFUSED', detail: String(error) };
  }
}

/** True where a step must be durable soon. That a child was sent, and that a taking one is acknowledged, venues tell a router that has forgotten it. */
export function isUrgent(events: readonly OrderEvent[], life: OrderLife): boolean {
  return events.some((event) => {
    if (event.type === 'CHILD_SENT') return false;
    if (event.type !== 'CHILD_ACKED') return true;
    const child = childOf(life, event.childId);
    return child === undefined || isResting(child.kind);
  });
}
