import type { ChainedEntry } from '../journal/chain.ts';
import type { Database } from '../pool.ts';
import { readBodyHead } from '../record/entry-body.ts';
import { type Fault, journalFault } from './fault.ts';

/** Looks whether the orders that begin in these entries are found by the names that stand in them. */
export async function nameFaults(database: Database, entries: readonly ChainedEntry[]): Promise<Fault | null> {
  const begun: { entry: ChainedEntry; clientId: string; orderId: string }[] = [];
  for (const entry of entries) {
    if (entry.orderPk === null || entry.firstEvent !== 1) continue;
    const name = nameIn(entry.body);
    if (name === null) return journalFault(entry.position, 'ALTERED', 'its body cannot be read');
    begun.push({ entry, ...name });
  }
  const found = await database.query<{ order_pk: string | null }>(KEYS, [
    begun.map(({ clientId }) => clientId),
    begun.map(({ orderId }) => orderId),
  ]);
  for (const [index, { entry, clientId, orderId }] of begun.entries()) {
    const orderPk = found.rows[index]?.order_pk ?? null;
    if (orderPk === entry.orderPk) continue;
    const order = `order ${orderId} of ${clientId}, which begins here`;
    if (orderPk === null) return journalFault(entry.position, 'MISSING', `the name of ${order}, is not there`);
    return journalFault(entry.position, 'ALTERED', `the name of ${order}, leads to ${orderPk}`);
  }
  return null;
}

/** Looks over the whole journal for names without an order, and for orders whose events have a gap. */
export async function orderFaults(database: Database): Promise<Fault | null> {
  const [nameless] = (await database.query<{ client_id: string; order_id: string }>(KEYS_ALONE)).rows;
  if (nameless !== undefined) {
    const { client_id: clientId, order_id: orderId } = nameless;
    return { at: `order ${orderId} of ${clientId}`, kind: 'MISSING', says: 'it has a name, and no first entry' };
  }
  const [gap] = (await database.query<{ position: number; first_event: number; expected: number }>(GAPS)).rows;
  if (gap === undefined) return null;
  const says = `it begins with event ${gap.first_event} of its order, where ${gap.expected} was to come`;
  return journalFault(gap.position, 'ALTERED', says);
}

/** How many names of orders there are. */
export async function countNames(database: Database): Promise<number> {
  return (await database.query<{ n: number }>('select count(*)::float8 as n from order_keys')).rows[0]?.n ?? 0;
}

function nameIn(body: string): { clientId: string; orderId: string } | null {
  try {
    return readBodyHead(body);
  } catch {
    return null;
  }
}

const KEYS = `select k.order_pk from unnest($1::text[], $2::text[]) with ordinality as n(client_id, order_id, place)
left join order_keys k on k.client_id = n.client_id and k.order_id = n.order_id order by n.place`;

const KEYS_ALONE = `select client_id, order_id from order_keys k
where not exists (select from order_journal j where j.order_pk = k.order_pk and j.first_event = 1) limit 1`;

/** An order that began in what retention has dropped goes on from there. */
const GAPS = `select position::float8 as position, first_event, coalesce(before, 0) + 1 as expected
from (select j.position, j.first_event, lag(j.last_event) over (partition by j.order_pk order by j.position) as before
  from order_journal j where j.order_pk is not null) e
where first_event <> coalesce(before, 0) + 1
  and not (before is null and exists (select from journal_drops d where d.last_position < e.position))
order by e.position limit 1`;
