import { query } from './query.ts';

/** Writes of made orders, which are in no journal, the sums that a journal would have of them: what reconciliation compares their rows with. */
export async function makeSums(databaseUrl: string): Promise<void> {
  await query(databaseUrl, SUMS);
  await query(databaseUrl, 'vacuum (analyze) journal_sums');
}

const SUMS = `
insert into journal_sums (order_pk, position, client_id, instrument_id, classification, held, directed, rejected, sent, executions, quantity, notional, fees,
  ordered, last_quantity, received_at, changed_at)
select o.id, o.last_position, o.client_id, o.instrument_id, o.classification, o.held, o.directed_venue is not null, o.state = 'REJECTED', coalesce(c.n, 0),
  coalesce(e.n, 0), coalesce(e.quantity, 0), coalesce(e.notional, 0), coalesce(e.fees, 0), o.quantity, o.quantity, o.created_at, o.updated_at
from orders o left join (select order_pk, count(sent_at)::int as n from child_orders group by 1) c on c.order_pk = o.id
left join (select order_pk, count(*)::int as n, sum(quantity) as quantity, sum(quantity * price) as notional, sum(fee) as fees from executions group by 1) e
  on e.order_pk = o.id
where not o.simulated order by o.id`;
