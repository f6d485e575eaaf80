import { isOrderEnded } from '@fairlead/core/order/order-state';
import type { ProjectedOrder } from './projected-order.ts';

/** The orders that a projector has in memory: all that are alive, and of the ended ones those that were spoken of last. */
export class KnownOrders {
  readonly #alive = new Map<string, ProjectedOrder>();
  readonly #ended = new Map<string, ProjectedOrder>();
  readonly #endedMax: number;

  constructor(endedMax: number) {
    this.#endedMax = endedMax;
  }

  get size(): number {
    return this.#alive.size + this.#ended.size;
  }

  get(orderPk: string): ProjectedOrder | null {
    return this.#alive.get(orderPk) ?? this.#ended.get(orderPk) ?? null;
  }

  keep(order: ProjectedOrder): void {
    const { id, state } = order.order;
    this.#alive.delete(id);
    this.#ended.delete(id);
    if (!isOrderEnded(state)) {
      this.#alive.set(id, order);
      return;
    }
    this.#ended.set(id, order);
    if (this.#ended.size <= this.#endedMax) return;
    const [oldest] = this.#ended.keys();
    if (oldest !== undefined) this.#ended.delete(oldest);
  }

  forgetAll(): void {
    this.#alive.clear();
    this.#ended.clear();
  }
}
