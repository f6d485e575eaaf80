import type { Rejection } from '@fairlead/core/order/reject-code';
import type { Timers } from '../ports.ts';

/** How an order is refused whose cancel came before it. */
export const CANCEL_CAME_FIRST = { code: 'CANCEL_CAME_FIRST', path: 'order_id' } as const satisfies Rejection;

/** How long a cancel of an order that is not here yet is kept for it. */
const KEPT_MS = 1_000;
/** Cancels kept for one client at once; one more is not kept. */
const KEPT_MOST = 1_000;

/** A cancel that waits for its order. */
export interface KeptCancel {
  /** True from when its order has taken it. */
  readonly isTaken: boolean;
  /** Resolves when its order has taken it, or when it is not kept any longer. */
  readonly settled: Promise<void>;
  /** Gives it up, where its order turned out to be known already. */
  drop(): void;
}

type Settle = (isTaken: boolean) => void;

/**
 * Cancels that came before their orders, or while these were being decided: two connections have no order between them. A kept cancel is
 * taken by its order, which then sends nothing. What is not taken is gone, so that a later order of the same id is not touched by it.
 */
export class EarlyCancels {
  readonly #timers: Timers;
  readonly #kept = new Map<string, Map<string, Set<Settle>>>();

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Keeps a cancel for an order of a client for a second; gives null where the client has too many. */
  keep(clientId: string, orderId: string): KeptCancel | null {
    const ofClient = this.#kept.get(clientId) ?? new Map<string, Set<Settle>>();
    if (ofClient.size >= KEPT_MOST && !ofClient.has(orderId)) return null;
    const waiting = ofClient.get(orderId) ?? new Set();
    this.#kept.set(clientId, ofClient.set(orderId, waiting));
    let finish = () => {};
    const settled = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const kept = { isTaken: false, settled, drop: () => settle(false) };
    const settle = (isTaken: boolean) => {
      if (!waiting.delete(settle)) return;
      timer.cancel();
      kept.isTaken = isTaken;
      if (waiting.size === 0) this.#forget(clientId, orderId);
      finish();
    };
    const timer = this.#timers.after(KEPT_MS, () => settle(false));
    waiting.add(settle);
    return kept;
  }

  /** Takes the cancels kept for an order; false where there is none. */
  take(clientId: string, orderId: string): boolean {
    const waiting = this.#kept.get(clientId)?.get(orderId);
    for (const settle of [...(waiting ?? [])]) settle(true);
    return waiting !== undefined;
  }

  #forget(clientId: string, orderId: string): void {
    const ofClient = this.#kept.get(clientId);
    ofClient?.delete(orderId);
    if (ofClient?.size === 0) this.#kept.delete(clientId);
  }
}
