import { invariant } from '@fairlead/core/result';
import pg from 'pg';
import { batchOf } from './batch.ts';
import type { Codec } from './codec.ts';
import { controlOf } from './control-tables.ts';
import { type Differences, findDifferences, mendDifferences, REBUILT } from './differences.ts';
import { droppedRanges, entriesAfter } from './journal-reading.ts';
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
    const position = await projectedPosition(client, options.shard);
    await makeShadows(client, options, position);
    const differences = await findDifferences(client, options.shard, options.toldMax);
    if (!options.check) await mendDifferences(client);
    await client.query(options.check ? 'rollback' : 'commit');
    return { position, ...differences };
  } finally {
    // What is not committed is undone.
    await client.end();
  }
}

async function projectedPosition(client: pg.Client, shard: number): Promise<number> {
  const sql = 'select position::float8 as position from projection_positions where shard = $1';
  return (await client.query<{ position: number }>(sql, [shard])).rows[0]?.position ?? 0;
}

async function makeShadows(client: pg.Client, { shard, codec, onProgress }: RebuildOptions, to: number): Promise<void> {
  for (const table of PROJECTIONS) {
    const like = `like ${table} including defaults, primary key (${PROJECTION_KEYS[table].join(', ')})`;
    await client.query(`create temporary table ${REBUILT}${table} (${like}) on commit drop`);
  }
  const fold = new OrderFold({ codec, endedMax: ENDED_MAX });
  const dropped = await droppedRanges(client, shard);
  let position = 0;
  while (position < to) {
    // What follows up to the next drop has no gap.
    const next = dropped.find(({ last }) => last > position);
    if (next?.first === position + 1) {
      position = next.last;
      continue;
    }
    const until = Math.min(position + ENTRIES_AT_ONCE, to, (next?.first ?? Number.POSITIVE_INFINITY) - 1);
    const read = await entriesAfter(client, { shard, position, limit: until - position });
    invariant(read.at(-1)?.position === until, `the journal has a gap after ${position}`);
    const changes = await fold.changes(client, read, { shard, position });
    await SHADOWS.write(client, batchOf({ changes: changes.values(), control: controlOf(read, codec) }), false);
    fold.keep(changes);
    position = until;
    onProgress?.(position, to);
  }
  for (const table of PROJECTIONS) await client.query(`analyze ${REBUILT}${table}`);
}
