import pg from 'pg';
import { expect, it } from 'vitest';
import { TEST_CODEC } from '../testing/order-entries.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { Projector } from './projector.ts';

const SESSIONS = `select state from pg_stat_activity where application_name = 'fairlead-projector' and datname = current_database()`;

it('gives its locks back soon after its process was stopped in the middle of a batch', async () => {
  await using db = await testDatabase();
  let stopped: () => void = () => {};
  const inBatch = new Promise<void>((resolve) => {
    stopped = resolve;
  });
  // What a stopped process looks like from the server: a transaction that is open, and says nothing.
  const sealUpTo = async (client: pg.Client) => {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtext('projections'), 0)`);
    stopped();
    await new Promise<void>((resolve) => client.once('end', resolve));
  };
  await query(
    db.url,
    `insert into projection_positions (shard, position, at) values (0, 1, now())
    on conflict (shard) do update set position = 1`,
  );
  const projector = new Projector({ databaseUrl: db.url, shard: 0, epoch: 1, codec: TEST_CODEC, sealUpTo });
  await projector.catchUp();
  await inBatch;
  const successor = new pg.Client({ connectionString: db.url });
  await successor.connect();
  const begunMs = performance.now();
  await successor.query('begin');
  await successor.query(`select pg_advisory_xact_lock(hashtext('projections'), 0)`);
  await successor.query('rollback');
  await successor.end();
  expect(performance.now() - begunMs).toBeLessThan(10_000);
  await projector.close();
  expect(await query(db.url, SESSIONS)).toEqual([]);
}, 30_000);
