import type pg from 'pg';
import type { Database } from '../pool.ts';
import { type DecisionList, decisionList } from './decision-list.ts';
import { DecisionRepository, type WholeDecision } from './decision-repository.ts';
import { ViewedQuality } from './execution-quality-repository.ts';
import { MarkoutRepository, type StoredMarkout } from './markout-repository.ts';
import { OrderList } from './order-list.ts';
import { OrderRepository, type OrderWalk, type Visibility } from './order-repository.ts';
import { OwnReports } from './own-reports.ts';
import { Search } from './search.ts';
import { ViewedReports } from './viewed-reports.ts';
import { ViewedVenues } from './viewed-venues.ts';

/** The orders that one viewer may see. Nothing here can be asked for another client. */
export class ViewedOrders {
  readonly #orders: OrderRepository;
  readonly #markouts: MarkoutRepository;
  readonly #whose: Visibility;

  constructor(database: Database, whose: Visibility) {
    this.#orders = new OrderRepository(database);
    this.#markouts = new MarkoutRepository(database);
    this.#whose = whose;
  }

  /** The order with this key and all that belongs to it, or null where there is none or it may not be seen. */
  findWalk(orderPk: string): Promise<OrderWalk | null> {
    return this.#orders.findWalk(orderPk, this.#whose);
  }

  /** The markouts of an order's executions. */
  markoutsOf({ executions }: OrderWalk): Promise<readonly StoredMarkout[]> {
    return this.#markouts.of(executions.map(({ id }) => id));
  }
}

/** The decisions that one viewer may see. */
export class ViewedDecisions {
  readonly #decisions: DecisionRepository;
  readonly #whose: Visibility;

  constructor(database: Database, whose: Visibility) {
    this.#decisions = new DecisionRepository(database);
    this.#whose = whose;
  }

  /** The decision with its record, or null where there is none or it may not be seen. */
  findById(decisionId: string): Promise<WholeDecision | null> {
    return this.#decisions.findById(decisionId, this.#whose);
  }

  /** The order of a decision that the projections know, whether its record is kept or not. */
  orderOfProjected(decisionId: string): Promise<string | null> {
    return this.#decisions.orderOfProjected(decisionId, this.#whose);
  }
}

/** Everything of clients that one viewer may read. */
export interface ViewedRepositories {
  readonly orders: ViewedOrders;
  readonly decisions: ViewedDecisions;
  readonly orderList: OrderList;
  readonly decisionList: DecisionList;
  readonly ownReports: OwnReports;
  readonly search: Search;
  readonly venues: ViewedVenues;
  readonly quality: ViewedQuality;
  readonly reports: ViewedReports;
}

/** The lists that one may see, for who answers many. */
export type ViewedLists = (whose: Visibility) => Pick<ViewedRepositories, 'orderList' | 'decisionList'>;

/**
 * Binds what is read of clients to who looks: to one client, or to everybody's where it is null. Whoever is given these can ask for nothing else.
 */
export function viewedRepositories(database: pg.Pool, whose: Visibility): ViewedRepositories {
  return {
    orders: new ViewedOrders(database, whose),
    decisions: new ViewedDecisions(database, whose),
    orderList: new OrderList(database, whose),
    decisionList: decisionList(database, whose),
    ownReports: new OwnReports(database, whose),
    search: new Search(database, whose),
    venues: new ViewedVenues(database, whose),
    quality: new ViewedQuality(database, whose),
    reports: new ViewedReports(database, whose),
  };
}
