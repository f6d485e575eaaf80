import { invariant } from '@fairlead/core/result';
import pg from 'pg';
import { batchOf } from './batch.ts';
import type { Codec } from './codec.ts';
import { type Differences, findDifferences, mendDifferences, REBUILT } from './differences.ts';
import { entriesAfter, type ReadEntry } from './journal-reading.ts';
import { OrderFold } from './order-fold.ts';
import { PROJECTION_KEYS, PROJECTIONS, ProjectionTables } from './projection-tables.ts';

export interface RebuildOptions {
  readonly databaseUrl: string;
  readonly shard: number;
  readonly codec: Codec;
  /** Only say what is different. */
  readonly check: boolean;
  /** Differences to tell one by one, at most; all are counted. */
  readonly toldMax: number;
  readonly onProgress?: (position: number, end: number) => void;
}

/** What a rebuild has found. */
export interface Rebuilt extends Differences {
  /** Up to where in the journal. */
  readonly position: number;
}

const ENTRIES_AT_ONCE = 1_500;
const ENDED_MAX = 20_000;
const SHADOWS = new ProjectionTables(REBUILT);

/**
 * Makes the projections of a shard from its journal alone, beside those that are there, compares them row by row, and puts what differs right. All in
 * one transaction under the projector's lock: a router may run meanwhile, its projector waits and goes on. Its memory is bounded, however long the
 * journal is.
 */
export async function rebuildProjections(options: RebuildOptions): Promise<Rebuilt> {
  const client = new pg.Client({ connectionString: options.databaseUrl, application_name: 'fairlead-rebuild' });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtext('projections'), $1)`, [options.shard]);
    const position = await numberOf(client, POSITION, options.shard);
    const droppedUpTo = await numberOf(client, DROPPED, options.shard);
    await makeShadows(client, options, { from: droppedUpTo, to: position });
    const differences = await findDifferences(client, droppedUpTo, options.toldMax);
    if (!options.check) await mendDifferences(client);
    await client.query(options.check ? 'rollback' : 'commit');
    return { position, ...differences };
  } finally {
    // What is not committed is undone.
    await client.end();
  }
}

const POSITION = 'select position::float8 as n from projection_positions where shard = $1';
/** Retention drops from the beginning. */
const DROPPED = 'select coalesce(max(last_position), 0)::float8 as n from journal_drops where shard = $1';

async function numberOf(client: pg.Client, sql: string, shard: number): Promise<number> {
  const result = await client.query<{ n: number }>(sql, [shard]);
  return result.rows[0]?.n ?? 0;
}

async function makeShadows(
  client: pg.Client,
  { shard, codec, onProgress }: RebuildOptions,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  for (const table of PROJECTIONS) {
    const like = `like ${table} including defaults, primary key (${PROJECTION_KEYS[table].join(', ')})`;
    await client.query(`create temporary table ${REBUILT}${table} (${like}) on commit drop`);
  }
  const fold = new OrderFold({ codec, endedMax: ENDED_MAX });
  const beginningLost = new Set<string>();
  let position = from;
  while (position < to) {
    const read = await entriesAfter(client, { shard, position, limit: Math.min(ENTRIES_AT_ONCE, to - position) });
    const last = read.at(-1);
    invariant(last !== undefined && read[0]?.position === position + 1, `the journal has a gap after ${position}`);
    const entries = from === 0 ? read : await withBeginning(client, read, beginningLost);
    const changes = await fold.changes(client, entries, { shard, position });
    await SHADOWS.write(client, batchOf(changes.values()), false);
    fold.keep(changes);
    position = last.position;
    onProgress?.(position, to);
  }
  for (const table of PROJECTIONS) await client.query(`analyze ${REBUILT}${table}`);
}

/** Entries of orders whose first one retention has not dropped. */
async function withBeginning(
  client: pg.Client,
  entries: readonly ReadEntry[],
  lost: Set<string>,
): Promise<ReadEntry[]> {
  const asked = [
    ...new Set(entries.flatMap(({ orderPk, firstEvent }) => (orderPk !== null && firstEvent > 1 ? [orderPk] : []))),
  ];
  const result = await client.query<{ id: string }>(
    `select a.id from unnest($1::uuid[]) as a(id)
    where not exists (select from order_journal j where j.order_pk = a.id and j.first_event = 1)`,
    [asked.filter((orderPk) => !lost.has(orderPk))],
  );
  for (const { id } of result.rows) lost.add(id);
  return entries.filter(({ orderPk }) => orderPk === null || !lost.has(orderPk));
}
