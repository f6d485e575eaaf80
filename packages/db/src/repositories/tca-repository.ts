import type { ExecutionSource } from '@fairlead/core/analytics/quality-dimension';
import type { Side } from '@fairlead/core/order/request';
import type pg from 'pg';
import { countsOnce, onlyImported } from '../import/counted-imports.ts';
import { microseconds } from '../row-reading.ts';
import { tradeTime } from '../trade-time.ts';
import { inTransaction } from '../transaction.ts';
import { COMPLETE, IS_COMPLETE } from './imported-venues.ts';
import { IMPORTED_ARRIVAL, OWN_ORDER, SIZE } from './quality-facts.ts';
import type { ReportScope } from './report-scope.ts';

/** An order as its costs are reckoned. Quantities and money are exact decimal texts, times microseconds since 1970. */
export interface TcaOrder {
  readonly id: string;
  readonly order_id: string;
  readonly client_id: string;
  readonly source: ExecutionSource;
  readonly instrument_id: string;
  readonly side: Side;
  readonly objective: string | null;
  readonly size: string | null;
  readonly currency: string;
  readonly unit: string;
  readonly quantity: string;
  readonly filled_quantity: string;
  /** Price × quantity over its executions, rounded at the eighth decimal. */
  readonly notional: string;
  /** Paid; negative is received. */
  readonly fees: string;
  /** Null where its market had not two sides that could be believed. */
  readonly arrival_mid: string | null;
  /** When it was received, or became executable. */
  readonly begins_us: number;
  /** Its last execution; null without one. */
  readonly ends_us: number | null;
  /** When nothing of it was left any more, or the rest was given up; null while it is open. */
  readonly ended_us: number | null;
}

/** Whose orders, of which time; the customer by pseudonym. */
export interface CostScope extends ReportScope {
  readonly customerId: string | null;
}

/** What was gone through. */
export interface TcaOrders {
  readonly orders: number;
  /** Up to which position of the journal it tells. */
  readonly asOfPosition: number;
}

/** Reads orders for the reckoning of their costs. */
export class TcaRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /**
   * Gives `take` the orders that were received in a time and not refused, so many at once: our own in the order in which they came in, then the imported
   * ones. All of one moment, and only a page of them in memory.
   */
  eachPage(scope: CostScope, limit: number, take: (page: readonly TcaOrder[]) => Promise<void>): Promise<TcaOrders> {
    return inTransaction(this.#pool, async (client) => {
      await client.query('set transaction isolation level repeatable read, read only');
      const position = await client.query<{ position: number }>(POSITION);
      let orders = 0;
      for (const sql of scope.simulated ? [OWN] : [OWN, IMPORTED]) {
        await client.query(`declare costed no scroll cursor for ${sql}`, valuesOf(scope, sql));
        for (;;) {
          const { rows } = await client.query<TcaOrder>(`fetch ${Math.trunc(limit)} from costed`);
          if (rows.length === 0) break;
          orders += rows.length;
          await take(rows);
        }
        await client.query('close costed');
      }
      return { orders, asOfPosition: position.rows[0]?.position ?? 0 };
    });
  }
}

function valuesOf({ from, to, clientId, customerId, simulated }: CostScope, sql: string): unknown[] {
  const values: unknown[] = [from, to, clientId, customerId];
  return sql === OWN ? [...values, simulated] : values;
}

const POSITION = 'select coalesce(min(position), 0)::float8 as position from projection_positions';
const moment = (parameter: string) => `(${parameter}::date::timestamp at time zone 'America/New_York')`;
const EXECUTED = `trim_scale(coalesce(x.quantity, 0))::text as filled_quantity, trim_scale(round(coalesce(x.notional, 0), 8))::text as notional,
  trim_scale(coalesce(x.fees, 0))::text as fees`;

/** Keys are made in the moment of receipt, in milliseconds: a minute to each side is room enough. */
const OWN = `
select o.id, o.order_id, ${OWN_ORDER}, o.side, case when o.route_only then 'REPORTED' else 'ROUTED' end as source, trim_scale(o.quantity)::text as quantity,
  ${EXECUTED}, trim_scale(o.arrival_mid)::text as arrival_mid, ${microseconds('coalesce(o.released_at, o.created_at)')} as begins_us,
  ${microseconds('x.ends')} as ends_us, case when o.state in ('FILLED', 'CANCELED', 'EXPIRED') then ${microseconds('o.updated_at')} end as ended_us
from orders o join instruments i on i.instrument_id = o.instrument_id
left join lateral (select sum(e.quantity) as quantity, sum(e.quantity * e.price) as notional, sum(e.fee) as fees, max(${tradeTime('e')}) as ends
  from executions e where e.order_pk = o.id) x on true
where o.id >= first_uuid_of(${moment('$1')} - interval '1 minute') and o.id < first_uuid_of(${moment('$2')} + interval '1 minute')
  and o.created_at >= ${moment('$1')} and o.created_at < ${moment('$2')} and o.simulated = $5 and o.state <> 'REJECTED'
  and ($3::text is null or o.client_id = $3) and ($4::text is null or o.customer_id = $4)
order by o.id`;

const IMPORTED = `
with ${COMPLETE}
select o.id, o.order_id, o.client_id, o.symbol as instrument_id, case o.side when 'SELL_SHORT_EXEMPT' then 'SELL_SHORT' else o.side end as side,
  case when x.is_through then 'LOOK_THROUGH' else 'IMPORTED' end as source, null as objective,
  case when o.security_class <> 'OPTION' then ${SIZE('o.quantity * coalesce((a.bid + a.ask) / 2, o.limit_price)')} end as size, 'USD' as currency,
  case o.security_class when 'OPTION' then 'CONTRACTS' else 'SHARES' end as unit, trim_scale(o.quantity)::text as quantity,
  ${EXECUTED}, trim_scale((a.bid + a.ask) / 2)::text as arrival_mid, ${microseconds('coalesce(o.executable_at, o.received_at)')} as begins_us,
  ${microseconds('x.ends')} as ends_us, ${microseconds('o.ended_at')} as ended_us
from imported_orders o ${IMPORTED_ARRIVAL}
left join lateral (select sum(e.quantity) as quantity, sum(e.quantity * e.price) as notional, sum(e.fee_usd - e.rebate_usd) as fees,
    max(e.executed_at) as ends, bool_or(r.routing_firm is not null) as is_through
  from imported_routes r left join imported_executions e on e.route_pk = r.id and e.${IS_COMPLETE}
  where r.order_pk = o.id and r.${IS_COMPLETE} and ${countsOnce('r')}) x on true
where o.received_at >= ${moment('$1')} and o.received_at < ${moment('$2')} and o.${IS_COMPLETE} and ${onlyImported('o')}
  and ($3::text is null or o.client_id = $3) and ($4::text is null or o.customer_id = $4)
order by o.received_at, o.id`;
