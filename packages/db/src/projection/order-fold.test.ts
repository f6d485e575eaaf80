import { trueHappenings } from '@fairlead/core/testing/happenings';
import fc from 'fast-check';
import pg from 'pg';
import { expect, it } from 'vitest';
import { entriesOf, interleaved, TEST_CODEC } from '../testing/order-entries.ts';
import { testDatabase } from '../testing/test-database.ts';
import { writeEntries } from '../testing/written-entries.ts';
import { entriesOfOrders } from './journal-reading.ts';
import { OrderFold } from './order-fold.ts';

const HISTORIES = fc.sample(trueHappenings, { numRuns: 20, seed: 9 });
const JOURNAL = interleaved(HISTORIES.map((happenings, index) => entriesOf(`order-${index}`, happenings, 3)));
const MIDDLE = Math.floor(JOURNAL.length / 2);
const PLACE = { shard: 0, position: 0 };

/** A journal that notes which orders are looked up in it, and has none of them. */
function askedJournal() {
  const asked: unknown[] = [];
  const query = async (of: { readonly values?: readonly unknown[] }) => {
    if (of.values?.length === 3) asked.push(...(of.values[0] as readonly unknown[]));
    return { rows: [] };
  };
  return { asked, client: { query } as unknown as Pick<pg.ClientBase, 'query'> };
}

it('looks up nothing of orders that begin within the batch, or that it has in memory', async () => {
  const { asked, client } = askedJournal();
  const fold = new OrderFold({ codec: TEST_CODEC, endedMax: 100 });
  for (const entries of [JOURNAL.slice(0, MIDDLE), JOURNAL.slice(MIDDLE)])
    fold.keep(await fold.changes(client, entries, PLACE));
  expect(asked).toEqual([]);
});

it('looks up each order that it has forgotten, and no other', async () => {
  const { asked, client } = askedJournal();
  const rest = JOURNAL.slice(MIDDLE);
  const begun = new Set(rest.filter(({ firstEvent }) => firstEvent === 1).map(({ orderPk }) => orderPk));
  const forgotten = new Set(rest.map(({ orderPk }) => orderPk).filter((orderPk) => !begun.has(orderPk)));
  await new OrderFold({ codec: TEST_CODEC, endedMax: 100 }).changes(client, rest, PLACE).catch(() => undefined);
  expect(new Set(asked)).toEqual(forgotten);
  expect(forgotten.size).toBeGreaterThan(3);
});

it('finds the entries of an order by an index, however long the journal is', async () => {
  await using database = await testDatabase();
  await writeEntries(database.url, JOURNAL);
  const client = new pg.Client(database.url);
  await client.connect();
  try {
    await client.query('set enable_seqscan = off; set plan_cache_mode = force_generic_plan');
    const plan: string[] = [];
    const explained = async ({ text, values }: { text: string; values: readonly unknown[] }) => {
      const { rows } = await client.query(`explain ${text}`, [...values]);
      plan.push(...rows.map((row) => String(row['QUERY PLAN'])));
      return { rows: [] };
    };
    const pks = JOURNAL.flatMap(({ orderPk }) => (orderPk === null ? [] : [orderPk]));
    const reader = { query: explained } as unknown as Pick<pg.ClientBase, 'query'>;
    await entriesOfOrders(reader, pks, { shard: 0, position: JOURNAL.length });
    expect(plan.join('\n')).toContain('Index Cond: (order_pk = o.id)');
    expect(plan.join('\n')).not.toMatch(/Seq Scan/);
  } finally {
    await client.end();
  }
});
