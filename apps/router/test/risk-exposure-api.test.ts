import type { RiskExposure } from '@fairlead/contracts/risk';
import { expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { OneOrder } from './one-order.ts';

const PATH = '/api/v1/smart-routing/risk/exposure';
const REST = { orderType: 'LIMIT', limitPrice: '99.50', quantity: '100' } as const;

it('tells what clients, firm and instruments come to, exactly, beside what they may', async () => {
  const router = new OneOrder();
  const app = await benchApi(router, { decisions: [] });
  await router.submit({ ...REST, orderId: 'a buy' });
  await router.fill(router.child(0), 40);
  await router.submit({ ...REST, orderId: 'a sale', side: 'SELL', limitPrice: '101.01' }, { clientId: 'client-2' });
  const answer = await app.inject({ url: PATH, headers: { 'x-api-key': 'flk_second' } });
  expect(answer.statusCode).toBe(200);
  const told = answer.json<RiskExposure>();
  expect(told).toMatchObject({
    date: '2026-01-02',
    limits: 'DEFAULT',
    firm: {
      orders_per_second: { use: 2, limit: 5_000 },
      ...{ buy_open: '5970', buy_executed: '3980', sell_open: '10101', sell_executed: '0' },
      ...{ gross: { use: '20051' }, net: { use: '-151' }, credit: { use: '9950' } },
    },
    clients: [
      { client_id: 'client-1', gross: { use: '9950' }, orders_per_second: { use: 1, limit: 2_500 } },
      { client_id: 'client-2', sell_open: '10101', net: { use: '-10101' }, credit: { use: '0' } },
    ],
    instruments: [{ instrument_id: 'AAPL', gross: { use: '20051', limit: null } }],
  });
});

it('counts the orders of the last second alone, those that are only decided among them, and no refused one', async () => {
  const router = new OneOrder();
  const app = await benchApi(router, { decisions: [] });
  const rates = async () => {
    const { clients } = (await app.inject({ url: PATH, headers: { 'x-api-key': 'flk_second' } })).json<RiskExposure>();
    return clients.map(({ client_id: id, orders_per_second: { use } }) => [id, use]);
  };
  await router.submit({ ...REST, orderId: 'a first' });
  router.nowUs += 600_000;
  await router.submit({ ...REST, orderId: 'a second' }, { clientId: 'client-2', routeOnly: true });
  expect(await rates()).toEqual([
    ['client-1', 1],
    ['client-2', 1],
  ]);
  router.nowUs += 400_000;
  expect(await rates()).toEqual([
    ['client-1', 0],
    ['client-2', 1],
  ]);
});

it.each([
  ['nobody', {}, 401],
  ['a key that may only read orders', { 'x-api-key': 'flk_read' }, 403],
])('is not told to %s', async (_, headers, status) => {
  const app = await benchApi(new OneOrder(), { decisions: [] });
  expect((await app.inject({ url: PATH, headers })).statusCode).toBe(status);
});
