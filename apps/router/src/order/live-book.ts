import { isChildEnded } from '@fairlead/core/order/child-state';
import type { ChildLife } from '@fairlead/core/order-life/child-life';
import { childOf, isEnded, type OrderLife } from '@fairlead/core/order-life/order-life';
import { isResting } from '@fairlead/core/routing/order-kind';
import type { LiveOrder } from './live-order.ts';

/** A child with the order it belongs to. */
export interface Placed {
  readonly live: LiveOrder;
  readonly child: ChildLife;
}

/** Ended orders stay findable for late venue messages and repeated requests, up to this many. */
const ENDED_KEPT = 5_000;

/** Every order that is alive, and the newest ended ones, by their own and their children's ids. */
export class LiveBook {
  /** False until the orders of the time before are taken up: until then an order that is not here may be alive all the same. */
  isWhole = false;
  readonly #alive = new Map<string, LiveOrder>();
  readonly #ended = new Map<string, LiveOrder>();
  readonly #byName = new Map<string, LiveOrder>();
  readonly #waiting = new Map<string, (() => void)[]>();
  readonly #orderOfChild = new Map<string, LiveOrder>();

  get aliveCount(): number {
    return this.#alive.size;
  }

  alive(): IterableIterator<LiveOrder> {
    return this.#alive.values();
  }

  /** Adds an order that is alive, or one whose end is long past and of which there is news. */
  add(live: LiveOrder): void {
    const { pk, clientId, order } = live.identity;
    this.#alive.set(pk, live);
    this.#byName.set(nameOf(clientId, order.orderId), live);
    this.index(live);
    this.settle(live);
  }

  /** The order of this id, alive or lately ended. */
  find(orderPk: string): LiveOrder | undefined {
    return this.#alive.get(orderPk) ?? this.#ended.get(orderPk);
  }

  /** The order that a client knows by this id, alive or lately ended. */
  findByName(clientId: string, orderId: string): LiveOrder | undefined {
    return this.#byName.get(nameOf(clientId, orderId));
  }

  /** The order that a child belongs to. */
  orderOf(childId: string): LiveOrder | undefined {
    return this.#orderOfChild.get(childId);
  }

  findChild(childId: string): Placed | undefined {
    const live = this.orderOf(childId);
    const child = live === undefined ? undefined : childOf(live.life, childId);
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

  /** Children in doubt, and those from whose venue an answer has been due since before the time that `beforeUs` gives for it. */
  overdue(beforeUs: (venueId: string) => number): Placed[] {
    return this.#open((child) => {
      if (child.state === 'UNKNOWN') return true;
      const askedAtUs = answerDueSinceUs(child);
      return askedAtUs !== null && askedAtUs < beforeUs(child.venueId);
    });
  }

  /** Resting children that have had their time by `nowUs` and have not been asked back. */
  restedOut(nowUs: number): Placed[] {
    return this.#open((child) => {
      if (child.restMs === null || child.sentAtUs === null || !isResting(child.kind)) return false;
      const isThere = child.state === 'ACKED' || child.state === 'PARTIALLY_FILLED';
      return isThere && child.cancelAskedAtUs === null && child.sentAtUs + child.restMs * 1_000 <= nowUs;
    });
  }

  /** Makes new children of an order findable. */
  index(live: LiveOrder): void {
    for (const child of live.life.children) this.#orderOfChild.set(child.id, live);
  }

  /** Moves an order whose end is durable out of the live ones, telling those who wait for it; one of which there is late news comes back until it is settled. */
  settle(live: LiveOrder): void {
    const { pk } = live.identity;
    if (!isSettled(live.life) || !isSettled(live.durable) || !live.isDurable) {
      if (this.#ended.delete(pk)) this.#alive.set(pk, live);
      return;
    }
    if (!this.#alive.delete(pk)) return;
    this.#ended.set(pk, live);
    this.#forgetOldest();
    for (const tell of this.#waiting.get(pk) ?? []) tell();
    this.#waiting.delete(pk);
  }

  /** Resolves when the order has ended, at once if it has already. */
  ended(live: LiveOrder): Promise<void> {
    const { pk } = live.identity;
    if (!this.#alive.has(pk)) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.set(pk, [...(this.#waiting.get(pk) ?? []), resolve]));
  }

  #forgetOldest(): void {
    for (const [oldest, old] of this.#ended) {
      if (this.#ended.size <= ENDED_KEPT) return;
      this.#ended.delete(oldest);
      this.#byName.delete(nameOf(old.identity.clientId, old.identity.order.orderId));
      for (const child of old.life.children) this.#orderOfChild.delete(child.id);
    }
  }

  #open(isWanted: (child: ChildLife) => boolean): Placed[] {
    const found: Placed[] = [];
    for (const live of this.#alive.values()) {
      for (const child of live.life.children)
        if (!isChildEnded(child.state) && isWanted(child)) found.push({ live, child });
    }
    return found;
  }
}

/** Ended, with nothing out anywhere. */
export function isSettled(life: OrderLife): boolean {
  return isEnded(life) && life.working === 0 && life.children.every((child) => isChildEnded(child.state));
}

/** The length keeps a client's name and an order's apart, whatever is in them. */
function nameOf(clientId: string, orderId: string): string {
  return `${clientId.length} ${clientId} ${orderId}`;
}

/**
 * Since when a venue owes an answer to a child: a taking one until it has ended; a resting one until it is acknowledged, and again when it is
 * asked back or is to have other terms. Null where nothing is owed.
 */
function answerDueSinceUs(child: ChildLife): number | null {
  if (!isResting(child.kind) || child.state === 'SENT') return child.sentAtUs;
  const replaceAskedAtUs = child.replace?.asked?.askedAtUs ?? null;
  if (replaceAskedAtUs === null || child.cancelAskedAtUs === null) return child.cancelAskedAtUs ?? replaceAskedAtUs;
  return Math.min(child.cancelAskedAtUs, replaceAskedAtUs);
}
