import { price, quantity } from '@fairlead/core/money/units';
import { REJECT_MESSAGES } from '@fairlead/core/order/reject-code';
import type { OrderRequest } from '@fairlead/core/order/request';
import { DEFAULT_LIMITS, LimitIndex, type LimitRow, NO_KEYS } from '@fairlead/core/risk/limits';
import { describe, expect, it } from 'vitest';
import { OneOrder } from './one-order.ts';

const DOLLAR = 100_000_000n;
const HOUR_US = 3_600_000_000;
const REST: Partial<OrderRequest> = { orderType: 'LIMIT', limitPrice: '99.50', quantity: '100' };
const SHORT: Partial<OrderRequest> = { side: 'SELL_SHORT', orderType: 'LIMIT', limitPrice: '101', quantity: '100' };

/** What stands before the order comes. */
type State = (router: OneOrder) => unknown;

const limited =
  (row: Partial<LimitRow> & Pick<LimitRow, 'scope'>): State =>
  (router) => {
    const index = new LimitIndex({ name: 'limits-1', rows: [{ ...NO_KEYS, ...row }] }, DEFAULT_LIMITS);
    router.limits = (question) => index.resolve(question);
  };
const after =
  (state: State, order: Partial<OrderRequest>): State =>
  async (router) => {
    await state(router);
    const { outcome } = await router.submit({ orderId: 'before', ...order });
    if (!outcome.ok) throw new Error('the order before was to be taken');
  };
const listed =
  (lists: Partial<OneOrder['lists']>): State =>
  (router) => {
    router.lists = { restricted: [], locates: [], accounts: [], ...lists };
    return router.entitlements.refresh();
  };
const located = (more: object = {}) => {
  const locate = { client_id: 'client-1', locate_id: 'L', instrument_id: 'AAPL', quantity: '150', author_name: 'ops' };
  return listed({ locates: [{ ...locate, expires_at_us: new OneOrder().nowUs + HOUR_US, ...more }] });
};
const restricted = listed({
  restricted: [
    {
      ...{ id: 'r', client_id: null, instrument_id: 'AAPL', side: 'BUY', from_at_us: 0, to_at_us: null },
      ...{ reason: 'we advise them', author_name: 'ops' },
    },
  ],
});
const settings =
  (changes: object): State =>
  ({ market }) => {
    const book = market.book('AAPL');
    book?.setInstrument({ ...book.instrument, ...changes });
  };
const sold =
  (at: number, agoUs = 0): State =>
  (router) => {
    const sale = {
      atUs: router.nowUs - agoUs,
      price: price(at),
      quantity: quantity(100),
      condition: 'REGULAR',
    } as const;
    router.market.print('XNYS', 'AAPL', sale);
  };
const halted: State = (router) =>
  router.halts.place({
    id: 'h',
    scope: { clientId: 'client-1', venueId: null, instrumentId: null },
    ...{ reason: 'too much', cancelAll: false, actor: 'USER ops' },
  });
const unquoted: State = (router) => {
  for (const venueId of ['XNYS', 'ARCX']) router.quote(venueId, [9_999, 500], [0, 0]);
};
const locked: State = (router) => router.quote('XNYS', [10_002, 500], [10_002, 500]);
const asIs: State = () => {};

interface Check {
  readonly what: string;
  readonly state: State;
  readonly order: Partial<OrderRequest>;
  readonly code: keyof typeof REJECT_MESSAGES;
  readonly path: string;
  readonly says: string | null;
}
const check = (
  what: string,
  state: State,
  order: Partial<OrderRequest>,
  [code, path, says]: [Check['code'], string, string?],
) => ({
  ...{ what, state, order, code, path },
  says: says ?? null,
});

const CHECKS: readonly Check[] = [
  check('its client is halted', halted, {}, ['TRADING_HALTED', '']),
  check('its market is halted', settings({ status: 'HALTED' }), {}, ['INSTRUMENT_HALTED', 'instrument_id']),
  check('nobody here trades its instrument', settings({ status: 'RESTRICTED' }), {}, [
    'INSTRUMENT_RESTRICTED',
    'instrument_id',
  ]),
  check('its instrument is on the restricted list', restricted, {}, [
    'INSTRUMENT_RESTRICTED',
    'instrument_id',
    'we advise them',
  ]),
  check('nobody offers what it would take', unquoted, {}, ['MARKET_UNAVAILABLE', '']),
  check(
    'it is larger than one order may be',
    limited({ scope: 'ACCOUNT', clientId: 'client-1', account: 'A', maxOrderQuantityE8: 299n * DOLLAR }),
    { account: 'A' },
    ['QUANTITY_OVER_LIMIT', 'quantity', 'One order: asked 300, limit 299 units.'],
  ),
  check(
    'it is worth more than one order may be',
    limited({ scope: 'INSTRUMENT', instrumentId: 'AAPL', maxOrderNotionalE8: 9_949n * DOLLAR }),
    REST,
    ['NOTIONAL_OVER_LIMIT', 'quantity', 'One order: asked 9950, limit 9949 USD.'],
  ),
  check('it wants the midpoint of a locked market', locked, { orderType: 'MIDPOINT_PEG', timeInForce: 'IOC' }, [
    'MIDPOINT_UNAVAILABLE',
    '',
  ]),
  check('its limit is through the collar about the best offer', asIs, { ...REST, limitPrice: '105.02' }, [
    'PRICE_OUTSIDE_COLLAR',
    'limit_price',
    'The price, 500 basis points about the best offer of 100.01: asked 105.02, limit 105.01 USD.',
  ]),
  check('its limit is through the collar about the last sale', sold(980_000), { ...REST, limitPrice: '103' }, [
    'PRICE_OUTSIDE_COLLAR',
    'limit_price',
    'The price, 500 basis points about the last sale of 98: asked 103, limit 102.9 USD.',
  ]),
  check('the whole market is through the collar about the last sale', sold(950_000), {}, [
    'PRICE_OUTSIDE_COLLAR',
    '',
    'The price, 500 basis points about the last sale of 95: asked 100.01, limit 99.75 USD.',
  ]),
  check('it sells short without a locate', asIs, SHORT, ['SHORT_SALE_NEEDS_LOCATE', 'locate_id']),
  check(
    'its account is not one of its client',
    listed({ accounts: [{ client_id: 'client-1', account: 'A' }] }),
    { account: 'B' },
    ['ACCOUNT_NOT_AUTHORISED', 'account'],
  ),
  check('nobody knows its locate', located(), { ...SHORT, locateId: 'M' }, ['LOCATE_UNKNOWN', 'locate_id']),
  check('its locate has expired', located({ expires_at_us: 1 }), { ...SHORT, locateId: 'L' }, [
    'LOCATE_EXPIRED',
    'locate_id',
  ]),
  check(
    'too little is left of its locate',
    after(located(), { ...SHORT, locateId: 'L' }),
    { ...SHORT, locateId: 'L' },
    ['LOCATE_EXHAUSTED', 'locate_id', 'The locate: in use 100, asked 100, limit 150 units.'],
  ),
  check('its client sends too many', after(limited({ scope: 'CLIENT', maxOrdersPerSecond: 1 }), REST), REST, [
    'ORDER_RATE_OVER_LIMIT',
    '',
    'The client, within a second: in use 1, asked 1, limit 1 orders.',
  ]),
  check(
    'it is the same as another of a moment ago',
    after(limited({ scope: 'CLIENT', duplicateWindowMs: 500, duplicateMinNotionalE8: 0n }), REST),
    REST,
    ['DUPLICATE_ORDER_SUSPECTED', '', 'The same as order before of less than 500 ms ago.'],
  ),
  check(
    'its client would have entered too much',
    after(limited({ scope: 'CLIENT', maxGrossExposureE8: 19_000n * DOLLAR }), REST),
    REST,
    ['GROSS_EXPOSURE_OVER_LIMIT', 'quantity', 'The client, gross: in use 9950, asked 9950, limit 19000 US dollars.'],
  ),
  check(
    'the firm would be too far on one side',
    after(limited({ scope: 'FIRM', maxNetExposureE8: 19_000n * DOLLAR }), REST),
    REST,
    ['NET_EXPOSURE_OVER_LIMIT', 'quantity', 'The firm, net: in use 9950, asked 9950, limit 19000 US dollars.'],
  ),
  check('its client would owe too much', after(limited({ scope: 'CLIENT', creditE8: 19_000n * DOLLAR }), REST), REST, [
    'CREDIT_OVER_LIMIT',
    'quantity',
    'The client, credit: in use 9950, asked 9950, limit 19000 US dollars.',
  ]),
  check('its price is between two ticks (Rule 612)', asIs, { ...REST, limitPrice: '99.505' }, [
    'PRICE_OFF_TICK',
    'limit_price',
  ]),
];

describe('an order is refused where', () => {
  it.each(CHECKS)('$what', async ({ state, order, code, path, says }) => {
    const router = new OneOrder();
    await state(router);
    const { outcome } = await router.submit(order);
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'REJECTED', rejection: { code, path } } });
    const detail = !outcome.ok && outcome.error.kind === 'REJECTED' ? (outcome.error.detail ?? null) : null;
    expect(detail).toBe(says);
  });

  it('any check of the gate says so: there is a row here for each of its codes', () => {
    const codes = Object.keys(REJECT_MESSAGES);
    const ofGate = codes.slice(codes.indexOf('TRADING_HALTED'));
    expect(ofGate.filter((code) => !CHECKS.some((each) => each.code === code))).toEqual([]);
  });
});

describe('an order passes', () => {
  it.each<[string, State, Partial<OrderRequest>]>([
    ['exactly at the collar about the last sale', sold(980_000), { ...REST, limitPrice: '102.90' }],
    ['where the last sale is older than a minute', sold(950_000, 60_000_001), {}],
    ['where it sells into a market above the last sale', sold(950_000), { side: 'SELL' }],
  ])('%s', async (_, state, order) => {
    const router = new OneOrder();
    await state(router);
    expect((await router.submit(order)).outcome.ok).toBe(true);
  });
});
