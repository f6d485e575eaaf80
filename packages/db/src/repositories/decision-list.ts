import type { RoutingObjective, Side } from '@fairlead/core/order/request';
import type { ProjectedOrderRow } from '../order-rows.ts';
import type { Database } from '../pool.ts';
import { type DecisionWithOrder, LISTED_DECISIONS } from './decision-repository.ts';
import { ListConditions, type TimeRange } from './list-conditions.ts';
import {
  type CountStep,
  countAlong,
  countFound,
  type Direction,
  keyOf,
  type Listed,
  type Step,
  stepAlong,
} from './list-steps.ts';
import { ordersNamed } from './order-names.ts';
import type { Visibility } from './order-repository.ts';
import { withNames } from './persons-of-order.ts';
import { type ProjectedPosition, ProjectionRepository } from './projection-repository.ts';

/** Which decisions. Their times are those at which their keys were made. */
export interface DecisionListFilter extends TimeRange {
  readonly clientId?: string | undefined;
  readonly instrumentId?: string | undefined;
  readonly objective?: RoutingObjective | undefined;
  /** A venue that was given a slice. */
  readonly venueId?: string | undefined;
  readonly side?: Side | undefined;
  readonly simulated?: boolean | undefined;
  /** Those that sent nothing anywhere. */
  readonly nowhere?: boolean | undefined;
  /** The decision's id, its order's key, or what the client's own name of the order begins with. */
  readonly named?: string | undefined;
}

interface DecisionKey {
  readonly id: string;
  readonly order_pk: string;
}

const NAMES_MAX = 1_000;
/** Where a decision has to be looked up in its order, each look is dear. */
const LOOKS_WITH_ORDER = 5_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const WITH_ORDER = 'join orders o on o.id = d.order_pk';
const COLUMNS = 'd.id, d.order_pk, d.client_id, d.instrument_id, d.objective, d.venue_ids';
const BY_KEYS = `${LISTED_DECISIONS} where d.order_pk = any ($1::uuid[]) and d.id = any ($2::uuid[])`;

type Found = Omit<DecisionWithOrder, 'order'> & { readonly order: ProjectedOrderRow };

/** Lists of the decisions that one viewer may see, along their keys: pages and counts of any filter, each in bounded work. */
export class DecisionList {
  readonly #database: Database;
  readonly #whose: Visibility;
  readonly #projections: ProjectionRepository;

  constructor(database: Database, whose: Visibility) {
    this.#database = database;
    this.#whose = whose;
    this.#projections = new ProjectionRepository(database);
  }

  /** What time a page tells that is read after this was asked. */
  asOf(): Promise<ProjectedPosition> {
    return this.#projections.asOf();
  }

  /** A page, or less of it and where to go on. */
  async page(
    filter: DecisionListFilter,
    page: { readonly direction: Direction; readonly limit: number; readonly cursor: string | null },
  ): Promise<Step<DecisionWithOrder>> {
    const cursor = page.cursor === null ? null : keyOf(page.cursor);
    if (cursor === null && page.cursor !== null) return { rows: [], next: null };
    const list = await this.#listed(filter);
    return this.#withRows(await stepAlong<DecisionKey>(this.#database, list, { ...page, cursor }));
  }

  /** How many fit that are newer than the one with this id: so many at most. */
  async newer(filter: DecisionListFilter, than: string, max: number): Promise<number> {
    const list = await this.#listed(filter);
    const step = await stepAlong(this.#database, list, { direction: 'asc', cursor: than, limit: max });
    return step.rows.length;
  }

  /** How many fit, up to so many; null where an index alone does not tell. */
  async countUpTo(filter: DecisionListFilter, max: number): Promise<number | null> {
    return countFound(this.#database, await this.#listed(filter), max);
  }

  /** A step of the count. */
  async count(filter: DecisionListFilter, cursor: string | null): Promise<CountStep> {
    return countAlong(this.#database, await this.#listed(filter), cursor === null ? null : keyOf(cursor));
  }

  async #withRows(step: Step<DecisionKey>): Promise<Step<DecisionWithOrder>> {
    const values = [step.rows.map((row) => row.order_pk), step.rows.map((row) => row.id)];
    const { rows } = await this.#database.query<Found>(BY_KEYS, values);
    const orders = await withNames(
      this.#database,
      rows.map(({ order }) => order),
    );
    const byId = new Map(
      rows.flatMap((row, index) => {
        const order = orders[index];
        return order === undefined ? [] : [[row.decision.id, { ...row, order }]];
      }),
    );
    return { ...step, rows: step.rows.flatMap(({ id }) => byId.get(id) ?? []) };
  }

  async #listed(filter: DecisionListFilter): Promise<Listed> {
    const conditions = new ListConditions().found(this.#whose, (p) => `d.client_id = ${p}`);
    await this.#addNames(conditions, filter);
    const needsOrder = filter.side !== undefined || filter.simulated !== undefined;
    return {
      table: 'routing_decisions',
      alias: 'd',
      columns: COLUMNS,
      gives: 'd.id, d.order_pk',
      conditions: withFilter(conditions, filter),
      ...(needsOrder ? { join: WITH_ORDER, looks: LOOKS_WITH_ORDER } : {}),
    };
  }

  async #addNames(conditions: ListConditions, { named }: DecisionListFilter): Promise<void> {
    if (named === undefined) return;
    if (UUID.test(named)) {
      const orders = await this.#database.query<{ order_pk: string }>(ORDERS_OF, [named]);
      const orderPks = [named, ...orders.rows.map((row) => row.order_pk)];
      conditions
        .found(orderPks, (p) => `d.order_pk = any (${p}::uuid[])`)
        .asked(named, (p) => `${p}::uuid in (d.id, d.order_pk)`);
      return;
    }
    const found = await ordersNamed(this.#database, named, { clientId: this.#whose, limit: NAMES_MAX });
    conditions.found(
      found.map(({ orderPk }) => orderPk),
      (p) => `d.order_pk = any (${p}::uuid[])`,
    );
  }
}

const ORDERS_OF = 'select d.order_pk from routing_decisions d where d.id = $1::uuid';

function withFilter(conditions: ListConditions, filter: DecisionListFilter): ListConditions {
  return (
    conditions
      .found(filter.clientId, (p) => `d.client_id = ${p}`)
      .found(filter.instrumentId, (p) => `d.instrument_id = ${p}`)
      .made('d.id', filter)
      // An order is there before its decisions: later months need not be looked into.
      .made('d.order_pk', { toUs: filter.toUs })
      .foundIf(filter.nowhere === true, "d.venue_ids = '{}'")
      .asked(filter.objective, (p) => `d.objective = ${p}`)
      .asked(filter.venueId, (p) => `${p} = any (d.venue_ids)`)
      .asked(filter.side, (p) => `o.side = ${p}`)
      .asked(filter.simulated, (p) => `o.simulated = ${p}`)
  );
}
