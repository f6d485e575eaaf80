import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DatabaseWay } from './ordeal/database-way.ts';
import { RunningStack } from './running-stack.ts';

const RESTING = {
  instrument_id: 'AAPL',
  side: 'BUY',
  quantity: 100,
  order_type: 'LIMIT',
  limit_price: 1,
  time_in_force: 'DAY',
};
const DRILL = { reason: 'drill of the desk', cancel_all: true };

it('a halt cancels what works, outlives a kill of the router, and is lifted by somebody else', {
  timeout: 120_000,
}, async () => {
  await using stack = await RunningStack.start();
  const ann = await stack.person('ann', ['orders:read', 'risk:halt']);
  const bob = await stack.person('bob', ['orders:read', 'risk:halt']);
  const sent = async (orderId: string) =>
    (await stack.call('POST', '/orders', { ...RESTING, order_id: orderId }))?.status ?? 0;
  const stateOf = async (orderId: string) => (await stack.call('GET', `/${orderId}/execution`))?.body.state;
  const stands = async () => {
    const listed = await stack.call('GET', '/halt');
    return (listed?.body.in_force as object[] | undefined)?.length;
  };
  // Venues come one after the other.
  await expect.poll(() => sent(`order-${performance.now()}`), { timeout: 20_000 }).toBe(202);
  expect(await sent('rests')).toBe(202);

  const placed = await ann('POST', '/halt', DRILL);
  expect(placed?.status).toBe(201);
  const effect = placed?.body.effect as { open_orders: number };
  expect(effect.open_orders).toBeGreaterThan(0);
  await expect.poll(() => stateOf('rests')).toBe('CANCELED');
  expect(await sent('refused')).toBe(422);

  await stack.killRouter();
  await stack.startRouter();
  expect([await stands(), await sent('refused-too')]).toEqual([1, 422]);
  const path = `/halt/${placed?.body.halt_id}/release`;
  expect((await ann('POST', path, { reason: 'over' }))?.body.code).toBe('SAME_PERSON');
  expect((await bob('POST', path, { reason: 'over' }))?.status).toBe(200);
  expect([await stands(), await sent('taken')]).toEqual([0, 202]);

  await stack.killRouter();
  await stack.startRouter();
  expect([await stands(), await sent('taken-too')]).toEqual([0, 202]);
  const recent = (await stack.call('GET', '/halt'))?.body.recent;
  expect(recent).toMatchObject([{ reason: DRILL.reason, release: { reason: 'over' } }]);
  const refusals = await stack.database.query(
    "select count(*)::int as n from orders where reject_code = 'TRADING_HALTED'",
  );
  expect(refusals.rows).toEqual([{ n: 2 }]);
});

it('a halt that is placed while the database is gone outlives a kill of the router', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fairlead-halt-'));
  try {
    await using way = new DatabaseWay();
    await using stack = await RunningStack.start({ DATA_DIR: folder }, (url) => way.lead(url));
    const ann = await stack.person('ann', ['orders:read', 'risk:halt']);
    const send = (orderId: string) => stack.call('POST', '/orders', { ...RESTING, order_id: orderId });
    // A key is known for a while after it was used.
    expect((await ann('GET', '/halt'))?.status).toBe(200);
    await expect.poll(async () => (await send(`order-${performance.now()}`))?.status, { timeout: 20_000 }).toBe(202);

    way.proxy.takeAway('gone');
    const placed = await ann('POST', '/halt', DRILL);
    expect([placed?.status, placed?.body.code]).toEqual([503, 'NOT_DURABLE']);
    await stack.killRouter();
    way.proxy.restore();
    await stack.startRouter();

    expect((await send('refused'))?.body.code).toBe('TRADING_HALTED');
    const known = async () => (await stack.database.query('select reason from halts')).rows;
    await expect.poll(known, { timeout: 20_000 }).toEqual([{ reason: DRILL.reason }]);
    // What the journal has is not taken up again.
    const halts = (await ann('GET', '/halt'))?.body.in_force as { halt_id: string }[];
    const bob = await stack.person('bob', ['risk:halt']);
    expect((await bob('POST', `/halt/${halts[0]?.halt_id}/release`, { reason: 'over' }))?.status).toBe(200);
    await stack.killRouter();
    await stack.startRouter();
    expect((await send('taken'))?.status).toBe(202);
  } finally {
    await rm(folder, { recursive: true });
  }
});
