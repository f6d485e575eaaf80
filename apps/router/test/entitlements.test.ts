import { describe, expect, it } from 'vitest';
import type { BenchRouter } from './bench-router.ts';
import { OneOrder } from './one-order.ts';
import { restart } from './restart.ts';

const LOCATE = {
  client_id: 'client-1',
  locate_id: 'LOC-1',
  instrument_id: 'AAPL',
  quantity: '250',
  author_name: 'ops',
};
const SHORT = {
  side: 'SELL_SHORT',
  locateId: 'LOC-1',
  orderType: 'LIMIT',
  limitPrice: '101',
  quantity: '100',
} as const;

async function benchOf(lists: Partial<BenchRouter['lists']>): Promise<OneOrder> {
  const router = new OneOrder();
  await holdTo(router, lists);
  return router;
}
async function holdTo(router: BenchRouter, lists: Partial<BenchRouter['lists']>): Promise<void> {
  router.lists = { restricted: [], locates: [], accounts: [], ...lists };
  await router.entitlements.refresh();
}
const locates = (router: { nowUs: number }, more: object = {}) => ({
  locates: [{ ...LOCATE, expires_at_us: router.nowUs + 3_600_000_000, ...more }],
});
let orders = 0;
async function codeOf(router: BenchRouter, changes: Parameters<BenchRouter['submit']>[0] = {}) {
  orders += 1;
  const { outcome } = await router.submit({ ...SHORT, orderId: `order-${orders}`, ...changes });
  if (outcome.ok) return 'TAKEN';
  return outcome.error.kind === 'REJECTED' ? outcome.error.rejection.code : outcome.error.kind;
}

describe('a locate', () => {
  it('is used by the orders that name it: whole while they are alive, by what was executed once they have ended', async () => {
    const router = await benchOf(locates(new OneOrder()));
    expect([await codeOf(router), await codeOf(router), await codeOf(router)]).toEqual([
      'TAKEN',
      'TAKEN',
      'LOCATE_EXHAUSTED',
    ]);
    const [first] = router.children;
    if (first === undefined) throw new Error('a child expected');
    await router.fill(first, 30);
    const [live] = router.desk.live.alive();
    if (live === undefined) throw new Error('an order expected');
    router.desk.cancel(live);
    await router.canceled(first);
    expect(router.entitlements.usedE8('client-1', 'LOC-1')).toBe(130n * 100_000_000n);
    expect([await codeOf(router, { quantity: '121' }), await codeOf(router, { quantity: '120' })]).toEqual([
      'LOCATE_EXHAUSTED',
      'TAKEN',
    ]);
  });

  it('is counted the same after a restart, and of orders of one turn against each other', async () => {
    const router = await benchOf(locates(new OneOrder()));
    const codes = await Promise.all([codeOf(router), codeOf(router), codeOf(router)]);
    expect(codes.sort()).toEqual(['LOCATE_EXHAUSTED', 'TAKEN', 'TAKEN']);
    const after = new OneOrder();
    after.nowUs = router.nowUs + 1;
    await restart(router, after);
    expect(after.entitlements.usedE8('client-1', 'LOC-1')).toBe(200n * 100_000_000n);
  });

  it('is the word of its client where none are kept for it', async () => {
    const router = await benchOf(locates(new OneOrder(), { client_id: 'another' }));
    expect(await codeOf(router, { locateId: 'whatever' })).toBe('TAKEN');
  });

  it('holds until it expires, and is known by its id', async () => {
    const router = await benchOf(locates(new OneOrder()));
    expect(await codeOf(router, { locateId: 'LOC-2' })).toBe('LOCATE_UNKNOWN');
    router.nowUs += 3_600_000_000;
    router.quote('XNYS', [9_999, 500], [10_001, 200]);
    expect(await codeOf(router)).toBe('LOCATE_EXPIRED');
  });
});

it('routes no more waves of an instrument that has come onto the restricted list', async () => {
  const router = new OneOrder();
  await codeOf(router, { side: 'BUY', locateId: null, orderType: 'MARKET', limitPrice: null, quantity: '300' });
  const sent = router.children.length;
  const row = { id: 'r', client_id: null, instrument_id: 'AAPL', side: 'BUY', from_at_us: 0, to_at_us: null };
  await holdTo(router, { restricted: [{ ...row, reason: 'we advise them', author_name: 'ops' }] });
  for (const child of [...router.children]) await router.canceled(child);
  expect(router.children).toHaveLength(sent);
  expect(router.order).toMatchObject({ state: 'CANCELED', reject_code: 'INSTRUMENT_RESTRICTED' });
  expect(await codeOf(router, { side: 'BUY' })).toBe('INSTRUMENT_RESTRICTED');
  expect(await codeOf(router)).toBe('TAKEN');
});

it('takes orders only for the accounts of a client that has a list of them', async () => {
  const router = await benchOf({ accounts: [{ client_id: 'client-1', account: 'A' }] });
  expect([
    await codeOf(router, { account: 'A' }),
    await codeOf(router, { account: 'B' }),
    await codeOf(router),
  ]).toEqual(['TAKEN', 'ACCOUNT_NOT_AUTHORISED', 'ACCOUNT_NOT_AUTHORISED']);
});
