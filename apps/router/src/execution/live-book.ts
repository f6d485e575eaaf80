import { isChildEnded } from '@fairlead/core/order/child-state';
import { isResting } from '@fairlead/core/routing/order-kind';
import type { LiveChild, LiveOrder } from './live-order.ts';

/** A child with the order it belongs to. */
export interface Placed {
  readonly live: LiveOrder;
  readonly child: LiveChild;
}

/** Ended orders stay findable for late venue messages and repeated requests, up to this many. */
const ENDED_KEPT = 5_000;

/** Every order that is alive, and the newest ended ones, by their own and their children's ids. */
export class LiveBook {
  readonly #alive = new Map<string, LiveOrder>();
  readonly #ended = new Map<string, LiveOrder>();
  readonly #waiting = new Map<string, (() => void)[]>();
  readonly #orderOfChild = new Map<string, LiveOrder>();

  get aliveCount(): number {
    return this.#alive.size;
  }

  alive(): IterableIterator<LiveOrder> {
    return this.#alive.values();
  }

  add(live: LiveOrder): void {
    this.#alive.set(live.identity.pk, live);
    this.index(live);
  }

  /** The order of this id, alive or lately ended. */
  find(orderPk: string): LiveOrder | undefined {
    return this.#alive.get(orderPk) ?? this.#ended.get(orderPk);
  }

  findChild(childId: string): Placed | undefined {
    const live = this.#orderOfChild.get(childId);
    const child = live?.children.get(childId);
    return live === undefined || child === undefined ? undefined : { live, child };
  }

  /** Children whose venue may still do something with them. */
  openAt(venueId: string): Placed[] {
    return this.#open((child) => child.venueId === venueId && child.state !== 'INTENDED');
  }

  /** Children in doubt. */
  inDoubt(): Placed[] {
    return this.#open((child) => child.state === 'UNKNOWN');
  }

  /** Children in doubt, and those from whose venue an answer has been due since before `beforeUs`. */
  overdue(beforeUs: number): Placed[] {
    return this.#open((child) => {
      if (child.state === 'UNKNOWN') return true;
      const askedAtUs = answerDueSinceUs(child);
      return askedAtUs !== null && askedAtUs < beforeUs;
    });
  }

  /** Resting children that have had their time by `nowUs` and have not been asked back. */
  restedOut(nowUs: number): Placed[] {
    return this.#open((child) => {
      if (child.restMs === null || child.sentAtUs === null || !isResting(child.kind)) return false;
      const isThere = child.state === 'ACKED' || child.state === 'PARTIALLY_FILLED';
      return isThere && child.sentAtUs + child.restMs * 1_000 <= nowUs;
    });
  }

  /** Makes new children of an order findable. */
  index(live: LiveOrder): void {
    for (const childId of live.children.keys()) this.#orderOfChild.set(childId, live);
  }

  /** Moves an order that has ended out of the live ones, telling those who wait for it. */
  settle(live: LiveOrder): void {
    const { pk } = live.identity;
    if (!this.#alive.has(pk)) return;
    if (!live.isEnded || live.working > 0) return;
    this.#alive.delete(pk);
    this.#ended.set(pk, live);
    for (const [oldest, old] of this.#ended) {
      if (this.#ended.size <= ENDED_KEPT) break;
      this.#ended.delete(oldest);
      for (const childId of old.children.keys()) this.#orderOfChild.delete(childId);
    }
    for (const tell of this.#waiting.get(pk) ?? []) tell();
    this.#waiting.delete(pk);
  }

  /** Resolves when the order has ended, at once if it has already. */
  ended(live: LiveOrder): Promise<void> {
    const { pk } = live.identity;
    if (!this.#alive.has(pk)) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.set(pk, [...(this.#waiting.get(pk) ?? []), resolve]));
  }

  #open(isWanted: (child: LiveChild) => boolean): Placed[] {
    const found: Placed[] = [];
    for (const live of this.#alive.values()) {
      for (const child of live.children.values())
        if (!isChildEnded(child.state) && isWanted(child)) found.push({ live, child });
    }
    return found;
  }
}

/**
 * Since when a venue owes an answer to a child: a taking one until it has ended; a resting one until it is acknowledged, and again when it is
 * asked back. Null where nothing is owed.
 */
function answerDueSinceUs(child: LiveChild): number | null {
  if (!isResting(child.kind) || child.state === 'SENT') return child.sentAtUs;
  return child.state === 'PENDING_CANCEL' ? child.cancelAskedAtUs : null;
}
