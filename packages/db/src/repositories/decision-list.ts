import type { OrderState } from '@fairlead/core/order/order-state';
import type { RoutingObjective, Side } from '@fairlead/core/order/request';
import { CHILD_COLUMNS, PROJECTED_DECISION_COLUMNS, PROJECTED_ORDER_COLUMNS } from '../order-columns.ts';
import type { ProjectedOrderRow } from '../order-rows.ts';
import type { Database } from '../pool.ts';
import { selectList } from '../row-reading.ts';
import type { DecisionKey, DecisionWithOrder } from './decision-repository.ts';
import { KeyedList } from './keyed-list.ts';
import { ListConditions, type TimeRange } from './list-conditions.ts';
import type { Listed } from './list-steps.ts';
import { ordersNamed } from './order-names.ts';
import { oneRow, rowsOf, waveRow } from './order-parts.ts';
import type { Visibility } from './order-repository.ts';
import { withNames } from './persons-of-order.ts';
import { isUuid } from './uuid-range.ts';

/** Which decisions. Their times are those at which their keys were made. */
export interface DecisionListFilter extends TimeRange {
  /** When they were made by their own times, to the microsecond: dearer, as rows are asked it. */
  readonly created?: TimeRange | undefined;
  readonly clientId?: string | undefined;
  readonly instrumentId?: string | undefined;
  readonly objective?: RoutingObjective | undefined;
  /** A venue that was given a slice. */
  readonly venueId?: string | undefined;
  readonly side?: Side | undefined;
  /** Of the order. */
  readonly states?: readonly OrderState[] | undefined;
  readonly simulated?: boolean | undefined;
  /** Those that sent nothing anywhere. */
  readonly nowhere?: boolean | undefined;
  /** The decision's id, its order's key, or what the client's own name of the order begins with. */
  readonly named?: string | undefined;
}

const NAMES_MAX = 1_000;
/** Where a decision has to be looked up in its order, each look is dear. */
const LOOKS_WITH_ORDER = 5_000;
const WITH_ORDER = 'join orders o on o.id = d.order_pk';
const COLUMNS = 'd.id, d.order_pk, d.client_id, d.instrument_id, d.objective, d.venue_ids, d.created_at';
/** Children are found by the order, with which they lie. */
const BY_KEYS = `select ${waveRow(selectList('d', PROJECTED_DECISION_COLUMNS))} as decision,
    ${oneRow(selectList('o', PROJECTED_ORDER_COLUMNS))} as "order",
    ${rowsOf(selectList('c', CHILD_COLUMNS), 'from child_orders c where c.order_pk = d.order_pk and c.decision_id = d.id order by c.priority, c.id')} as children
  from routing_decisions d ${WITH_ORDER} where d.order_pk = any ($1::uuid[]) and d.id = any ($2::uuid[])`;
const ORDERS_OF = 'select d.order_pk from routing_decisions d where d.id = $1::uuid';

type Found = Omit<DecisionWithOrder, 'order'> & { readonly order: ProjectedOrderRow };
export type DecisionList = KeyedList<DecisionListFilter, DecisionKey, DecisionWithOrder>;

/** The list of the decisions that one viewer may see. */
export function decisionList(database: Database, whose: Visibility): DecisionList {
  return new KeyedList(database, {
    listed: (filter) => listed(filter, whose, database),
    rowsOf: (keys) => decisionsOf(keys, database),
  });
}

async function decisionsOf(keys: readonly DecisionKey[], database: Database): Promise<DecisionWithOrder[]> {
  const values = [keys.map((key) => key.order_pk), keys.map((key) => key.id)];
  const { rows } = await database.query<Found>(BY_KEYS, values);
  const orders = await withNames(
    database,
    rows.map(({ order }) => order),
  );
  const byId = new Map(
    rows.flatMap((row, index) => {
      const order = orders[index];
      return order === undefined ? [] : [[row.decision.id, { ...row, order }]];
    }),
  );
  return keys.flatMap(({ id }) => byId.get(id) ?? []);
}

async function listed(filter: DecisionListFilter, whose: Visibility, database: Database): Promise<Listed> {
  const conditions = new ListConditions().found(whose, (p) => `d.client_id = ${p}`);
  if (filter.named !== undefined) await addNames(conditions, filter.named, { whose, database });
  const needsOrder = [filter.side, filter.states, filter.simulated].some((each) => each !== undefined);
  return {
    table: 'routing_decisions',
    alias: 'd',
    columns: COLUMNS,
    gives: 'd.id, d.order_pk',
    conditions: withFilter(conditions, filter),
    ...(needsOrder ? { join: WITH_ORDER, looks: LOOKS_WITH_ORDER } : {}),
  };
}

async function addNames(
  conditions: ListConditions,
  named: string,
  { whose, database }: { readonly whose: Visibility; readonly database: Database },
): Promise<void> {
  if (isUuid(named)) {
    const orders = await database.query<{ order_pk: string }>(ORDERS_OF, [named]);
    const orderPks = [named, ...orders.rows.map((row) => row.order_pk)];
    conditions
      .found(orderPks, (p) => `d.order_pk = any (${p}::uuid[])`)
      .asked(named, (p) => `${p}::uuid in (d.id, d.order_pk)`);
    return;
  }
  const found = await ordersNamed(database, named, { clientId: whose, limit: NAMES_MAX });
  conditions.found(
    found.map(({ orderPk }) => orderPk),
    (p) => `d.order_pk = any (${p}::uuid[])`,
  );
}

function withFilter(conditions: ListConditions, filter: DecisionListFilter): ListConditions {
  return (
    conditions
      .found(filter.clientId, (p) => `d.client_id = ${p}`)
      .found(filter.instrumentId, (p) => `d.instrument_id = ${p}`)
      .made('d.id', filter)
      .created('d', filter.created)
      // An order is there before its decisions: later months need not be looked into.
      .made('d.order_pk', { toUs: filter.toUs })
      .foundIf(filter.nowhere === true, "d.venue_ids = '{}'")
      .asked(filter.objective, (p) => `d.objective = ${p}`)
      .asked(filter.venueId, (p) => `${p} = any (d.venue_ids)`)
      .asked(filter.side, (p) => `o.side = ${p}`)
      .asked(filter.states, (p) => `o.state = any (${p}::text[])`)
      .asked(filter.simulated, (p) => `o.simulated = ${p}`)
  );
}
