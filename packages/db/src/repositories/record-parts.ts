import type { StoredDecision } from '@fairlead/contracts/stored-decision';
import { partNames } from '@fairlead/core/routing/record/part-names';
import type { OrderRow } from '../order-rows.ts';
import type { Database } from '../pool.ts';

type OfOrder = Pick<
  OrderRow,
  'client_id' | 'order_id' | 'side' | 'time_in_force' | 'held' | 'directed_venue' | 'capacity'
>;

const PARTS = `
select encode(p.hash, 'hex') as hash, p.body from evidence_parts p
where p.hash in (select decode(h, 'hex') from unnest($1::text[]) as h)`;

/** Records with the parts that they name, each part read once. */
export async function withParts(
  database: Database,
  records: readonly { readonly record: string; readonly order: OfOrder }[],
): Promise<StoredDecision[]> {
  const named = records.map(({ record }) => partNames(record));
  const hashes = [...new Set(named.flatMap((names) => (names === null ? [] : [names.catalogue, names.belief])))];
  const bodies = await bodiesOf(database, hashes);
  // A part that is not there is a record that cannot be read: an empty text, which its readers refuse.
  const body = (hash: string) => bodies.get(hash) ?? '';
  return records.map(({ record, order }, index) => {
    const names = named[index] ?? null;
    const parts = names === null ? null : { catalogue: body(names.catalogue), belief: body(names.belief) };
    return { record, parts, order: receivedOf(order) };
  });
}

async function bodiesOf(database: Database, hashes: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (hashes.length === 0) return new Map();
  const result = await database.query<{ hash: string; body: string }>(PARTS, [hashes]);
  return new Map(result.rows.map(({ hash, body }) => [hash, body]));
}

function receivedOf(order: OfOrder): StoredDecision['order'] {
  return {
    clientId: order.client_id,
    orderId: order.order_id,
    side: order.side,
    timeInForce: order.time_in_force,
    held: order.held,
    directedVenue: order.directed_venue,
    capacity: order.capacity,
  };
}
