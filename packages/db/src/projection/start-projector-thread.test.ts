import { expect, it } from 'vitest';
import type { StoredEntry } from '../journal/journal-entry.ts';
import { entriesOf } from '../testing/order-entries.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { writeEntries } from '../testing/written-entries.ts';
import { startProjectorThread } from './start-projector-thread.ts';

/** Receipts of so many orders. */
function receipts(count: number): StoredEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const [first] = entriesOf(`order-${index}`, [], 1);
    if (first === undefined) throw new Error('an entry expected');
    return { ...first, position: index + 1 };
  });
}

it('projects in its own thread what it is offered and what is in the journal, and seals it', async () => {
  await using db = await testDatabase();
  const entries = receipts(300);
  await writeEntries(db.url, entries);
  const progress: number[] = [];
  const onProgress = ({ position }: { position: number }) => progress.push(position);
  const projector = startProjectorThread({ databaseUrl: db.url, shard: 0, epoch: 1, onProgress });
  projector.offer(entries.slice(0, 100));
  await projector.catchUp();
  expect(projector.state()).toMatchObject({ position: 300, behind: 0, failingSinceMs: null, lastError: null });
  await projector.close();
  await expect(projector.catchUp()).rejects.toThrow('closed');
  expect(progress.at(-1)).toBe(300);
  expect(await query(db.url, 'select count(*)::int as n from orders')).toEqual([{ n: 300 }]);
  expect(await query(db.url, 'select max(position)::int > 0 as sealed from journal_seals')).toEqual([{ sealed: true }]);
});

it('says that its thread has died, and is closed all the same', async () => {
  const dies = new URL("data:text/javascript,throw new Error('of a test')");
  const said = new Promise<string | null>((resolve) => {
    const projector = startProjectorThread({
      databaseUrl: '',
      shard: 0,
      epoch: 1,
      thread: dies,
      onProgress: ({ lastError }) => void projector.close().then(() => resolve(lastError)),
    });
  });
  expect(await said).toBe('of a test');
});
