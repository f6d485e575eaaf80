import { ORDER_STATES, type OrderState } from '@fairlead/core/order/order-state';
import type { RoutingObjective, Side } from '@fairlead/core/order/request';
import { ok, type Result } from '@fairlead/core/result';
import { PROJECTED_ORDER_COLUMNS } from '../order-columns.ts';
import type { ProjectedOrderRow } from '../order-rows.ts';
import type { Database } from '../pool.ts';
import { selectList, timestamp } from '../row-reading.ts';
import { ListConditions, type TimeRange } from './list-conditions.ts';
import {
  type CountStep,
  countAlong,
  countFound,
  type Direction,
  keyOf,
  type Listed,
  lastLooked,
  NEWEST,
  rowsThatFit,
  type Step,
  stepAlong,
} from './list-steps.ts';
import { ordersNamed } from './order-names.ts';
import type { OrderView, Visibility } from './order-repository.ts';
import { withNames } from './persons-of-order.ts';
import { type ProjectedPosition, ProjectionRepository } from './projection-repository.ts';
import { type SortedBy, sortedOrders, type TooManyToSort } from './sorted-orders.ts';

/** Which orders. Their times are those at which their keys were made. */
export interface OrderListFilter extends TimeRange {
  readonly clientId?: string | undefined;
  readonly instrumentId?: string | undefined;
  readonly side?: Side | undefined;
  readonly states?: readonly OrderState[] | undefined;
  readonly objective?: RoutingObjective | undefined;
  readonly simulated?: boolean | undefined;
  /** Nothing has moved them since, microseconds since 1970, though something should. */
  readonly stuckSinceUs?: number | undefined;
  /** The key, or what the client's own name of the order begins with. */
  readonly named?: string | undefined;
}

/** In which order, from which place on. */
export interface OrderListPage {
  readonly sortedBy: 'time' | SortedBy;
  readonly direction: Direction;
  readonly limit: number;
  /** Where the last page has ended; null begins. */
  readonly cursor: string | null;
}

/** How many of the orders that fit, but for their state, did not go well. */
export interface OrderFailures {
  readonly rejected: number;
  readonly unknown: number;
  readonly stuck: number;
  /** There may be more: only the newest so many that are open or refused were looked at. */
  readonly isWhole: boolean;
}

/** States that an order passes within moments: one that stays in them is stuck. */
const PASSING: readonly OrderState[] = ['ROUTING', 'PENDING_CANCEL'];
/** As the index of unsettled orders says it. */
const SETTLED: readonly OrderState[] = ['FILLED', 'CANCELED', 'EXPIRED'];
const IS_UNSETTLED = "o.state not in ('FILLED', 'CANCELED', 'EXPIRED')";
const UNSETTLED = ORDER_STATES.filter((state) => !SETTLED.includes(state));
/** Names that are looked up one by one; where more begin like this, the orders' own are looked at. */
const NAMES_MAX = 1_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const FAILURE_LOOKS = 100_000;
/** Where each look reads the row. */
const LOOKS_AT_NAMES = 20_000;

const ORDER = selectList('o', PROJECTED_ORDER_COLUMNS);
const BY_KEYS = `select ${ORDER} from orders o where o.id = any ($1::uuid[])`;

/** Lists of the orders that one viewer may see, along their keys: pages and counts of any filter, each in bounded work. */
export class OrderList {
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
  async page(filter: OrderListFilter, page: OrderListPage): Promise<Result<Step<OrderView>, TooManyToSort>> {
    const list = await this.#listed(filter);
    if (page.sortedBy !== 'time') {
      const isOfFew = [this.#whose, filter.clientId, filter.instrumentId].some(
        (each) => each !== null && each !== undefined,
      );
      const lie = isOfFew ? 'apart' : 'together';
      const sorted = await sortedOrders(this.#database, list, { ...page, sortedBy: page.sortedBy, lie });
      return sorted.ok ? ok(await this.#withRows(sorted.value)) : sorted;
    }
    const cursor = page.cursor === null ? null : keyOf(page.cursor);
    if (cursor === null && page.cursor !== null) return ok({ rows: [], next: null });
    return ok(await this.#withRows(await stepAlong<{ id: string }>(this.#database, list, { ...page, cursor })));
  }

  /** How many fit that are newer than the one with this key: so many at most. */
  async newer(filter: OrderListFilter, than: string, max: number): Promise<number> {
    const list = await this.#listed(filter);
    const step = await stepAlong(this.#database, list, { direction: 'asc', cursor: than, limit: max });
    return step.rows.length;
  }

  /** How many fit, up to so many; null where an index alone does not tell. */
  async countUpTo(filter: OrderListFilter, max: number): Promise<number | null> {
    return countFound(this.#database, await this.#listed(filter), max);
  }

  /** A step of the count. */
  async count(filter: OrderListFilter, cursor: string | null): Promise<CountStep> {
    return countAlong(this.#database, await this.#listed(filter), cursor === null ? null : keyOf(cursor));
  }

  /** How many fit but for their state, and were refused, are in doubt, or have not moved since a time, microseconds since 1970. */
  async failures(filter: OrderListFilter, stuckSinceUs: number): Promise<OrderFailures> {
    const { states: _states, stuckSinceUs: _since, ...rest } = filter;
    const listed = await this.#listed({ ...rest, states: UNSETTLED });
    const list = { ...listed, looks: listed.looks ?? FAILURE_LOOKS };
    const { sql, values } = failureCount(list, stuckSinceUs);
    const [found] = (await this.#database.query<Omit<OrderFailures, 'isWhole'>>(sql, values)).rows;
    if (found === undefined) throw new Error('a count has a row');
    return { ...found, isWhole: (await lastLooked(this.#database, list, NEWEST)) === null };
  }

  async #withRows(step: Step<{ readonly id: string }>): Promise<Step<OrderView>> {
    const ids = step.rows.map(({ id }) => id);
    const { rows } = await this.#database.query<ProjectedOrderRow>(BY_KEYS, [ids]);
    const byId = new Map((await withNames(this.#database, rows)).map((row) => [row.id, row]));
    return { ...step, rows: ids.flatMap((id) => byId.get(id) ?? []) };
  }

  async #listed(filter: OrderListFilter): Promise<Listed> {
    const conditions = new ListConditions().found(this.#whose, (p) => `o.client_id = ${p}`);
    const areAsked = await this.#addNames(conditions, filter);
    return {
      table: 'orders',
      alias: 'o',
      columns: COLUMNS,
      gives: 'o.id',
      conditions: withFilter(conditions, filter),
      ...(areAsked ? { looks: LOOKS_AT_NAMES } : {}),
    };
  }

  /** Gives whether the orders' own names are asked, which no index carries along. */
  async #addNames(conditions: ListConditions, { named }: OrderListFilter): Promise<boolean> {
    if (named === undefined) return false;
    const found = await ordersNamed(this.#database, named, { clientId: this.#whose, limit: NAMES_MAX + 1 });
    if (found.length > NAMES_MAX) {
      conditions.asked(named, (p) => `starts_with(o.order_id, ${p})`);
      return true;
    }
    const ids = found.map(({ orderPk }) => orderPk);
    conditions.found(UUID.test(named) ? [...ids, named] : ids, (p) => `o.id = any (${p}::uuid[])`);
    return false;
  }
}

const COLUMNS =
  'o.id, o.order_id, o.client_id, o.instrument_id, o.side, o.routing_objective, o.state, o.simulated, o.updated_at';

function withFilter(conditions: ListConditions, filter: OrderListFilter): ListConditions {
  const states = filter.stuckSinceUs === undefined ? filter.states : PASSING;
  return conditions
    .found(filter.clientId, (p) => `o.client_id = ${p}`)
    .found(filter.instrumentId, (p) => `o.instrument_id = ${p}`)
    .made('o.id', filter)
    .foundIf(states?.every((state) => UNSETTLED.includes(state)) === true, IS_UNSETTLED)
    .asked(states === UNSETTLED ? null : states, (p) => `o.state = any (${p}::text[])`)
    .asked(filter.stuckSinceUs, (p) => `o.updated_at < ${timestamp(p)}`)
    .asked(filter.side, (p) => `o.side = ${p}`)
    .asked(filter.objective, (p) => `o.routing_objective = ${p}`)
    .asked(filter.simulated, (p) => `o.simulated = ${p}`);
}

function failureCount(
  list: Listed & { readonly looks: number },
  stuckSinceUs: number,
): { sql: string; values: unknown[] } {
  const { sql, values } = rowsThatFit(list, NEWEST, { looks: list.looks, gives: 'o.state, o.updated_at' });
  const stuck = `state in (${PASSING.map((state) => `'${state}'`).join(', ')}) and updated_at < ${timestamp(`$${values.length + 1}`)}`;
  return {
    sql: `select count(*) filter (where state = 'REJECTED')::float8 as rejected, count(*) filter (where state = 'UNKNOWN')::float8 as unknown,
      count(*) filter (where ${stuck})::float8 as stuck from (${sql}) o`,
    values: [...values, stuckSinceUs],
  };
}
