import { beforeEach, describe, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

let router: BenchRouter;
let app: Awaited<ReturnType<typeof benchApi>>;

beforeEach(async () => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 200]);
  app = await benchApi(router, { decisions: [] });
  await router.submit({ orderType: 'LIMIT', limitPrice: '99.50' });
  await router.says(resting(), { type: 'ack' });
});

const resting = () => {
  const child = router.children.findLast((each) => each.time_in_force === 'DAY');
  if (child === undefined) throw new Error('a resting child expected');
  return child;
};
const cancels = () => router.sent.flatMap((each) => (each.type === 'cancel' ? [each.child_id] : []));
const replace = (body: object, orderId = 'order-1') =>
  app.inject({
    method: 'PATCH',
    url: `/api/v1/smart-routing/${orderId}`,
    headers: { 'x-api-key': 'flk_all', 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });

describe('a live order', () => {
  it('gets another limit: what rests at the old one is asked back, and the rest goes out at the new one', async () => {
    const old = resting();
    const answer = await replace({ limit_price: '99.60' });
    const { audit_id: auditId, ...told } = answer.json();
    expect([answer.statusCode, auditId]).toEqual([200, expect.any(String)]);
    expect(told).toEqual({
      ...{ order_id: 'order-1', state: 'WORKING', quantity: 300, filled_quantity: 0, limit_price: 99.6 },
    });
    expect(cancels()).toEqual([old.child_id]);
    await router.fill(old, 100);
    await router.canceled(old);
    expect(resting()).toMatchObject({ quantity: 200, limit_price: 996_000 });
    expect(router.order).toMatchObject({ quantity: '300', limit_price: '99.6', filled_quantity: '100' });
  });

  it('gets more: only the difference is routed', async () => {
    await replace({ quantity: 500 });
    expect(resting()).toMatchObject({ quantity: 200 });
    expect(cancels()).toEqual([]);
  });

  it('gets less: what is out beyond it is asked back, and the new rest goes out when the venue has answered', async () => {
    const old = resting();
    await replace({ quantity: 120 });
    expect(cancels()).toEqual([old.child_id]);
    await router.canceled(old);
    expect(resting()).toMatchObject({ quantity: 120 });
  });

  it('is filled where it gets as much as is executed', async () => {
    const old = resting();
    await router.fill(old, 100);
    const answer = await replace({ quantity: 100 });
    expect(answer.json()).toMatchObject({ state: 'FILLED', quantity: 100, filled_quantity: 100 });
    expect(cancels()).toEqual([old.child_id]);
  });

  it.each([
    [{ quantity: 50 }, 'QUANTITY_BELOW_FILLED', 'quantity'],
    [{ quantity: '1.5' }, 'QUANTITY_TOO_PRECISE', 'quantity'],
    [{ quantity: 1_000_000 }, 'QUANTITY_OVER_LIMIT', 'quantity'],
    [{ limit_price: '99.501' }, 'PRICE_OFF_TICK', 'limit_price'],
    [{ limit_price: '200' }, 'PRICE_OUTSIDE_COLLAR', 'limit_price'],
  ])('does not become %j: %s', async (body, code, path) => {
    await router.fill(resting(), 100);
    const before = router.order;
    const answer = await replace(body);
    expect([answer.statusCode, answer.json()]).toMatchObject([422, { code, errors: [{ path, code }] }]);
    expect([cancels(), router.order]).toEqual([[], before]);
  });

  it('that was asked to do nothing, is ending or is not there says so', async () => {
    expect((await replace({})).json()).toMatchObject({ code: 'INVALID_REQUEST' });
    expect((await replace({ quantity: 300 })).statusCode).toBe(200);
    const [live] = router.desk.live.alive();
    if (live !== undefined) router.desk.cancel(live);
    await router.settle();
    expect((await replace({ quantity: 500 })).json()).toMatchObject({ code: 'ORDER_ENDING' });
    expect((await replace({ quantity: 500 }, 'another')).statusCode).toBe(404);
  });
});
