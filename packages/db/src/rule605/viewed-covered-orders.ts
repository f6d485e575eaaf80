import type { Database } from '../pool.ts';
import {
  type CoveredCell,
  type CoveredItem,
  type CoveredItemKey,
  CoveredItemsRepository,
} from '../repositories/covered-items-repository.ts';
import type { Visibility } from '../repositories/order-repository.ts';

/** The orders of reports of Rule 605 that one viewer may see: the firm's people all of them, a client's user none. */
export class ViewedCoveredOrders {
  readonly #orders: CoveredItemsRepository | null;

  constructor(database: Database, whose: Visibility) {
    this.#orders = whose === null ? new CoveredItemsRepository(database) : null;
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
