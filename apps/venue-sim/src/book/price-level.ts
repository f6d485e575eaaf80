import { type Price, type Quantity, quantity } from '@fairlead/core/money/units';
import { type Match, type Owner, type RestingOrder, takeFrom } from './resting-order.ts';

/** The orders at one price of one side: what is shown trades before what is hidden, each first in, first out. */
export class PriceLevel {
  readonly price: Price;
  readonly #displayed: RestingOrder[] = [];
  readonly #hidden: RestingOrder[] = [];

  constructor(at: Price) {
    this.price = at;
  }

  get isEmpty(): boolean {
    return this.#displayed.length === 0 && this.#hidden.length === 0;
  }

  /** The quantity shown in the quote. */
  get displayedQuantity(): Quantity {
    return total(this.#displayed);
  }

  /** All that can be traded here. */
  get quantity(): Quantity {
    return quantity(total(this.#displayed) + total(this.#hidden));
  }

  /** Puts the order behind all others of its kind; what follows the same market maker's order joins it. */
  append(order: RestingOrder): void {
    const queue = this.#queue(order);
    const tail = queue.at(-1);
    if (order.owner === 'MARKET_MAKER' && tail?.owner === 'MARKET_MAKER') {
      tail.remaining = quantity(tail.remaining + order.remaining);
    } else {
      queue.push(order);
    }
  }

  /** Trades up to this quantity in priority order and adds what happened to the matches. Returns what was traded. */
  take(wanted: number, matches: Match[]): number {
    const shown = this.#takeFrom(this.#displayed, wanted, matches);
    return shown + this.#takeFrom(this.#hidden, wanted - shown, matches);
  }

  /** Removes the order. Returns false where it is not here. */
  remove(order: RestingOrder): boolean {
    const queue = this.#queue(order);
    const index = queue.indexOf(order);
    if (index < 0) return false;
    queue.splice(index, 1);
    return true;
  }

  /** What an owner has here, shown or hidden. */
  ownedBy(owner: Owner, display: 'DISPLAYED' | 'HIDDEN'): number {
    let sum = 0;
    for (const order of display === 'DISPLAYED' ? this.#displayed : this.#hidden) {
      if (order.owner === owner) sum += order.remaining;
    }
    return sum;
  }

  /** Takes back market makers' quantity, the youngest first, so that older interest keeps its place. */
  withdraw(amount: number, display: 'DISPLAYED' | 'HIDDEN'): void {
    const queue = display === 'DISPLAYED' ? this.#displayed : this.#hidden;
    let left = amount;
    for (let index = queue.length - 1; index >= 0 && left > 0; index--) {
      const order = queue[index];
      if (order === undefined || order.owner !== 'MARKET_MAKER') continue;
      const taken = Math.min(left, order.remaining);
      order.remaining = quantity(order.remaining - taken);
      left -= taken;
      if (order.remaining === 0) queue.splice(index, 1);
    }
  }

  #queue(order: RestingOrder): RestingOrder[] {
    return order.display === 'DISPLAYED' ? this.#displayed : this.#hidden;
  }

  #takeFrom(queue: RestingOrder[], wanted: number, matches: Match[]): number {
    let left = wanted;
    while (left > 0) {
      const first = queue[0];
      if (first === undefined) break;
      const match = takeFrom(first, left, this.price);
      matches.push(match);
      left -= match.quantity;
      if (first.remaining === 0) queue.shift();
    }
    return wanted - left;
  }
}

function total(queue: readonly RestingOrder[]): Quantity {
  let sum = 0;
  for (const order of queue) sum += order.remaining;
  return quantity(sum);
}
