import { v7 as uuidV7 } from 'uuid';
import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { decisionRow, orderRow } from '../testing/order-rows.ts';
import { storeRows } from '../testing/stored-rows.ts';
import { testDatabase } from '../testing/test-database.ts';
import { Search } from './search.ts';

const AT_MS = Date.UTC(2026, 10, 20, 17);

it('finds orders by their names, decisions by their ids, symbols, venues and clients, of what the viewer may see', async () => {
  await using db = await testDatabase();
  const order = orderRow({ id: uuidV7({ msecs: AT_MS }), order_id: 'desk-17', created_at_us: AT_MS * 1_000 });
  const other = orderRow({ id: uuidV7({ msecs: AT_MS }), order_id: 'desk-18', client_id: 'DEMO' });
  const decision = decisionRow(order);
  await storeRows(db.url, { orders: [order, other], decisions: [decision] });
  const pool = createPool(db.url, { max: 5, onError: () => undefined });
  for (const { client_id, order_id, id } of [order, other])
    await pool.query('insert into order_keys values ($1, $2, $3)', [client_id, order_id, id]);
  const all = new Search(pool, null);
  const own = new Search(pool, 'DEMO');
  const namesOf = async (search: Search, text: string) => (await search.find(text)).orders.map((each) => each.order_id);

  expect(await namesOf(all, 'desk-17')).toEqual(['desk-17']);
  expect((await namesOf(all, 'desk-')).sort()).toEqual(['desk-17', 'desk-18']);
  expect(await namesOf(all, order.id)).toEqual(['desk-17']);
  expect(await namesOf(own, 'desk-')).toEqual(['desk-18']);
  expect(await namesOf(own, order.id)).toEqual([]);
  expect((await all.find(decision.id)).decisions).toMatchObject([{ decision_id: decision.id, instrument_id: 'AAPL' }]);
  expect((await own.find(decision.id)).decisions).toEqual([]);
  expect((await all.find('aapl')).instruments[0]).toMatchObject({ id: 'AAPL' });
  expect((await all.find('xnas')).venues[0]).toMatchObject({ id: 'XNAS' });
  expect((await all.find('demo')).clients).toMatchObject([{ id: 'DEMO' }]);
  expect((await own.find('default')).clients).toEqual([]);
  expect((await own.names()).clients).toEqual(['DEMO']);
  await pool.end();
});
