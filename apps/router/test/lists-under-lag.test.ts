import { afterAll, beforeAll, expect, it } from 'vitest';
import { RunningStack } from './running-stack.ts';

let stack: RunningStack;
beforeAll(async () => {
  stack = await RunningStack.start();
}, 60_000);
afterAll(() => stack[Symbol.asyncDispose]());

/** Rests far below any market, so that it stays what it is. */
const order = (orderId: string) => ({
  order_id: orderId,
  instrument_id: 'KO',
  side: 'BUY',
  quantity: 100,
  order_type: 'LIMIT',
  limit_price: '1.00',
  time_in_force: 'GTC',
});
const get = async (path: string) => {
  const answer = await stack.call('GET', path);
  if (answer === null) throw new Error('the router went away');
  return answer;
};
const idsOf = ({ body }: { body: Record<string, unknown> }) =>
  (body.orders as { order_id: string }[]).map(({ order_id }) => order_id);

/** Lets nothing be projected until the returned function is called. */
async function holdProjector(): Promise<() => Promise<void>> {
  const client = await stack.database.connect();
  await client.query('begin');
  await client.query('select from projection_positions for update');
  return async () => {
    await client.query('commit');
    client.release();
  };
}

/** Sends an order; gives the position that its answer says. */
async function send(orderId: string): Promise<number> {
  const answer = await stack.call('POST', '/orders', order(orderId));
  expect(answer?.status).toBe(202);
  return Number(answer?.headers.get('journal-position'));
}

it('a list that is asked for the position of an order has it, twenty times in a row, while the tables are held up', async () => {
  for (let round = 0; round < 20; round++) {
    const release = await holdProjector();
    const position = await send(`held-${round}`);
    const asked = get(`/orders?limit=1&min_position=${position}`);
    const late = await get('/orders?limit=1');
    expect([idsOf(late).includes(`held-${round}`), Number(late.body.position) < position]).toEqual([false, true]);
    await release();
    const list = await asked;
    expect([list.status, idsOf(list)]).toEqual([200, [`held-${round}`]]);
    expect(list.body.position).toBeGreaterThanOrEqual(position);
  }
}, 60_000);

it('a list that does not come to the position in a second says so; the order by its id is there all the same', async () => {
  const release = await holdProjector();
  const position = await send('late');
  const { status, body, headers } = await get(`/orders?min_position=${position}`);
  expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'PROJECTION_LATE', '1']);
  expect(await get('/late/execution')).toMatchObject({ status: 200, body: { order_id: 'late' } });
  await release();
  expect(idsOf(await get(`/orders?order_id=late&min_position=${position}`))).toEqual(['late']);
}, 30_000);

it('figures that are asked for the position of an end have what was executed by then', async () => {
  const market = { instrument_id: 'AAPL', order_type: 'MARKET', limit_price: null, time_in_force: 'IOC' };
  const ended = await stack.call('POST', '/orders?wait=done', { ...order('done'), ...market });
  const execution = ended?.body.execution as Record<string, unknown>;
  const position = Number(ended?.headers.get('journal-position'));
  expect(execution.position).toBe(position);
  const { body } = await get(`/stats?instrument_id=AAPL&min_position=${position}`);
  expect(body.filled_quantity).toBe(String(execution.filled_quantity));
  expect(body.position).toBeGreaterThanOrEqual(position);
  const [row] = (await get(`/orders?order_id=done&min_position=${position}`)).body.orders as object[];
  expect(row).toMatchObject({ state: execution.state, filled_quantity: execution.filled_quantity, position });
}, 30_000);

it('a position that nobody was given is refused at once', async () => {
  const { status, body } = await get('/orders?min_position=9007199254740991');
  expect([status, body.code]).toEqual([400, 'INVALID_REQUEST']);
});

it('another client has none of them, and its own', async () => {
  const key = await stack.keyOf('other', ['orders:read', 'orders:write'], 'other');
  const headers = { 'x-api-key': key, 'content-type': 'application/json' };
  const base = `${stack.address}/api/v1/smart-routing/orders`;
  const mine = JSON.stringify(order('held-1'));
  const sent = await fetch(base, { method: 'POST', headers, body: mine });
  const list = await fetch(`${base}?min_position=${sent.headers.get('journal-position')}`, { headers });
  expect(await list.json()).toMatchObject({ orders: [{ order_id: 'held-1', client_id: 'other' }], next_cursor: null });
});
