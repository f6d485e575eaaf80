import { expect, it } from 'vitest';
import { createPool, type Database } from '../pool.ts';
import { makeOrders } from '../testing/made-orders.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { decisionList } from './decision-list.ts';
import { OrderList, type OrderListFilter } from './order-list.ts';
import { Search } from './search.ts';

const PROJECTIONS = 'orders|routing_decisions|child_orders|executions';
const PAGE = { sortedBy: 'time', direction: 'desc', limit: 50, cursor: null } as const;
const DAY_US = 86_400_000_000;

/** Remembers what it is asked, and asks it. */
function watched(database: Database) {
  const asked: { sql: string; values: unknown[] }[] = [];
  const watching = {
    query(sql: string, values: unknown[] = []) {
      asked.push({ sql, values });
      return database.query(sql, values);
    },
  };
  return { asked, database: watching as Database };
}

it('asks every list by an index, never by going through a table', async () => {
  await using db = await testDatabase();
  await makeOrders({ databaseUrl: db.url, orders: 30_000, days: 40, progress: () => undefined });
  const pool = createPool(db.url, { max: 2, onError: () => undefined });
  const { asked, database } = watched(pool);
  const [orders, decisions, search] = [
    new OrderList(database, null),
    decisionList(database, null),
    new Search(database, null),
  ];
  const [some] = await query(
    db.url,
    `select o.id, o.order_id, extract(epoch from o.created_at)::float8 * 1000000 as us from orders o where o.state = 'FILLED' order by o.id offset 9000 limit 1`,
  );
  const day = { fromUs: Number(some?.us), toUs: Number(some?.us) + DAY_US };
  const filters: readonly OrderListFilter[] = [
    {},
    day,
    { clientId: 'C001' },
    { instrumentId: 'S200' },
    { clientId: 'C001', instrumentId: 'S200', ...day },
    { states: ['REJECTED'] },
    { states: ['WORKING', 'ROUTING'], clientId: 'C090' },
    { side: 'SELL_SHORT', objective: 'SMART', states: ['PENDING_CANCEL'] },
    { simulated: true },
    { venueId: 'XNAS' },
    { venueId: 'XNAS', clientId: 'C001', ...day },
    { named: String(some?.order_id) },
    { named: String(some?.id) },
    { orderId: String(some?.order_id) },
    { created: day, states: ['REJECTED'] },
  ];
  for (const filter of filters) {
    await orders.page(filter, PAGE);
    await orders.page(filter, { ...PAGE, direction: 'asc', cursor: String(some?.id) });
    await orders.byTime.count(filter, null);
    await orders.failures(filter, day.toUs);
  }
  await orders.page({ venueId: 'XNAS', instrumentId: 'S200', ...day }, { ...PAGE, sortedBy: 'quantity' });
  for (const filter of [
    {},
    day,
    { clientId: 'C001' },
    { instrumentId: 'S200' },
    { venueId: 'XNAS' },
    { nowhere: true },
    { created: day, states: ['REJECTED'] as const },
    { named: String(some?.order_id) },
  ]) {
    await decisions.page(filter, PAGE);
    await decisions.count(filter, null);
  }
  for (const text of [String(some?.id), String(some?.order_id)]) await search.find(text);

  const months = await query(
    db.url,
    `select distinct to_char(created_at at time zone 'UTC', 'YYYYMM') as month from orders`,
  );
  // Of a month in which nothing lies there is nothing to go through.
  const big = `(${PROJECTIONS})_(${months.map(({ month }) => month).join('|')})|order_keys`;
  const through: string[] = [];
  for (const { sql, values } of asked) {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, values);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    if (new RegExp(`Seq Scan on (${big})`).test(plan)) through.push(`${sql}\n${plan}`);
  }
  await pool.end();
  expect(asked.length).toBeGreaterThan(50);
  expect(through).toEqual([]);
}, 120_000);

it('ends a step that finds nothing where it has looked at as many rows as it may, and goes on from there', async () => {
  await using db = await testDatabase();
  await makeOrders({ databaseUrl: db.url, orders: 12_000, days: 20, progress: () => undefined });
  const pool = createPool(db.url, { max: 2, onError: () => undefined });
  const decisions = decisionList(pool, null);
  let [steps, found, cursor] = [0, 0, null as string | null];
  do {
    const step = await decisions.page({ side: 'SELL_SHORT' }, { ...PAGE, limit: 500, cursor });
    [steps, found, cursor] = [steps + 1, found + step.rows.length, step.next];
  } while (cursor !== null);
  const [wanted] = await query(
    db.url,
    `select count(*)::int as n from routing_decisions d join orders o on o.id = d.order_pk where o.side = 'SELL_SHORT'`,
  );
  await pool.end();
  expect(found).toBe(wanted?.n);
  expect(steps).toBeGreaterThan(2);
}, 60_000);
