import { formatScaled } from '@fairlead/core/money/scaled';
import type pg from 'pg';
import { microseconds } from '../row-reading.ts';
import { isLearnedSoon, tradeTime } from '../trade-time.ts';
import { MarketHistoryRepository } from './market-history-repository.ts';

interface LateTrade {
  readonly id: string;
  readonly instrument_id: string;
  readonly at_us: number;
}

/** So many rows of the history are read at once, at most. */
const AT_ONCE = 500;

/**
 * Gathers the NBBO of the trades of the gathered orders that were learned of late, into the table `trade_markets` of the transaction: what is kept beside such an
 * execution is the market of when it was learned of. A side is null where nobody showed it, and both where the history does not know. `to` is the ISO date of UTC that they are before.
 */
export async function gatherTradeMarkets(client: pg.PoolClient, to: string): Promise<void> {
  await client.query(GATHER);
  const { rows } = await client.query<LateTrade>(LATE, [to]);
  const history = new MarketHistoryRepository(client);
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const trades = rows.slice(from, from + AT_ONCE);
    const asked = trades.map(({ instrument_id, at_us }) => ({ instrumentId: instrument_id, atUs: at_us }));
    const markets = await history.marketsAt(asked);
    const prices = (side: 'bid' | 'ask') =>
      markets.map((known) => {
        const shown = known?.market[side] ?? null;
        return known === null || shown === null ? null : formatScaled(shown.price, known.scale.priceDecimals);
      });
    await client.query(KEEP, [trades.map(({ id }) => id), prices('bid'), prices('ask')]);
  }
  await client.query('analyze trade_markets');
}

/** A side of the NBBO of a trade, over an execution `e` and its row of `trade_markets` `m`, where it has one. */
export function tradeNbbo(side: 'bid' | 'ask'): string {
  return `case when m.execution_id is null then e.nbbo_${side} else m.${side} end`;
}

const GATHER = `create temporary table trade_markets (execution_id uuid primary key, bid numeric, ask numeric) on commit drop`;
const LATE = `
select e.id, r.symbol as instrument_id, ${microseconds(tradeTime('e'))} as at_us from customer_orders r join executions e on e.order_pk = r.id
where r.source_table = 'orders' and not ${isLearnedSoon('e')} and ${tradeTime('e')} < ($1::date::timestamp at time zone 'UTC')
order by r.symbol, 3`;
const KEEP = `
insert into trade_markets (execution_id, bid, ask) select * from unnest($1::uuid[], $2::numeric[], $3::numeric[])`;
