import { expect, it, onTestFinished } from 'vitest';
import { createPool } from '../pool.ts';
import { childRows, decisionRow, fillRow, rowsOfOrder } from '../testing/order-rows.ts';
import { storeRows } from '../testing/stored-rows.ts';
import { testDatabase } from '../testing/test-database.ts';
import { decisionList } from './decision-list.ts';
import { OrderRepository } from './order-repository.ts';

it('sums up the fills of each wave apart, in a walk and in a list', async () => {
  await using db = await testDatabase();
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  onTestFinished(() => pool.end());
  const entry = rowsOfOrder();
  const [order] = entry.orders;
  const second = { ...decisionRow(order), wave: 2, created_at_us: order.created_at_us + 1 };
  const third = { ...decisionRow(order), wave: 3, created_at_us: order.created_at_us + 2 };
  const later = childRows(second);
  const ofAnother = rowsOfOrder();
  const executions = [
    fillRow(entry.children[0], { quantity: '100', price: '190.25', fee: '0.3' }),
    fillRow(entry.children[1], { quantity: '0.00000003', price: '190.25', fee: '-0.00000001' }),
    fillRow(later[0], { quantity: '70', price: '190.3', fee: '0.21' }),
    fillRow(ofAnother.children[0], { quantity: '100', price: '1', fee: '1' }),
  ];
  for (const each of [entry, { decisions: [second, third], children: later }, ofAnother, { executions }])
    await storeRows(db.url, each);
  const sums = [
    // 3e-8 units at 190.25 are 570.75e-8: each fill is rounded, as in the sum of the order.
    { wave: 1, filled_quantity: '100.00000003', notional: '19025.00000571', total_fees: '0.29999999' },
    { wave: 2, filled_quantity: '70', notional: '13321', total_fees: '0.21' },
    { wave: 3, filled_quantity: '0', notional: '0', total_fees: '0' },
  ];
  const walk = await new OrderRepository(pool).findWalk(order.id, null);
  expect(walk?.decisions).toMatchObject(sums);
  const listed = (await decisionList(pool, null).page({}, { direction: 'desc', limit: 9, cursor: null })).rows;
  expect(
    listed
      .map((row) => row.decision)
      .filter((row) => row.order_pk === order.id)
      .sort((a, b) => a.wave - b.wave),
  ).toMatchObject(sums);
});

it('counts what a caller executed itself towards the only decision of its order', async () => {
  await using db = await testDatabase();
  const pool = createPool(db.url, { max: 1, onError: () => undefined });
  onTestFinished(() => pool.end());
  const { children, ...entry } = rowsOfOrder({ route_only: true });
  const fill = { ...fillRow(children[0], { quantity: '100', price: '190.25', fee: '0.3' }), child_id: null };
  for (const each of [entry, { executions: [fill] }]) await storeRows(db.url, each);
  const walk = await new OrderRepository(pool).findWalk(entry.orders[0].id, null);
  expect(walk?.decisions).toMatchObject([{ filled_quantity: '100', notional: '19025', total_fees: '0.3' }]);
});
