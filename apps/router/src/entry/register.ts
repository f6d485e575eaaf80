/** What was answered to an order, kept so that a repeat gets the same. */
export interface Registered<A> {
  readonly requestHash: string;
  readonly answer: Promise<A>;
  /** False while the order is being decided and made durable. */
  readonly isSettled: boolean;
  /** Somebody has asked for its cancel meanwhile, and has been told that it is taken when the order is durable. */
  isCancelAsked?: boolean;
}

/**
 * The newest orders by client and order id. It spares the database the repeats that come soon after; the database's own constraint catches
 * the rest. An order is registered before it is durable, so that two equal requests at the same instant make one order.
 */
export class Register<A> {
  readonly #capacity: number;
  readonly #entries = new Map<string, Registered<A>>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  find(clientId: string, orderId: string): Registered<A> | undefined {
    return this.#entries.get(keyOf(clientId, orderId));
  }

  /** Registers an answer in the making; it is forgotten again if it is not worth keeping. */
  add(clientId: string, orderId: string, entry: Registered<A>): void {
    this.#entries.set(keyOf(clientId, orderId), entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#capacity) break;
      this.#entries.delete(oldest);
    }
  }

  /** The ids of a client's orders that are being decided now. */
  underWay(clientId: string): string[] {
    const beginning = keyOf(clientId, '');
    return [...this.#entries].flatMap(([key, { isSettled }]) =>
      !isSettled && key.startsWith(beginning) ? [key.slice(beginning.length)] : [],
    );
  }

  forget(clientId: string, orderId: string): void {
    this.#entries.delete(keyOf(clientId, orderId));
  }
}

/** Neither id can hold a space, so the pair is unambiguous. */
function keyOf(clientId: string, orderId: string): string {
  // The length keeps a client's name and an order's apart, whatever is in them.
  return `${clientId.length} ${clientId} ${orderId}`;
}
