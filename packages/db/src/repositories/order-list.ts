import { ORDER_STATES, type OrderState } from '@fairlead/core/order/order-state';
import type { RoutingObjective, Side } from '@fairlead/core/order/request';
import { ok, type Result } from '@fairlead/core/result';
import { PROJECTED_ORDER_COLUMNS } from '../order-columns.ts';
import type { ProjectedOrderRow } from '../order-rows.ts';
import type { Database } from '../pool.ts';
import { microseconds, selectList, timestamp } from '../row-reading.ts';
import { KeyedList, type KeyedPlace, type ListPage } from './keyed-list.ts';
import { ListConditions, type TimeRange } from './list-conditions.ts';
import { type Listed, lastLooked, NEWEST, rowsThatFit } from './list-steps.ts';
import { ordersNamed } from './order-names.ts';
import type { OrderView, Visibility } from './order-repository.ts';
import { withNames } from './persons-of-order.ts';
import { type SortedBy, sortedOrders, type TooManyToSort } from './sorted-orders.ts';
import { isUuid } from './uuid-range.ts';

/** Which orders. Their times are those at which their keys were made. */
export interface OrderListFilter extends TimeRange {
  /** When they came by their own times, to the microsecond: dearer, as rows are asked it. */
  readonly created?: TimeRange | undefined;
  readonly clientId?: string | undefined;
  readonly instrumentId?: string | undefined;
  readonly side?: Side | undefined;
  readonly states?: readonly OrderState[] | undefined;
  /** Why they were refused, or ended. */
  readonly rejectCode?: string | undefined;
  readonly objective?: RoutingObjective | undefined;
  /** A venue that one of its decisions gave a slice. */
  readonly venueId?: string | undefined;
  readonly simulated?: boolean | undefined;
  /** Whether their callers execute them. */
  readonly routeOnly?: boolean | undefined;
  /** Nothing has moved them since, microseconds since 1970, though something should. */
  readonly stuckSinceUs?: number | undefined;
  /** What its client knows it by, whole. */
  readonly orderId?: string | undefined;
  /** The key, or what the client's own name of the order begins with. */
  readonly named?: string | undefined;
}

/** In which order, from which place on. */
export interface OrderListPage extends KeyedPlace {
  readonly sortedBy: 'time' | SortedBy;
}

/** How many of the orders that fit, but for their state, did not go well. */
export interface OrderFailures {
  readonly rejected: number;
  readonly unknown: number;
  readonly stuck: number;
  /** There may be more: only the newest so many that are open or refused were looked at. */
  readonly isWhole: boolean;
}

/** Orders that were refused with a code within an hour, which begins at a time in microseconds since 1970. */
export interface RefusalCount {
  readonly code: string;
  readonly hour_us: number;
  readonly count: number;
}

/** What was refused within a time. */
export interface Refusals {
  readonly counts: readonly RefusalCount[];
  /** There may be more: only the newest so many that are open or refused were looked at. */
  readonly isWhole: boolean;
}

/** States that an order passes within moments: one that stays in them is stuck, unless it is its caller's to work. */
const PASSING: readonly OrderState[] = ['ROUTING', 'PENDING_CANCEL'];
/** As the index of unsettled orders says it. */
const SETTLED: readonly OrderState[] = ['FILLED', 'CANCELED', 'EXPIRED'];
const IS_UNSETTLED = "o.state not in ('FILLED', 'CANCELED', 'EXPIRED')";
const UNSETTLED = ORDER_STATES.filter((state) => !SETTLED.includes(state));
/** Names that are looked up one by one; where more begin like this, the orders' own are looked at. */
const NAMES_MAX = 1_000;
const FAILURE_LOOKS = 100_000;
/** Where each look reads the row. */
const LOOKS_AT_NAMES = 20_000;
/** Where each look reads the order's decisions. */
const LOOKS_AT_DECISIONS = 5_000;

const ORDER = selectList('o', PROJECTED_ORDER_COLUMNS);
const BY_KEYS = `select ${ORDER} from orders o where o.id = any ($1::uuid[])`;

/** Lists of the orders that one viewer may see. */
export class OrderList {
  /** Along their keys, which is in time. */
  readonly byTime: KeyedList<OrderListFilter, { readonly id: string }, OrderView>;
  readonly #database: Database;
  readonly #whose: Visibility;

  constructor(database: Database, whose: Visibility) {
    this.#database = database;
    this.#whose = whose;
    this.byTime = new KeyedList(database, {
      listed: (filter) => this.#listed(filter),
      rowsOf: (keys) => this.#rowsOf(keys),
    });
  }

  /** A page in any order, or less of it and where to go on. */
  async page(
    filter: OrderListFilter,
    { sortedBy, ...place }: OrderListPage,
  ): Promise<Result<ListPage<OrderView>, TooManyToSort>> {
    if (sortedBy === 'time') return ok(await this.byTime.page(filter, place));
    // Before the rows: they are at least as new as it says.
    const asOf = await this.byTime.asOf();
    const isOfFew = [this.#whose, filter.clientId, filter.instrumentId].some(
      (each) => each !== null && each !== undefined,
    );
    const lie = isOfFew ? 'apart' : 'together';
    const sorted = await sortedOrders(this.#database, await this.#listed(filter), { ...place, sortedBy, lie });
    return sorted.ok ? ok({ ...asOf, ...sorted.value, rows: await this.#rowsOf(sorted.value.rows) }) : sorted;
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

  /** How many of the orders of a time were refused, by code and hour; of the newest so many where there are very many. */
  async refusals(range: TimeRange): Promise<Refusals> {
    const listed = await this.#listed({ ...range, states: ['REJECTED'] });
    const list = { ...listed, looks: FAILURE_LOOKS };
    const { sql, values } = rowsThatFit(list, NEWEST, { looks: list.looks, gives: 'o.reject_code, o.created_at' });
    const { rows } = await this.#database.query<RefusalCount>(
      `select coalesce(reject_code, 'UNKNOWN') as code, ${microseconds("date_trunc('hour', created_at)")} as hour_us, count(*)::float8 as count
       from (${sql}) o group by 1, 2 order by 2, 1`,
      values,
    );
    return { counts: rows, isWhole: (await lastLooked(this.#database, list, NEWEST)) === null };
  }

  async #rowsOf(keys: readonly { readonly id: string }[]): Promise<OrderView[]> {
    const ids = keys.map(({ id }) => id);
    const { rows } = await this.#database.query<ProjectedOrderRow>(BY_KEYS, [ids]);
    const byId = new Map((await withNames(this.#database, rows)).map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  async #listed(filter: OrderListFilter): Promise<Listed> {
    const conditions = new ListConditions().found(this.#whose, (p) => `o.client_id = ${p}`);
    const areNamesAsked = await this.#addNames(conditions, filter);
    const looks = filter.venueId !== undefined ? LOOKS_AT_DECISIONS : areNamesAsked ? LOOKS_AT_NAMES : null;
    return {
      table: 'orders',
      alias: 'o',
      columns: COLUMNS,
      gives: 'o.id',
      conditions: withFilter(conditions, filter),
      ...(looks === null ? {} : { looks }),
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
    conditions.found(isUuid(named) ? [...ids, named] : ids, (p) => `o.id = any (${p}::uuid[])`);
    return false;
  }
}

/** The keys of a name, client by client: no index begins with the name. */
const keysOfName = (name: string) => `o.id = any (array(select k.order_pk from clients c cross join lateral (
  select k.order_pk from order_keys k where k.client_id = c.client_id and k.order_id = ${name} limit 1) k))`;
/** Found by the order, with which its decisions lie; a venue's own children are as many as all that ever went there. */
const sentTo = (venue: string) =>
  `${venue} = any (array(select unnest(d.venue_ids) from routing_decisions d where d.order_pk = o.id))`;
const COLUMNS =
  'o.id, o.order_id, o.client_id, o.instrument_id, o.side, o.routing_objective, o.state, o.reject_code, o.simulated, o.route_only, o.created_at, o.updated_at';

function withFilter(conditions: ListConditions, filter: OrderListFilter): ListConditions {
  const isStuck = filter.stuckSinceUs !== undefined;
  const states = isStuck ? PASSING : filter.states;
  return conditions
    .found(filter.clientId, (p) => `o.client_id = ${p}`)
    .found(filter.instrumentId, (p) => `o.instrument_id = ${p}`)
    .found(filter.orderId, keysOfName)
    .made('o.id', filter)
    .created('o', filter.created)
    .foundIf(states?.every((state) => UNSETTLED.includes(state)) === true, IS_UNSETTLED)
    .asked(states === UNSETTLED ? null : states, (p) => `o.state = any (${p}::text[])`)
    .asked(filter.stuckSinceUs, (p) => `o.updated_at < ${timestamp(p)}`)
    .asked(filter.rejectCode, (p) => `o.reject_code = ${p}`)
    .asked(filter.side, (p) => `o.side = ${p}`)
    .asked(filter.objective, (p) => `o.routing_objective = ${p}`)
    .asked(filter.venueId, sentTo)
    .asked(filter.simulated, (p) => `o.simulated = ${p}`)
    .asked(isStuck ? false : filter.routeOnly, (p) => `o.route_only = ${p}`);
}

function failureCount(
  list: Listed & { readonly looks: number },
  stuckSinceUs: number,
): { sql: string; values: unknown[] } {
  const { sql, values } = rowsThatFit(list, NEWEST, {
    looks: list.looks,
    gives: 'o.state, o.updated_at, o.route_only',
  });
  const stuck = `state in (${PASSING.map((state) => `'${state}'`).join(', ')}) and not route_only and updated_at < ${timestamp(`$${values.length + 1}`)}`;
  return {
    sql: `select count(*) filter (where state = 'REJECTED')::float8 as rejected, count(*) filter (where state = 'UNKNOWN')::float8 as unknown,
      count(*) filter (where ${stuck})::float8 as stuck from (${sql}) o`,
    values: [...values, stuckSinceUs],
  };
}
