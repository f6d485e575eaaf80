import type { OrderLife } from '@fairlead/core/order-life/order-life';
import type { LiveOrder } from '../order/live-order.ts';
import { type Acts, type Audited, auditedLife, type OrderAct } from './acts.ts';

/** Tells the audit of cancels. One that changes nothing and has no key adds nothing to what the order's first cancel has told. */
export class CancelActs {
  readonly #acts: Acts;
  /** By order, the entry of the cancel that it has taken. */
  readonly #taken = new WeakMap<LiveOrder, Audited>();

  constructor(acts: Acts) {
    this.#acts = acts;
  }

  /** Tells of a cancel that a live order has taken. `before` is the order as it was; it is as it is now afterwards. */
  took(live: LiveOrder, wish: OrderAct, before: OrderLife): Audited {
    const known = this.#taken.get(live);
    if (known !== undefined && (wish.idempotency_key ?? null) === null) return known;
    const told = this.#acts.tell(wish, { before: auditedLife(before), after: auditedLife(live.life) });
    if (known === undefined) this.#taken.set(live, told);
    return told;
  }

  /** Tells of a cancel that waited for its order: it came before it, or while it was being decided. */
  waited(wish: OrderAct): Audited {
    return this.#acts.tell(wish, { before: null, after: { cancel: 'BEFORE_ANYTHING_IS_SENT' } });
  }
}
