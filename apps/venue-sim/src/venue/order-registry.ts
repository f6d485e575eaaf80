import type { OrderReference } from '@fairlead/contracts/venue-protocol';
import type { VenueOrder } from './venue-order.ts';

/**
 * The orders that a venue has seen, across sessions. Those that are over are kept up to a number, the oldest forgotten first, so
 * that a long run does not grow without end; one forgotten is answered like one never seen.
 */
export class OrderRegistry {
  readonly #orders = new Map<string, VenueOrder>();
  /** The same by the venue's own ids. */
  readonly #byVenueId = new Map<string, VenueOrder>();
  readonly #over: string[] = [];
  readonly #keepOver: number;
  #oldest = 0;

  constructor(keepOver: number) {
    this.#keepOver = keepOver;
  }

  get size(): number {
    return this.#orders.size;
  }

  /** Every order that is remembered, in the order in which they came. */
  all(): IterableIterator<VenueOrder> {
    return this.#orders.values();
  }

  get(childId: string): VenueOrder | undefined {
    return this.#orders.get(childId);
  }

  /**
   * The order that is meant: by the client's id, and where the venue has never seen that, by its own, if it is an order for the same side of the same
   * instrument.
   */
  find({ child_id, venue_order_id, instrument_id, side }: OrderReference): VenueOrder | undefined {
    const known = this.#orders.get(child_id);
    if (known !== undefined || typeof venue_order_id !== 'string') return known;
    const meant = this.#byVenueId.get(venue_order_id);
    return meant?.instrumentId === instrument_id && meant?.entered.side === side ? meant : undefined;
  }

  add(order: VenueOrder): void {
    this.#orders.set(order.childId, order);
    this.#byVenueId.set(order.venueOrderId, order);
  }

  /** Tells that an order has ended; from now on it may be forgotten. */
  markOver(order: VenueOrder): void {
    this.#over.push(order.childId);
    if (this.#over.length - this.#oldest <= this.#keepOver) return;
    const forgotten = this.#over[this.#oldest++];
    if (forgotten !== undefined) this.#forget(forgotten);
    // The list is cut in large pieces: shifting it each time would cost its length.
    if (this.#oldest > this.#keepOver) {
      this.#over.splice(0, this.#oldest);
      this.#oldest = 0;
    }
  }
  #forget(childId: string): void {
    const order = this.#orders.get(childId);
    if (order !== undefined) this.#byVenueId.delete(order.venueOrderId);
    this.#orders.delete(childId);
  }
}
