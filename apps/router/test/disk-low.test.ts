import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Running, startRouter } from '../src/router.ts';
import { FAKE_ENV, FakeOutside } from './fake-adapters.ts';

const GB = 1_000_000_000;
const SCOPES = ['route:write', 'orders:write', 'orders:read', 'admin'];
const RESTING = { order_type: 'LIMIT', limit_price: '99.5', time_in_force: 'GTC' };
const IS_LOW = '1.00 GB free, new orders are refused';

let outside: FakeOutside;
let router: Running;
let freeBytes: number;
beforeEach(async () => {
  freeBytes = 5 * GB;
  outside = new FakeOutside();
  outside.addKey('flk_client', 'client-1', SCOPES);
  const disk = { freeBytes: async () => freeBytes, usedBytes: async () => 3 * GB };
  router = await startRouter({ ...FAKE_ENV, DATABASE_DISK: 'ours' }, outside.adapters({ disk }));
  await router.ready;
});
afterEach(() => router.close());

async function ask(method: string, path: string, body?: object) {
  const headers = {
    'x-api-key': 'flk_client',
    connection: 'close',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const answer = await fetch(`${router.address}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    body: text.startsWith('{') ? JSON.parse(text) : text,
  };
}

const API = '/api/v1/smart-routing';
const order = (orderId: string, more: object = {}) => ({
  order_id: orderId,
  instrument_id: 'AAPL',
  side: 'BUY',
  quantity: 300,
  order_type: 'MARKET',
  routing_objective: 'BEST_PRICE',
  ...more,
});

/** The disk has so much free, and a second passes in which the router may see it. */
async function diskHas(bytes: number, sees: string): Promise<void> {
  freeBytes = bytes;
  outside.time.pass(1_000);
  await expect.poll(diskDetail).toContain(sees);
}

async function diskDetail(): Promise<string> {
  const { body } = await ask('GET', '/health/ready');
  return body.checks.find(({ name }: { name: string }) => name === 'disk').detail;
}

describe('a disk that is nearly full', () => {
  it('lets nothing new in, for execution or for a decision alone, and says when to come back', async () => {
    await diskHas(GB, IS_LOW);
    for (const path of ['/orders', '/route']) {
      const { status, retryAfter, body } = await ask('POST', `${API}${path}`, order(`new${path}`));
      expect([status, body.code, retryAfter]).toEqual([503, 'DISK_LOW', '30']);
    }
    expect(outside.journaled).toEqual([]);
    expect(outside.sent).toEqual([]);
  });

  it('lets pass what an order that was taken before needs: its answer again, its replacement, its cancel', async () => {
    const first = await ask('POST', `${API}/orders`, order('before', RESTING));
    expect(first.status).toBe(202);
    await diskHas(GB, IS_LOW);
    const again = await ask('POST', `${API}/orders`, order('before', RESTING));
    expect([again.status, again.body]).toEqual([202, first.body]);
    const entriesBefore = outside.journaled.length;
    expect((await ask('PATCH', `${API}/before`, { quantity: 200 })).status).toBeLessThan(500);
    expect((await ask('DELETE', `${API}/before`)).status).toBeLessThan(300);
    expect(outside.journaled.length).toBeGreaterThan(entriesBefore);
  });

  it('lets questions pass: the market, what one would do, health and metrics', async () => {
    await diskHas(GB, IS_LOW);
    expect((await ask('GET', `${API}/nbbo?instrument_id=AAPL`)).status).toBe(200);
    expect((await ask('POST', `${API}/analyze`, order('what-if'))).status).toBe(200);
    const { status, body } = await ask('GET', '/health/ready');
    expect([status, body.status]).toEqual([200, 'ready']);
    const metrics = (await ask('GET', '/metrics')).body;
    expect(metrics).toContain('fairlead_disk_free_bytes 1000000000');
    expect(metrics).toContain('fairlead_data_bytes 3000000000');
  });

  it('lets new orders in again when there is room', async () => {
    await diskHas(GB, IS_LOW);
    await diskHas(3 * GB, '3.00 GB free, new orders are refused below 2.00 GB');
    expect((await ask('POST', `${API}/orders`, order('after', RESTING))).status).toBe(202);
  });
});
