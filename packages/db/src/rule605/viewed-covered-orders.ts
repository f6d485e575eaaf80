import type pg from 'pg';
import type { Visibility } from '../repositories/order-repository.ts';
import type { CoveredCell, CoveredItem, CoveredItemKey } from './covered-cells.ts';
import { CoveredOrdersRepository } from './covered-orders-repository.ts';

/** The orders of reports of Rule 605 that one viewer may see: the firm's people all of them, a client's user none. */
export class ViewedCoveredOrders {
  readonly #orders: CoveredOrdersRepository | null;

  constructor(pool: pg.Pool, whose: Visibility) {
    this.#orders = whose === null ? new CoveredOrdersRepository(pool) : null;
  }

  /** Orders of a cell of a run, after one of them or from the first (null), so many at most. */
  async page(
    runId: string,
    cell: CoveredCell,
    place: { after: CoveredItemKey | null; limit: number },
  ): Promise<CoveredItem[]> {
    return this.#orders === null ? [] : this.#orders.page(runId, cell, place);
  }
}
