import { apply } from './fold.ts';
import type { EventCause, OrderEvent, OrderFact } from './order-event.ts';
import type { OrderLife } from './order-life.ts';

/** One step of an order's life in the making: each fact is applied as it is told, so that the next is decided on it. */
export class Story {
  readonly events: OrderEvent[] = [];
  readonly atUs: number;
  readonly #cause: EventCause;
  #life: OrderLife;

  constructor(life: OrderLife, at: { readonly atUs: number; readonly cause: EventCause }) {
    this.#life = life;
    this.atUs = at.atUs;
    this.#cause = at.cause;
  }

  get life(): OrderLife {
    return this.#life;
  }

  tell(fact: OrderFact, cause: EventCause = this.#cause): void {
    const event: OrderEvent = { atUs: this.atUs, cause, ...fact };
    this.#life = apply(this.#life, event);
    this.events.push(event);
  }
}
