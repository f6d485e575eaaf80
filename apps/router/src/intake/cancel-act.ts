import type { CancelRequest } from '@fairlead/contracts/act';
import { wireNumber } from '@fairlead/contracts/wire-value';
import { isChildEnded } from '@fairlead/core/order/child-state';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import type { AuditTrail } from '@fairlead/db/repositories/audit-trail';
import type { LiveOrder } from '../order/live-order.ts';
import type { Clock, Hash, Ids } from '../ports.ts';
import type { ActLog } from '../publish/act-log.ts';
import type { Actor } from './actor.ts';

/** What cancels are audited with. */
export interface CancelActPorts {
  readonly acts: Pick<ActLog, 'keep' | 'has'>;
  readonly audits: Pick<AuditTrail, 'find'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hash: Hash;
}

/** Somebody's cancel of an order. */
export interface CancelWish extends CancelRequest {
  readonly by: Actor;
  readonly clientId: string;
  readonly orderId: string;
}

/** The entry of an act: its id, and when it is written. */
export interface Audited {
  readonly auditId: string;
  /** Resolves with false where it never will be. */
  readonly written: Promise<boolean>;
}

const ACTION = 'ORDER_CANCEL';

/**
 * Tells the audit of cancels. Whoever sends a cancel again with its key has the entry of the first: the id of an entry is made of the key, of who sent it
 * and of what it is about. One that changes nothing and has no key adds nothing to what the order's first cancel has told.
 */
export class CancelActs {
  readonly #ports: CancelActPorts;
  /** By order, the entry of the cancel that it has taken. */
  readonly #taken = new WeakMap<LiveOrder, Audited>();

  constructor(ports: CancelActPorts) {
    this.#ports = ports;
  }

  /** Tells of a cancel that a live order has taken. `before` is the order as it was; it is as it is now afterwards. */
  took(live: LiveOrder, wish: CancelWish, before: OrderLife): Audited {
    const known = this.#taken.get(live);
    if (known !== undefined && (wish.idempotency_key ?? null) === null) return known;
    const told = this.#tell(wish, lifeOf(before), lifeOf(live.life));
    if (known === undefined) this.#taken.set(live, told);
    return told;
  }

  /** Tells of a cancel that waited for its order: it came before it, or while it was being decided. */
  waited(wish: CancelWish): Audited {
    return this.#tell(wish, null, { cancel: 'BEFORE_ANYTHING_IS_SENT' });
  }

  /** The entry of this very cancel, sent before; null where it has no key or was never taken. Rejects where the database is away. */
  async earlier(wish: CancelWish): Promise<string | null> {
    if ((wish.idempotency_key ?? null) === null) return null;
    const id = this.#idOf(wish);
    return this.#ports.acts.has(id) || (await this.#ports.audits.find(id)) !== null ? id : null;
  }

  #tell(wish: CancelWish, before: object | null, after: object): Audited {
    const { by, clientId, orderId, reason = null } = wish;
    const { acts, clock } = this.#ports;
    const auditId = this.#idOf(wish);
    const written = acts.keep({
      id: auditId,
      actor_type: by.type,
      actor_id: by.name,
      action: ACTION,
      subject_type: 'order',
      subject_id: `${clientId} ${orderId}`,
      before: before === null ? null : JSON.stringify(before),
      after: JSON.stringify(after),
      reason,
      trace_id: by.traceId,
      created_at_us: clock.nowUs(),
    });
    return { auditId, written };
  }

  #idOf({ by, clientId, orderId, idempotency_key: key }: CancelWish): string {
    if (key === undefined || key === null) return this.#ports.ids.next();
    return uuidOf(this.#ports.hash(JSON.stringify([ACTION, by.type, by.id, clientId, orderId, key.toLowerCase()])));
  }
}

/** An order as its audit tells it: what is done, and what is still at venues. */
function lifeOf({ state, order, scale, filled, working, children }: OrderLife): object {
  const amount = (count: number) => wireNumber(count, scale.quantityDecimals);
  const open = children.filter((child) => !isChildEnded(child.state));
  return {
    state,
    quantity: amount(order.quantity),
    filled_quantity: amount(filled),
    working_quantity: amount(working),
    venues: [...new Set(open.map(({ venueId }) => venueId))].sort(),
  };
}

/** A UUID of one's own making (RFC 9562, version 8) of the first half of a SHA-256. */
function uuidOf(sha256: string): string {
  const variant = ((Number.parseInt(sha256.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    sha256.slice(0, 8),
    sha256.slice(8, 12),
    `8${sha256.slice(13, 16)}`,
    `${variant}${sha256.slice(17, 20)}`,
    sha256.slice(20, 32),
  ].join('-');
}
