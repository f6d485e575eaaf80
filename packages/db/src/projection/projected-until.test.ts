import { expect, it, onTestFinished } from 'vitest';
import { createPool } from '../pool.ts';
import { entriesOf, interleaved, TEST_CODEC } from '../testing/order-entries.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { writeEntries } from '../testing/written-entries.ts';
import { projectedUntil } from './projected-until.ts';
import { Projector } from './projector.ts';

it('is the time of the last projected entry while there are others, and now when there are none', async () => {
  await using db = await testDatabase();
  const pool = createPool(db.url, { max: 1, onError: () => undefined });
  onTestFinished(() => pool.end());
  const [first, second] = interleaved([entriesOf('order-1', [], 1)]);
  if (first === undefined || second === undefined) throw new Error('two entries expected');
  await writeEntries(db.url, [first]);
  const projector = new Projector({ databaseUrl: db.url, shard: 0, epoch: 1, codec: TEST_CODEC, gatherMs: 0 });
  onTestFinished(() => projector.close());
  expect(await projectedUntil(pool, 0)).toBe(0);
  await projector.catchUp();
  const [before] = await query(db.url, 'select extract(epoch from now()) * 1000000 as us');
  expect(await projectedUntil(pool, 0)).toBeGreaterThanOrEqual(Number(before?.us));
  await writeEntries(db.url, [second]);
  expect(await projectedUntil(pool, 0)).toBe(first.atUs);
  expect(await projectedUntil(pool, 7)).toBe(0);
});
