import type { ActRequest } from '@fairlead/contracts/act';
import { wireNumber } from '@fairlead/contracts/wire-value';
import { isChildEnded } from '@fairlead/core/order/child-state';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import type { AuditRecord } from '@fairlead/db/repositories/audit-repository';
import type { AuditTrail } from '@fairlead/db/repositories/audit-trail';
import { DURABLE_WAIT_MS } from '../execution/steps.ts';
import type { Clock, Hash, Ids, Timers } from '../ports.ts';
import type { ActLog } from '../publish/act-log.ts';
import type { Actor } from './actor.ts';
import type { Fault } from './problem.ts';

/** What acts are audited with. */
export interface ActPorts {
  readonly acts: Pick<ActLog, 'keep' | 'waiting'>;
  readonly audits: Pick<AuditTrail, 'find'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hash: Hash;
  readonly timers: Timers;
}

/** What somebody asks to be done with an order. */
export interface OrderAct extends ActRequest {
  readonly action: 'ORDER_CANCEL' | 'ORDER_REPLACE';
  readonly by: Actor;
  readonly clientId: string;
  readonly orderId: string;
}

/** What somebody does with a halt. */
export interface HaltAct extends ActRequest {
  readonly action: 'HALT_PLACED' | 'HALT_RELEASED';
  readonly by: Actor;
  readonly haltId: string;
}

/** What somebody does with all orders of a client. */
export interface ClientAct extends ActRequest {
  readonly action: 'ORDERS_CANCEL';
  readonly by: Actor;
  readonly clientId: string;
}

/** What somebody does with the circuit of a venue. */
export interface CircuitAct extends ActRequest {
  readonly action: 'CIRCUIT_FORCED';
  readonly by: Actor;
  readonly venueId: string;
}

type Act = OrderAct | HaltAct | ClientAct | CircuitAct;

/** The entry of an act, and when it is written. */
export interface Audited {
  readonly record: AuditRecord;
  /** Resolves with false where it never will be. */
  readonly written: Promise<boolean>;
}

/** What was so before an act, null where that is not known, and what is so after it. */
export interface ActChange {
  readonly before: object | null;
  readonly after: object;
}

/**
 * Tells the audit of acts on orders and of halts. Whoever sends an act again with its key has the entry of the first: the id of an entry is made of the key, of who sent
 * it and of what it is about.
 */
export class Acts {
  readonly #ports: ActPorts;
  /** Acts that are told of when they are durable, by the ids of their entries. */
  readonly #pending = new Map<string, Audited>();

  constructor(ports: ActPorts) {
    this.#ports = ports;
  }

  /** Tells of an act that was taken, beside the journal. */
  tell(act: Act, change: ActChange): Audited {
    return this.#keep(this.#recordOf(act, change));
  }

  /** Tells of an act that was taken when it is durable: an entry of it says that the journal holds it. */
  tellWhenDurable(act: Act, change: ActChange, durable: Promise<void>): Audited {
    const record = this.#recordOf(act, change);
    const written = durable.then(() => {
      this.#pending.delete(record.id);
      return this.#ports.acts.keep(record);
    });
    const told = { record, written };
    this.#pending.set(record.id, told);
    return told;
  }

  /** The entry of this very act, sent before; null where it has no key or was never taken. Rejects where the database is away. */
  async earlier(act: Act): Promise<Audited | null> {
    if ((act.idempotency_key ?? null) === null) return null;
    const { acts, audits } = this.#ports;
    const id = this.#idOf(act);
    const pending = this.#pending.get(id);
    if (pending !== undefined) return pending;
    const waiting = acts.waiting(id);
    if (waiting !== null) return this.#keep(waiting);
    const record = await audits.find(id);
    return record === null ? null : { record, written: Promise.resolve(true) };
  }

  /** Waits for an entry; false where that takes too long. */
  isWritten({ written }: Audited): Promise<boolean> {
    return new Promise((resolve) => {
      const limit = this.#ports.timers.after(DURABLE_WAIT_MS, () => resolve(false));
      void written.then((isThere) => {
        limit.cancel();
        resolve(isThere);
      });
    });
  }

  #keep(record: AuditRecord): Audited {
    return { record, written: this.#ports.acts.keep(record) };
  }

  #recordOf(act: Act, { before, after }: ActChange): AuditRecord {
    const { action, by, reason = null } = act;
    const { type, names } = subjectOf(act);
    return {
      id: this.#idOf(act),
      actor_type: by.type,
      actor_id: by.id,
      action,
      subject_type: type,
      subject_id: names.join(' '),
      before: before === null ? null : JSON.stringify(before),
      after: JSON.stringify(after),
      reason,
      trace_id: by.traceId,
      created_at_us: this.#ports.clock.nowUs(),
    };
  }

  #idOf(act: Act): string {
    const { action, by, idempotency_key: key } = act;
    if (key === undefined || key === null) return this.#ports.ids.next();
    const { names } = subjectOf(act);
    return uuidOf(this.#ports.hash(JSON.stringify([action, by.type, by.id, ...names, key.toLowerCase()])));
  }
}

/** What an act is about. */
function subjectOf(act: Act): {
  readonly type: 'order' | 'halt' | 'client' | 'venue';
  readonly names: readonly string[];
} {
  if ('haltId' in act) return { type: 'halt', names: [act.haltId] };
  if ('venueId' in act) return { type: 'venue', names: [act.venueId] };
  return 'orderId' in act
    ? { type: 'order', names: [act.clientId, act.orderId] }
    : { type: 'client', names: [act.clientId] };
}

/** What is wrong with an act whose person or service does not say why; a client's program need not. */
export function reasonFaults(by: Actor, reason: string | null | undefined): readonly Fault[] {
  const isMissing = by.type !== 'API_KEY' && (reason ?? null) === null;
  return isMissing ? [{ path: 'reason', code: 'REQUIRED', message: 'a person says why, and so does a service' }] : [];
}

/** An order as its audit tells it: what is asked of it, what is done, and what is still at venues. */
export function auditedLife({ state, order, scale, filled, working, children }: OrderLife) {
  const amount = (count: number) => wireNumber(count, scale.quantityDecimals);
  const open = children.filter((child) => !isChildEnded(child.state));
  return {
    state,
    quantity: amount(order.quantity),
    filled_quantity: amount(filled),
    working_quantity: amount(working),
    limit_price: order.limitPrice === null ? null : wireNumber(order.limitPrice, scale.priceDecimals),
    venues: [...new Set(open.map(({ venueId }) => venueId))].sort(),
  };
}

/** A UUID of one's own making (RFC 9562, version 8) of the first half of a SHA-256. */
export function uuidOf(sha256: string): string {
  const variant = ((Number.parseInt(sha256.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    sha256.slice(0, 8),
    sha256.slice(8, 12),
    `8${sha256.slice(13, 16)}`,
    `${variant}${sha256.slice(17, 20)}`,
    sha256.slice(20, 32),
  ].join('-');
}
