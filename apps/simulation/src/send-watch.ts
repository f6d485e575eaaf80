import type { HaltScope } from '@fairlead/core/control/control-event';
import { covers } from '@fairlead/core/control/halts';
import { isChildEnded } from '@fairlead/core/order/child-state';
import { childOf } from '@fairlead/core/order-life/order-life';
import { PROBES } from '@fairlead/core/venue/circuit-breaker';
import type { VenueOrder } from '@fairlead/venue-sim/venue/venue-order';
import type { Happenings } from './happenings.ts';
import type { Intended, Ledger } from './ledger.ts';
import type { RouterLife } from './router-life.ts';
import type { BookedOrder } from './venue-host.ts';
import type { Verdict } from './verdict.ts';

interface NewChild {
  readonly type: string;
  readonly child_id: string;
  readonly instrument_id: string;
  readonly quantity: number;
  readonly limit_price: number;
  /** Of a change. */
  readonly revision?: number;
}

/** What those outside have been told, and what therefore has to hold whatever happens to the router. */
export interface Promised {
  /** Orders whose cancel was confirmed as durable. */
  readonly canceled: ReadonlySet<string>;
  /** Halts in force, by their ids. */
  readonly halts: ReadonlyMap<string, HaltScope>;
}

/** Looks at every byte that leaves for a venue, in the turn in which it does. */
export class SendWatch {
  readonly sent = new Map<string, Intended>();
  readonly #ledger: Ledger;
  readonly #promised: Promised;
  readonly #happenings: Happenings;
  readonly #verdict: Verdict;
  readonly #isActing: (life: RouterLife) => boolean;
  readonly #books: () => ReadonlyMap<string, BookedOrder>;
  readonly #changes = new Set<string>();
  readonly #childrenOf = new Map<string, string[]>();

  constructor(parts: {
    readonly ledger: Ledger;
    readonly promised: Promised;
    readonly happenings: Happenings;
    readonly verdict: Verdict;
    /** Whether a router is the one that has the shard. */
    readonly isActing: (life: RouterLife) => boolean;
    readonly books: () => ReadonlyMap<string, BookedOrder>;
  }) {
    this.#ledger = parts.ledger;
    this.#promised = parts.promised;
    this.#happenings = parts.happenings;
    this.#verdict = parts.verdict;
    this.#isActing = parts.isActing;
    this.#books = parts.books;
  }

  /** Takes what a router is about to send. */
  readonly take = (life: RouterLife, venueId: string, text: string): void => {
    for (const line of text.split('\n')) {
      if (line === '') continue;
      const message: NewChild = JSON.parse(line);
      this.#happenings.tell(`sent: ${message.type}`, { ...message, venueId });
      if (message.type === 'new') this.#new(life, venueId, message);
      if (message.type === 'replace') this.#change(life, venueId, message);
    }
  };

  #new(life: RouterLife, venueId: string, message: NewChild): void {
    const { child_id: childId } = message;
    this.#verdict.holds(this.#isActing(life), 'ONLY_ONE_ROUTER_ACTS', () => message);
    this.#verdict.holds(!this.sent.has(childId), 'NO_CHILD_IS_SENT_TWICE', () => message);
    const intended = this.#ledger.intended.get(childId);
    this.#verdict.holds(intended !== undefined, 'INTENT_IS_DURABLE_BEFORE_THE_SEND', () => message);
    if (intended === undefined) return;
    this.#verdict.holds(isAsIntended(intended, venueId, message), 'SENT_AS_INTENDED', () => ({
      ...message,
      venueId,
      intended,
    }));
    this.#mayLeave(intended);
    this.#circuit(life, venueId, message);
    this.#inParent(intended);
    this.sent.set(childId, intended);
    this.#childrenOf.set(intended.orderPk, [...(this.#childrenOf.get(intended.orderPk) ?? []), childId]);
  }

  /** Other terms of a child leave once, as they were decided and are durable, and where something new of it might. */
  #change(router: RouterLife, venueId: string, message: NewChild): void {
    const { child_id: childId, revision = 0 } = message;
    const intended = this.sent.get(childId);
    const life = this.#ledger.lives.get(intended?.orderPk ?? '');
    const child = life === undefined ? undefined : childOf(life, childId);
    const asked = child?.replace?.asked;
    const isAsDecided = asked?.quantity === message.quantity && asked.limitPrice === message.limit_price;
    const isDurable = intended?.venueId === venueId && child?.replace?.revision === revision && isAsDecided;
    this.#verdict.holds(isDurable, 'A_CHANGE_IS_DURABLE_BEFORE_IT_LEAVES', () => ({ ...message, venueId, child }));
    this.#verdict.holds(this.#isActing(router), 'ONLY_ONE_ROUTER_ACTS', () => message);
    const name = `${childId} ${revision}`;
    this.#verdict.holds(!this.#changes.has(name), 'NO_CHANGE_IS_SENT_TWICE', () => message);
    this.#changes.add(name);
    if (intended !== undefined) this.#isStopped(intended);
  }

  #mayLeave(intended: Intended): void {
    this.#isStopped(intended);
    const { orderPk, id } = intended;
    const life = this.#ledger.lives.get(orderPk);
    const child = life === undefined ? undefined : childOf(life, id);
    this.#verdict.holds(child?.state === 'INTENDED', 'WHAT_HAS_ENDED_IS_NOT_SENT', () => ({ child }));
  }

  #isStopped({ orderPk, clientId, instrumentId, venueId, id }: Intended): void {
    const asked = { clientId, instrumentId, venueId };
    const halt = [...this.#promised.halts].find(([, scope]) => covers(scope, asked));
    this.#verdict.holds(halt === undefined, 'NOTHING_NEW_LEAVES_UNDER_A_HALT', () => ({ asked, halt }));
    this.#verdict.holds(!this.#promised.canceled.has(orderPk), 'NOTHING_NEW_LEAVES_AFTER_A_CANCEL', () => ({
      orderPk,
      childId: id,
    }));
  }

  /** An open circuit lets nothing through, and one that is tried three children; one that said nothing of the venue gives its place back. */
  #circuit(life: RouterLife, venueId: string, message: NewChild): void {
    const circuit = life.running?.parts.market.health(venueId)?.circuit.now;
    if (circuit === undefined || circuit.state === 'CLOSED') return;
    this.#verdict.holds(circuit.state !== 'OPEN', 'NOTHING_NEW_PASSES_AN_OPEN_CIRCUIT', () => ({
      ...message,
      venueId,
    }));
    const { probes, probesAnswered } = circuit;
    const isProbe = probes.some(({ childId }) => childId === message.child_id);
    this.#happenings.count('circuit: probe sent');
    this.#verdict.holds(isProbe && probes.length + probesAnswered <= PROBES, 'THREE_PROBES_AT_MOST', () => ({
      ...{ ...message, venueId, probes, probesAnswered },
    }));
  }

  /**
   * What truly works at venues, is on its way there, or is executed, never comes to more than the order, as far as the router can know: a venue that
   * executes what it has given back, or forgets what it had, is not its fault.
   */
  #inParent({ orderPk, quantity, id }: Intended): void {
    const life = this.#ledger.lives.get(orderPk);
    const childIds = this.#childrenOf.get(orderPk) ?? [];
    if (life === undefined || childIds.length === 0) return;
    const books = this.#books();
    if (childIds.some((childId) => isBeyondTheRouter(books.get(childId)))) return;
    let truly = 0;
    for (const childId of childIds) {
      const order = books.get(childId)?.order;
      if (order !== undefined) truly += order.isOver ? order.filledQuantity : order.quantity;
      else if (isChildEnded(childOf(life, childId)?.state ?? 'INTENDED')) truly += 0;
      else truly += this.sent.get(childId)?.quantity ?? 0;
    }
    this.#verdict.holds(truly + quantity <= life.order.quantity, 'NO_MORE_IS_OUT_THAN_WAS_ORDERED', () => ({
      ...{ orderPk, childId: id, truly, more: quantity, ordered: life.order.quantity },
    }));
  }
}

function isAsIntended(intended: Intended, venueId: string, message: NewChild): boolean {
  return (
    intended.venueId === venueId &&
    intended.quantity === message.quantity &&
    intended.limitPrice === message.limit_price &&
    intended.instrumentId === message.instrument_id
  );
}

function isBeyondTheRouter(booked: BookedOrder | undefined): boolean {
  return booked !== undefined && (booked.isForgotten || hasFilledLate(booked.order));
}

function hasFilledLate({ canceledUs, executions }: VenueOrder): boolean {
  return canceledUs !== null && executions.some(({ timeUs }) => timeUs > canceledUs);
}
