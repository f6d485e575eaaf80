import type { StoredEntry } from '../journal/journal-entry.ts';
import { query } from './query.ts';

/** Puts entries into the journal of a test's database as they are, without a writer. */
export async function writeEntries(url: string, entries: readonly StoredEntry[]): Promise<void> {
  await query(
    url,
    'insert into shard_leases (shard, epoch, taken_at) values (0, 1, now()) on conflict (shard) do update set epoch = 1 where shard_leases.epoch = 0',
  );
  await query(
    url,
    `insert into order_journal (shard, position, order_pk, first_event, last_event, at, simulated, body, hash)
    select shard, position, order_pk, first_event, last_event, to_timestamp(at_us / 1000000), false, body, decode(repeat('00', 32), 'hex')
    from json_to_recordset($1) as e(shard int2, position int8, order_pk uuid, first_event int4, last_event int4, at_us float8, body text)`,
    [
      JSON.stringify(
        entries.map((entry) => ({
          shard: entry.shard,
          position: entry.position,
          order_pk: entry.orderPk,
          first_event: entry.firstEvent,
          last_event: entry.lastEvent,
          at_us: entry.atUs,
          body: entry.body,
        })),
      ),
    ],
  );
}

/** Every row of the projections, for comparison: the same rows are the same texts. */
export async function projectedRows(url: string): Promise<Record<string, unknown>[]> {
  const tables = [
    'orders',
    'routing_decisions',
    'child_orders',
    'executions',
    'order_terms',
    'circuit_events',
    'halts',
  ];
  const selects = tables.map((table) => `select '${table}' as "table", to_jsonb(t) as row from ${table} t`);
  return query(url, `${selects.join(' union all ')} order by 1, 2`);
}
