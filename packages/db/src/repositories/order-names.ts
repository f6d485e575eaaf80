import type { Database } from '../pool.ts';
import type { Visibility } from './order-repository.ts';

/** An order by its names. */
export interface NamedOrder {
  readonly orderPk: string;
  readonly clientId: string;
  readonly orderId: string;
}

/** A text that comes after all that begin with the same. */
const LAST = '\u{10FFFF}';
/** Names are found client by client: a client's names lie together, and clients are few. */
const NAMED = `
select found.order_pk as "orderPk", found.client_id as "clientId", found.order_id as "orderId" from clients c cross join lateral (
  select k.* from order_keys k where k.client_id = c.client_id and k.order_id >= $1 and k.order_id < $2 order by k.order_id limit $4
) found where $3::text is null or c.client_id = $3
order by found.order_id, found.client_id limit $4`;

/** The orders whose name, as their clients know them, begins with a text: the first so many by name. */
export async function ordersNamed(
  database: Database,
  begin: string,
  { clientId, limit }: { readonly clientId: Visibility; readonly limit: number },
): Promise<NamedOrder[]> {
  return (await database.query<NamedOrder>(NAMED, [begin, `${begin}${LAST}`, clientId, limit])).rows;
}
