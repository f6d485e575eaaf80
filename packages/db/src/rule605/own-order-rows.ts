import type { NbboState } from '@fairlead/core/market/nbbo';
import { IN_DOLLARS } from '../in-dollars.ts';
import type { Database } from '../pool.ts';
import { microseconds } from '../row-reading.ts';
import { tradeTime } from '../trade-time.ts';

/** An order of ours as a report of Rule 605 reads it: decimals as texts, times in microseconds since 1970. */
export interface OwnOrderRow {
  readonly id: string;
  readonly side: string;
  readonly quantity: string;
  readonly order_type: string;
  readonly limit_price: string | null;
  readonly time_in_force: string;
  readonly held: boolean;
  readonly state: string;
  readonly is_routed: boolean;
  readonly nbbo_state: NbboState | null;
  readonly nbbo_bid: string | null;
  readonly nbbo_ask: string | null;
  readonly odd_lot_bid: string | null;
  readonly odd_lot_ask: string | null;
  readonly arrival_mid: string | null;
  readonly released_at_us: number | null;
  readonly created_at_us: number;
  readonly updated_at_us: number;
}

/** An execution of an order, ours or imported. */
export interface ExecutedRow {
  readonly order_pk: string;
  readonly executed_at_us: number;
  readonly price: string;
  readonly quantity: string;
}

/** A stock of which there may be orders. */
export interface OwnStock {
  readonly instrument_id: string;
  readonly round_lot: string;
}

/** Which orders: of one stock, of a time (microseconds since 1970, the end excluded), simulated ones or not. */
export interface OwnOrders {
  readonly instrumentId: string;
  readonly fromUs: number;
  readonly toUs: number;
  readonly simulated: boolean;
}

/** So many orders are in memory at a time. */
const PAGE = 2_000;
/** Longer ago than the market is kept nobody can tell whether an order could be executed. */
const BEFORE = "interval '90 days'";

/** The stocks that an installation knows, in order. */
export async function ownStocks(database: Database): Promise<OwnStock[]> {
  return (await database.query<OwnStock>(STOCKS)).rows;
}

/**
 * The orders of a stock that were taken, a page at a time in the order of their keys: those received in the time, and those received before it that something
 * happened to in it. Of those that a client works alone, the ones that it has told an execution of.
 */
export async function* ownOrders(
  database: Database,
  { instrumentId, fromUs, toUs, simulated }: OwnOrders,
): AsyncGenerator<readonly OwnOrderRow[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await database.query<OwnOrderRow>(ORDERS, [instrumentId, fromUs, toUs, simulated, after, PAGE]);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.id;
  }
}

/** What orders executed before a time, in its order. */
export async function ownExecutions(
  database: Database,
  { orders, toUs }: { orders: readonly string[]; toUs: number },
): Promise<Map<string, ExecutedRow[]>> {
  return byOrder((await database.query<ExecutedRow>(EXECUTIONS, [orders, toUs])).rows);
}

/** The executions of each order, as they come. */
export function byOrder<Row extends ExecutedRow>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const executed = found.get(row.order_pk) ?? [];
    executed.push(row);
    found.set(row.order_pk, executed);
  }
  return found;
}

const STOCKS = `
select instrument_id, trim_scale(round_lot)::text as round_lot from instruments i where i.asset_class = 'EQUITY' and ${IN_DOLLARS} order by instrument_id`;

const text = (column: string) => `trim_scale(o.${column})::text as ${column}`;
const TIME = (parameter: string) => `to_timestamp(${parameter}::float8 / 1000000)`;

/** Keys are made in the moment of receipt, in milliseconds: a minute to each side is room enough. What an order's end can be is its last change. */
const ORDERS = `
select o.id, o.side, ${text('quantity')}, o.order_type, ${text('limit_price')}, o.time_in_force, o.held, o.state, o.waves > 0 as is_routed, o.nbbo_state,
  ${text('nbbo_bid')}, ${text('nbbo_ask')}, ${text('odd_lot_bid')}, ${text('odd_lot_ask')}, ${text('arrival_mid')},
  ${microseconds('o.released_at')} as released_at_us, ${microseconds('o.created_at')} as created_at_us, ${microseconds('o.updated_at')} as updated_at_us
from orders o
where o.instrument_id = $1 and o.id >= first_uuid_of(${TIME('$2')} - ${BEFORE}) and o.id < first_uuid_of(${TIME('$3')} + interval '1 minute')
  and o.id > $5::uuid and o.created_at < ${TIME('$3')} and (o.created_at >= ${TIME('$2')} or o.updated_at >= ${TIME('$2')})
  and o.simulated = $4 and o.state <> 'REJECTED' and coalesce(o.security_class, 'NMS_STOCK') = 'NMS_STOCK'
  and (not o.route_only or exists (select from executions e where e.order_pk = o.id))
order by o.id limit $6`;

const EXECUTED_AT = tradeTime('e');
const EXECUTIONS = `
select e.order_pk, ${microseconds(EXECUTED_AT)} as executed_at_us, trim_scale(e.price)::text as price, trim_scale(e.quantity)::text as quantity
from executions e where e.order_pk = any ($1::uuid[]) and ${EXECUTED_AT} < ${TIME('$2')} order by e.order_pk, 2, e.id`;
