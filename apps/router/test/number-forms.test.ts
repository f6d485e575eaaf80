import { beforeEach, describe, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { rowsBy } from './journaled.ts';

const BASE = '/api/v1/smart-routing';
const BROKER = '/api/v1/trading/intelligent';
/** One hundred, as languages write it. */
const HUNDREDS = ['100', '100.0', '"100"', '"100.00"', '1e2', '1E+2', '"1e2"', '1000e-1'];

let router: BenchRouter;
let app: Awaited<ReturnType<typeof benchApi>>;

beforeEach(async () => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 500]);
  app = await benchApi(router, { decisions: [], statistics: { venues: async () => [], performance: async () => [] } });
});

const send = (method: 'POST' | 'GET', url: string, payload?: string, key = 'flk_all') =>
  app.inject({
    method,
    url,
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    ...(payload === undefined ? {} : { payload }),
  });
let id = 0;
const order = (fields: string) =>
  `{"order_id":"n-${++id}","instrument_id":"AAPL","side":"BUY","order_type":"MARKET"${fields}}`;
const brokerOrder = (fields: string) =>
  `{"orderId":"b-${++id}","symbol":"AAPL","side":"BUY","orderType":"MARKET"${fields}}`;

describe('every numeric field of an order is read by its value', () => {
  const fields = [
    ...HUNDREDS.map((form) => `"quantity":${form}`),
    ...['100.10', '"100.1"', '1.001e2', '10010E-2'].map(
      (form) => `"quantity":100,"order_type":"LIMIT","limit_price":${form}`,
    ),
    ...['1.0', '0.50', '0.0', '-0', '5e-1', '"0.5"', '1e0'].map((form) => `"quantity":100,"urgency":${form}`),
    ...['3.0', '"3"', '3e0'].map((form) => `"quantity":100,"max_venue_split":${form}`),
    ...[
      '"max_fee":3e-3',
      '"max_fee":0.0030',
      '"min_fill_rate":0.90',
      '"min_fill_rate":"0.5"',
      '"max_latency_ms":50.0',
      '"max_impact_bps":5.0',
    ].map((form) => `"quantity":100,"constraints":{${form}}`),
    '"quantity":100,"routing_mode":"MANUAL","manual_allocations":[{"venue_id":"XNYS","quantity":1.0e2}]',
  ];
  const inWordsOf = (text: string) =>
    text
      .replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
      .replace('venueId', 'brokerId')
      .replace('constraints', 'constraints');

  it.each(fields)('%s', async (text) => {
    const withoutType = (body: string) =>
      text.includes('order_type') ? body.replace('"order_type":"MARKET",', '') : body;
    for (const path of ['/route', '/orders', '/analyze', '/split']) {
      const answer = await send('POST', `${BASE}${path}`, withoutType(order(`,${text}`)));
      expect([answer.statusCode, answer.json().code], path).toEqual([path === '/orders' ? 202 : 200, undefined]);
    }
    for (const path of ['/orders/smart', '/orders/analyze']) {
      const body = brokerOrder(`,${inWordsOf(text)}`);
      const answer = await send(
        'POST',
        `${BROKER}${path}`,
        text.includes('order_type') ? body.replace('"orderType":"MARKET",', '') : body,
      );
      expect([answer.statusCode, answer.json().code], path).toEqual([200, undefined]);
    }
  });

  it('to the last digit', async () => {
    const coins =
      '{"order_id":"c","instrument_id":"BTC/USD","side":"BUY","order_type":"LIMIT","limit_price":50000,"quantity":5e-05}';
    await send('POST', `${BASE}/orders`, coins);
    const stored = rowsBy(router).map((each) => each.order);
    expect(stored).toMatchObject([{ quantity: '0.00005', limit_price: '50000' }]);
  });
});

it.each([
  ['quantity', '0.30000000000000004', 'QUANTITY_TOO_PRECISE'],
  ['quantity', '9007199254740993', 'QUANTITY_TOO_PRECISE'],
  ['quantity', '300.0000000000000001', 'QUANTITY_TOO_PRECISE'],
  ['quantity', '1e12', 'QUANTITY_TOO_LARGE'],
  ['quantity', '999999999999999', 'QUANTITY_TOO_LARGE'],
  ['quantity', '1e999999999', 'QUANTITY_INVALID'],
  ['quantity', '1e-999999999', 'QUANTITY_INVALID'],
  ['quantity', '-0', 'QUANTITY_NOT_POSITIVE'],
  ['urgency', '0.1000000000000000055', 'INVALID_REQUEST'],
  ['urgency', '1e400', 'INVALID_REQUEST'],
  ['max_venue_split', '2.5', 'INVALID_REQUEST'],
  ['max_venue_split', '9007199254740993', 'INVALID_REQUEST'],
])('%s %s is refused as %s', async (field, form, code) => {
  const answer = await send(
    'POST',
    `${BASE}/orders`,
    order(`,"quantity":100,"${field}":${form}`).replace(field === 'quantity' ? '"quantity":100,' : '!', ''),
  );
  expect(answer.json()).toMatchObject({ code, errors: [{ path: field }] });
  expect(router.log).toEqual([]);
});

it.each([`1e${'9'.repeat(200_000)}`, `0.${'0'.repeat(200_000)}1`, `1${'0'.repeat(200_000)}`, `${'9'.repeat(200_000)}`])(
  'a number of 200,000 characters costs nothing',
  async (digits) => {
    const begun = performance.now();
    const answer = await send('POST', `${BASE}/orders`, order(`,"quantity":${digits}`));
    expect([answer.statusCode, answer.json().errors[0].path]).toEqual([400, 'quantity']);
    expect(performance.now() - begun).toBeLessThan(1_000);
  },
);

it('a text is no number written as one, and a number no text', async () => {
  for (const form of ['1e2', '9007199254740993', '1.10']) {
    const answer = await send('POST', `${BASE}/orders`, order(`,"quantity":100,"tag":${form}`));
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ path: 'tag' }] });
  }
});

describe('queries', () => {
  it.each(['30', '30.0', '3e1', '030'])('days=%s is 30', async (days) => {
    const answer = await send('GET', `${BROKER}/analytics/execution?days=${days}`);
    expect([answer.statusCode, answer.json().days]).toEqual([200, 30]);
  });

  it.each(HUNDREDS.map((form) => form.replaceAll('"', '')))('a ranking for %s shares', async (form) => {
    const quantity = encodeURIComponent(form);
    const ranked = (
      await send('GET', `${BASE}/venues/rankings?instrument_id=AAPL&side=BUY&quantity=${quantity}`)
    ).json();
    expect(ranked[0]).toMatchObject({ rank: 1, venue_id: 'XNYS', quantity: 100 });
  });

  it.each([
    '/analytics/execution?days=0',
    '/analytics/execution?days=367',
    '/analytics/execution?days=30.5',
    '/analytics/execution?days=1e999999999',
    '/analytics/execution?days=1&days=2',
    '/analytics/execution?day=1',
  ])('%s is refused by its field', async (path) => {
    const answer = await send('GET', `${BROKER}${path}`);
    expect(answer.json()).toMatchObject({
      status: 400,
      code: 'INVALID_REQUEST',
      errors: [{ path: expect.stringMatching(/^days?$/) }],
    });
  });

  it.each([
    'from=0000-01-01T00:00:00Z',
    'to=1969-12-31T00:00:00Z',
    'from=%2B099999-01-01T00:00:00Z',
    'from=99999-01-01T00:00:00Z',
    'from=9999-01-01T00:00:00Z',
    'from=1970-01-01T00:00:00Z',
    'from=2199-01-01T00:00:00Z',
    'to=1e12',
  ])('a period with %s is refused by its end', async (query) => {
    for (const path of ['stats', 'performance']) {
      const answer = await send('GET', `${BASE}/${path}?${query}`);
      expect(answer.json(), path).toMatchObject({ status: 400, errors: [{ path: query.split('=')[0] }] });
    }
  });
});

describe('the same order again', () => {
  it.each(HUNDREDS)('with %s for 100 gets the first answer', async (form) => {
    const body = (quantity: string) =>
      `{"order_id":"same","instrument_id":"AAPL","side":"BUY","order_type":"MARKET","quantity":${quantity}}`;
    const first = await send('POST', `${BASE}/orders`, body('100'));
    const again = await send('POST', `${BASE}/orders`, body(form));
    expect([again.statusCode, again.headers['idempotent-replay'], again.json()]).toEqual([202, 'true', first.json()]);
  });

  it.each([
    ['its aliases and cases', '"side":"buy","order_type":"Market","quantity":100'],
    [
      'what is absent as null',
      '"side":"BUY","order_type":"MARKET","quantity":100,"limit_price":null,"tag":null,"urgency":null,"constraints":null,"routing_objective":null,"venue_preferences":null,"manual_allocations":null',
    ],
    [
      'the defaults written out',
      '"side":"BUY","order_type":"MARKET","quantity":100,"time_in_force":"DAY","held":true,"capacity":"AGENCY","exclude_venues":[]',
    ],
    [
      'constraints that bound nothing',
      '"side":"BUY","order_type":"MARKET","quantity":100,"constraints":{"max_fee":null}',
    ],
    ['its fields in another order', '"quantity":100,"order_type":"MARKET","side":"BUY"'],
  ])('with %s gets the first answer', async (_, fields) => {
    const body = (text: string) => `{"order_id":"same","instrument_id":"AAPL",${text}}`;
    await send('POST', `${BASE}/orders`, body('"side":"BUY","order_type":"MARKET","quantity":100'));
    expect((await send('POST', `${BASE}/orders`, body(fields))).headers['idempotent-replay']).toBe('true');
  });

  it('ten at once, each in another form, is one order', async () => {
    const forms = [...HUNDREDS, '1.00e2', '0.1e3'];
    const sent = forms.map((form) =>
      send(
        'POST',
        `${BASE}/orders`,
        `{"order_id":"ten","instrument_id":"AAPL","side":"BUY","order_type":"MARKET","quantity":${form}}`,
      ),
    );
    const answers = await Promise.all(sent);
    expect(new Set(answers.map((answer) => answer.json().decision_id)).size).toBe(1);
    expect(rowsBy(router)).toHaveLength(1);
  });

  it('with a wish that it did not say before is another: rules may say what an order does not', async () => {
    const body = (more: string) =>
      `{"order_id":"wish","instrument_id":"AAPL","side":"BUY","order_type":"MARKET","quantity":100${more}}`;
    await send('POST', `${BASE}/orders`, body(''));
    const again = await send('POST', `${BASE}/orders`, body(',"routing_objective":"BEST_PRICE"'));
    expect(again.json()).toMatchObject({ status: 409, code: 'ORDER_CONFLICT' });
  });
});
