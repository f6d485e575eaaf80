import { beforeEach, describe, expect, it } from 'vitest';
import type { ServerLimits } from '../src/intake/server.ts';
import { benchApi, LIMITS } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const BASE = '/api/v1/smart-routing';
const ORDER = { order_id: 'o-1', instrument_id: 'AAPL', side: 'BUY', quantity: 300, order_type: 'MARKET' };

let app: Awaited<ReturnType<typeof benchApi>>;

const post = (path: string, payload: unknown, key = 'flk_all') =>
  app.inject({
    method: 'POST',
    url: `${BASE}${path}`,
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });

describe('a router without room', () => {
  const entered: string[] = [];
  let hasRoom = false;
  const load: ServerLimits['load'] = {
    enter: (clientId) => {
      entered.push(clientId);
      return hasRoom ? () => void entered.push('decided') : null;
    },
    mayAsk: () => hasRoom,
  };
  beforeEach(async () => {
    entered.length = 0;
    hasRoom = false;
    const router = new BenchRouter();
    router.quote('XNYS', [9_999, 500], [10_001, 200]);
    app = await benchApi(router, { decisions: [], words: [], limits: { ...LIMITS, load } });
  });

  it.each<[string, string[]]>([
    ['/orders', ['client-1']],
    ['/route', ['client-1']],
    ['/analyze', []],
    ['/split', []],
  ])('refuses %s before it has read the body', async (path, asked) => {
    const answer = await post(path, 'not JSON');
    expect([answer.statusCode, answer.json().code, answer.headers['retry-after']]).toEqual([503, 'OVERLOADED', '1']);
    expect(entered).toEqual(asked);
  });

  it('knows who asks before it says so, and takes cancels', async () => {
    expect((await post('/orders', ORDER, 'flk_nobody')).statusCode).toBe(401);
    hasRoom = true;
    expect((await post('/orders', ORDER)).statusCode).toBe(202);
    hasRoom = false;
    const cancel = await app.inject({ method: 'DELETE', url: `${BASE}/o-1`, headers: { 'x-api-key': 'flk_all' } });
    expect(cancel.statusCode).toBe(202);
    expect(entered.filter((each) => each === 'client-1')).toHaveLength(1);
  });

  it('counts an order until it is decided, also one whose end is waited for and one that is refused', async () => {
    hasRoom = true;
    expect((await post('/orders', { ...ORDER, quantity: 0 })).statusCode).toBe(422);
    expect(entered[1]).toBe('decided');
    void post('/orders?wait=done', ORDER);
    await expect.poll(() => entered.slice(3)).toEqual(['decided']);
  });
});
