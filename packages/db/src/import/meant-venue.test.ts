import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { DropCopyStore } from '../reconciliation/drop-copy-store.ts';
import { storeImported } from '../testing/imported-rows.ts';
import { testDatabase } from '../testing/test-database.ts';
import { EVERY_NAME, printedOf } from './meant-venue.ts';

const AT = '2026-07-01T14:00:00Z';

/** Imports a route a name and MIC, and gives which venue each of them is. */
async function setUp(routes: readonly (readonly [name: string, mic: string | null])[]) {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 2, onError: () => undefined });
  const orders = routes.map(([venue, mic]) => ({
    ...{ receivedAt: AT, symbol: 'MSFT' },
    routes: [{ venue, sentAt: AT, ...(mic === null ? {} : { mic }) }],
  }));
  await storeImported(db.url, 'COMPLETE', orders);
  const store = new DropCopyStore(pool);
  return {
    ...{ url: db.url, pool },
    called: (text: string) => store.venueIdsOf(text),
    async venues() {
      type Row = { venue: string; mic: string | null; venue_id: string };
      const { rows } = await pool.query<Row>(
        `with ${printedOf(EVERY_NAME)} select * from printed order by venue collate "C", mic nulls first`,
      );
      return rows.map(({ venue, mic, venue_id }) => `${venue} ${mic ?? '-'}: ${venue_id}`);
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('a route is at the venue of its MIC, whatever it calls it; without one at that of its name', async () => {
  await using set = await setUp([
    ['The Nasdaq Stock Market', 'XNAS'],
    ['Nasdaq', null],
    ['ARCX', null],
    ['Cboe Options', 'XCBO'],
    ['CBOE OPTIONS', 'XCBO'],
    ['A wholesaler', null],
  ]);
  expect(await set.venues()).toEqual([
    'A wholesaler -: A wholesaler',
    'ARCX -: ARCX',
    'CBOE OPTIONS XCBO: XCBO',
    'Cboe Options XCBO: XCBO',
    'Nasdaq -: XNAS',
    'The Nasdaq Stock Market XNAS: XNAS',
  ]);
});

it('a route without a MIC has that of its name’s others, but where these are several', async () => {
  await using set = await setUp([
    ['Cboe Options', 'XCBO'],
    ['Cboe Options', null],
    ['Two Desks', 'TWOA'],
    ['Two Desks', 'TWOB'],
    ['Two Desks', null],
  ]);
  expect(await set.venues()).toEqual([
    'Cboe Options -: XCBO',
    'Cboe Options XCBO: XCBO',
    'Two Desks -: Two Desks',
    'Two Desks TWOA: TWOA',
    'Two Desks TWOB: TWOB',
  ]);
});

it('a configured venue without a MIC is that of its name, and has its MIC from the import', async () => {
  await using set = await setUp([['Citadel Securities', 'CDEL']]);
  const [row] = (
    await set.pool.query("select venue_id, mic from venue_configurations where venue_name = 'Citadel Securities'")
  ).rows;
  expect(row?.mic, 'the catalogue has none').toBeNull();
  expect(await set.venues()).toEqual([`Citadel Securities CDEL: ${row?.venue_id}`]);
});

it('terms and drop copies find the same venue by any of its names', async () => {
  await using set = await setUp([
    ['The Nasdaq Stock Market', 'XNAS'],
    ['Cboe Options', 'XCBO'],
    ['CBOE OPTIONS', 'XCBO'],
    ['Two Desks', 'TWOA'],
    ['Two Desks', 'TWOB'],
  ]);
  for (const name of ['The Nasdaq Stock Market', 'Nasdaq', 'XNAS'])
    expect(await set.called(name), name).toEqual(['XNAS']);
  for (const name of ['Cboe Options', 'CBOE OPTIONS', 'XCBO']) expect(await set.called(name), name).toEqual(['XCBO']);
  expect(await set.called('Two Desks')).toEqual(['TWOA', 'TWOB']);
  expect(await set.called('Nowhere')).toEqual([]);
});

it('no configured venue has a name that a form cannot print', async () => {
  await using set = await setUp([]);
  for (const name of ['x'.repeat(81), 'Nasdaq  OMX', ' Nasdaq', ''])
    await expect(
      set.pool.query("update venue_configurations set venue_name = $1 where venue_id = 'XNAS'", [name]),
    ).rejects.toThrow('venue_name_check');
});

it('what does not count names nobody', async () => {
  await using set = await setUp([]);
  const routes = [{ venue: 'Cboe Options', mic: 'XCBO', sentAt: AT }];
  await storeImported(set.url, 'LOADING', [{ receivedAt: AT, symbol: 'MSFT', routes }]);
  expect(await set.venues()).toEqual([]);
  expect(await set.called('XCBO')).toEqual([]);
});
