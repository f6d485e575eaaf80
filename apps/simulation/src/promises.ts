import type { HaltScope } from '@fairlead/core/control/control-event';
import { applyToHalts, type Halts } from '@fairlead/core/control/halts';
import type { OrderRequest } from '@fairlead/core/order/request';
import { readControl } from '@fairlead/db/record/control-body';
import type { Parts } from '@fairlead/router/parts';
import type { Ledger } from './ledger.ts';
import type { Promised } from './send-watch.ts';
import type { SimulatedDatabase } from './simulated-database.ts';
import { controlIn, notWritten } from './simulated-store.ts';
import type { Verdict } from './verdict.ts';

/** The answer to an order. */
export type Walked = Awaited<ReturnType<Parts['pipeline']['walk']>>;

/** An order as its client has sent it. */
export interface Sent {
  readonly clientId: string;
  readonly request: OrderRequest;
  readonly routeOnly: boolean;
}

/** What callers were told, held against the journal when they are told it and again at the end. */
export class Promises implements Promised {
  readonly canceled = new Set<string>();
  readonly halts = new Map<string, HaltScope>();
  readonly #taken = new Map<string, { readonly sent: Sent; readonly orderPk: string; readonly position: number }>();
  readonly #refused = new Set<string>();
  readonly #database: SimulatedDatabase;
  readonly #ledger: Ledger;
  readonly #verdict: Verdict;

  constructor(database: SimulatedDatabase, ledger: Ledger, verdict: Verdict) {
    this.#database = database;
    this.#ledger = ledger;
    this.#verdict = verdict;
  }

  /** A router begins: those halts are in force that are durable, in the journal or in the file of what it did not have. */
  begin(file: readonly string[]): void {
    const left = notWritten(file.map(readControl), controlIn(this.#database.entries));
    const halts = left.reduce<Halts>(applyToHalts, this.#ledger.halts);
    this.halts.clear();
    for (const { id, scope } of halts) this.halts.set(id, scope);
  }

  /** An order was answered. */
  answered(sent: Sent, { outcome }: Walked): void {
    const key = keyOf(sent);
    if (outcome.ok) {
      const { orderPk, position } = outcome.value;
      const known = this.#taken.get(key);
      this.#verdict.holds(known === undefined || known.orderPk === orderPk, 'AN_ORDER_IS_TAKEN_ONCE', () => ({
        known,
        orderPk,
      }));
      this.#taken.set(key, { sent, orderPk, position });
      this.#isDurable(sent, orderPk, position);
      return;
    }
    const { error } = outcome;
    this.#verdict.holds(error.kind !== 'CONFLICT', 'THE_SAME_ORDER_IS_NO_CONFLICT', () => sent);
    if (error.kind === 'REJECTED' && error.position !== undefined) {
      const orderPk = this.#database.entries[error.position - 1]?.orderPk ?? '';
      this.#isDurable(sent, orderPk, error.position);
    }
    if (error.kind === 'JOURNAL' && (error.error === 'JOURNAL_REFUSED' || error.error === 'JOURNAL_FULL'))
      this.#refused.add(key);
    else this.#refused.delete(key);
  }

  #isDurable({ clientId, request }: Sent, orderPk: string, position: number): void {
    const isThere =
      this.#database.entries[position - 1]?.orderPk === orderPk &&
      this.#database.orderPkOf(clientId, request.orderId) === orderPk;
    this.#verdict.holds(isThere, 'WHAT_IS_ACKNOWLEDGED_IS_DURABLE', () => ({
      clientId,
      orderId: request.orderId,
      orderPk,
      position,
    }));
  }

  /** A caller was told that an order is canceled, and that it is durable. */
  cancelConfirmed(orderPk: string): void {
    const life = this.#ledger.lives.get(orderPk);
    const isSo = life !== undefined && (life.endAsked !== null || ENDED.has(life.state));
    this.#verdict.holds(isSo, 'A_CONFIRMED_CANCEL_IS_DURABLE', () => ({ orderPk, state: life?.state }));
    this.canceled.add(orderPk);
  }

  /** A caller was told that an order has other terms, and that it is durable. */
  replaceConfirmed(orderPk: string, quantity: number): void {
    const life = this.#ledger.lives.get(orderPk);
    this.#verdict.holds(life?.order.quantity === quantity, 'A_CONFIRMED_REPLACE_IS_DURABLE', () => ({
      orderPk,
      quantity,
    }));
  }

  /** At the end: everything that was acknowledged is there, and nothing of what was refused for the journal's sake. */
  check(): void {
    for (const { sent, orderPk, position } of this.#taken.values()) this.#isDurable(sent, orderPk, position);
    for (const key of this.#refused) {
      const [clientId = '', orderId = ''] = key.split(' ');
      const found = this.#database.orderPkOf(clientId, orderId);
      this.#verdict.holds(found === undefined, 'WHAT_WAS_REFUSED_IS_NOT_TAKEN', () => ({ key, found }));
    }
  }
}

const ENDED: ReadonlySet<string> = new Set(['FILLED', 'CANCELED', 'EXPIRED', 'REJECTED']);

function keyOf({ clientId, request }: Sent): string {
  return `${clientId} ${request.orderId}`;
}
