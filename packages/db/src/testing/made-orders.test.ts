import { expect, it } from 'vitest';
import { makeOrders } from './made-orders.ts';
import { query } from './query.ts';
import { testDatabase } from './test-database.ts';

it('makes orders with their decisions, children and executions, as readers find them', async () => {
  await using db = await testDatabase();
  await makeOrders({ databaseUrl: db.url, orders: 3_000, days: 40, progress: () => undefined });
  const [counts] = await query(
    db.url,
    `select (select count(*)::int from orders) as orders, (select count(*)::int from order_keys) as keys,
      (select count(*)::int from routing_decisions) as decisions, (select count(*)::int from executions) as executions,
      (select count(*)::int from orders where state = 'FILLED') as filled,
      (select count(*)::int from orders o where made_at_of(id) <> date_trunc('milliseconds', created_at)) as astray`,
  );
  expect(counts).toMatchObject({ orders: counts?.keys, astray: 0 });
  expect(Number(counts?.orders)).toBeGreaterThanOrEqual(3_000);
  expect(Number(counts?.decisions)).toBeGreaterThan(3_000);
  expect(Number(counts?.executions)).toBeGreaterThan(3_000);
  expect(Number(counts?.filled) / Number(counts?.orders)).toBeGreaterThan(0.6);
});
