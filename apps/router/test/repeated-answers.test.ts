import { createPool } from '@fairlead/db/pool';
import { DecisionRepository } from '@fairlead/db/repositories/decision-repository';
import { OrderRepository } from '@fairlead/db/repositories/order-repository';
import { openJournal } from '@fairlead/db/testing/open-journal';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { v7 as uuidV7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Running, startRouter } from '../src/router.ts';
import { FAKE_ENV, FakeOutside } from './fake-adapters.ts';

const ORDERS = '/api/v1/smart-routing/orders';
const ROUTE = '/api/v1/smart-routing/route';
const BROKER = '/api/v1/trading/intelligent/orders/smart';
const AAPL = { instrument_id: 'AAPL', side: 'BUY', quantity: 300, order_type: 'MARKET' };
const LIMIT = { ...AAPL, order_type: 'LIMIT', time_in_force: 'GTC', limit_price: 90 };
const STOP = { ...AAPL, order_type: 'STOP', stop_price: 120 };
const COLLARED = { ...LIMIT, limit_price: 1_000 };
const EURO = { instrument_id: 'EURUSD', side: 'BUY', quantity: 10_000, order_type: 'MARKET' };
const SMART = { symbol: 'AAPL', side: 'BUY', quantity: 300, orderType: 'MARKET' };

/** Every kind of answer to an order, by the address and the body that get it, with what is told of it. */
const KINDS = {
  'taken, resting': [ORDERS, LIMIT, 202],
  'taken, in brief': [`${ORDERS}?view=brief`, LIMIT, 202],
  'taken, filled': [ORDERS, AAPL, 202],
  'taken, canceled': [ORDERS, LIMIT, 202],
  'nothing to send': [ORDERS, { ...AAPL, constraints: { max_fee: 0 } }, 202],
  'only routed': [ROUTE, AAPL, 200],
  parked: [ORDERS, STOP, 202],
  'parked, canceled': [ORDERS, STOP, 202],
  'refused by its shape': [ORDERS, { ...LIMIT, limit_price: undefined }, 422],
  'refused by the size limit': [ORDERS, { ...AAPL, quantity: 90_000_000 }, 422],
  'refused by the collar': [ORDERS, COLLARED, 422],
  'refused without a locate': [ORDERS, { ...AAPL, side: 'SELL_SHORT' }, 422],
  'refused by a market without liquidity providers': [ORDERS, EURO, 422],
  'only routed, and not due': [ROUTE, STOP, 422],
  'canceled before it came': [ORDERS, AAPL, 422],
  'of a broker, taken': [BROKER, SMART, 200],
  'of a broker, parked': [BROKER, { ...SMART, orderType: 'STOP', stopPrice: 120 }, 200],
  'of a broker, refused by the collar': [
    BROKER,
    { ...SMART, orderType: 'LIMIT', timeInForce: 'GTC', limitPrice: 1_000 },
    422,
  ],
  'of a broker, refused by its market': [BROKER, { ...SMART, symbol: 'EURUSD', quantity: 10_000 }, 422],
} as const satisfies Record<string, readonly [address: string, body: object, status: number]>;
type Kind = keyof typeof KINDS;

/** An answer but for the id of its request, which no two requests share. */
interface Told {
  readonly status: number;
  readonly body: string;
  readonly isRepeat: boolean;
  /** Where in the journal it says that it is durable. */
  readonly position: string | null;
}

let db: Awaited<ReturnType<typeof testDatabase>>;
let pool: ReturnType<typeof createPool>;
let reborn: Running;
const first = new Map<Kind, Told>();

/** A router on fake venues and the real journal. */
async function startOn(outside: FakeOutside): Promise<Running> {
  outside.addKey('flk_client', 'client-1', ['route:write', 'orders:write', 'orders:read']);
  const stored = { orders: new OrderRepository(pool), decisions: new DecisionRepository(pool) };
  const openRealJournal: ReturnType<FakeOutside['adapters']>['openJournal'] = async (hearers) => ({
    ...(await outside.adapters().openJournal(hearers)),
    journal: await openJournal(db.url, { onCommitted: hearers.onCommitted }),
  });
  const adapters = outside.adapters({ ids: { next: () => uuidV7() }, openJournal: openRealJournal }, stored);
  const running = await startRouter(FAKE_ENV, adapters);
  await outside.time.passUntil(running.ready);
  return running;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

function ask({ address }: Running, method: string, path: string, body?: object): Promise<Response> {
  const headers = { 'x-api-key': 'flk_client', 'content-type': 'application/json', connection: 'close' };
  return fetch(`${address}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

function idOf(kind: Kind): string {
  return kind.replaceAll(/\W+/g, '-');
}

function kinds(): Kind[] {
  return Object.keys(KINDS).filter((kind): kind is Kind => kind in KINDS);
}

async function send(router: Running, kind: Kind): Promise<Told> {
  const [path, body] = KINDS[kind];
  const named = path === BROKER ? { orderId: idOf(kind), ...body } : { order_id: idOf(kind), ...body };
  const answer = await ask(router, 'POST', path, named);
  const text = await answer.text();
  return {
    status: answer.status,
    body: text.replace(/"trace_id":"[^"]*"/, '"trace_id":"its own"'),
    isRepeat: answer.headers.get('idempotent-replay') === 'true',
    position: answer.headers.get('journal-position'),
  };
}

/** The market is another one than before: what is decided anew is decided otherwise. */
function quoteAnew({ venues, time }: FakeOutside): void {
  for (const venueId of ['XNYS', 'ARCX', 'BATS'])
    venues?.says(venueId, {
      ...{ type: 'quote', instrument_id: 'AAPL', time_us: time.nowUs },
      ...{ bid: 1_005_000, bid_size: 1_000, ask: 1_005_100, ask_size: 1_000 },
    });
}

function fillAll({ sent, venues, time }: FakeOutside): void {
  for (const child of sent.splice(0)) {
    if (child.type !== 'new') continue;
    const { child_id, quantity, limit_price: price } = child;
    venues?.says(child.venueId, {
      ...{ type: 'fill', child_id, execution_id: `fill of ${child_id}`, quantity, price, liquidity_flag: 'TAKE' },
      ...{ filled_quantity: quantity, leaves_quantity: 0, time_us: time.nowUs },
    });
  }
}

/** What happens beside an order so that it gets the answer of its kind. */
async function sendIn(router: Running, outside: FakeOutside, kind: Kind): Promise<Told> {
  const path = `/api/v1/smart-routing/${idOf(kind)}`;
  if (kind === 'canceled before it came') {
    const before = outside.time.waitingCount;
    const cancel = ask(router, 'DELETE', path);
    while (outside.time.waitingCount === before) await turn();
    const told = await send(router, kind);
    await (await cancel).text();
    return told;
  }
  const told = await send(router, kind);
  if (kind.endsWith(', canceled') || kind.endsWith(', resting')) outside.sent.splice(0);
  fillAll(outside);
  if (kind.endsWith(', canceled')) expect((await ask(router, 'DELETE', path)).status).toBe(202);
  return told;
}

beforeAll(async () => {
  db = await testDatabase();
  pool = createPool(db.url, { max: 4, onError: () => {} });
  const outside = new FakeOutside();
  const router = await startOn(outside);
  outside.venues?.goesDown('LP1');
  for (const kind of kinds()) first.set(kind, await sendIn(router, outside, kind));
  await outside.time.passUntil(router.close());
  const later = new FakeOutside();
  later.time.nowUs = outside.time.nowUs + 60_000_000;
  reborn = await startOn(later);
  quoteAnew(later);
});
afterAll(async () => {
  await reborn.close();
  await pool.end();
  await db[Symbol.asyncDispose]();
});

it.each(kinds())('%s: answered the same, byte for byte, after a restart', async (kind) => {
  const before = first.get(kind);
  expect(before).toMatchObject({ status: KINDS[kind][2], isRepeat: false });
  expect(before?.position === null).toBe(kind === 'refused by its shape');
  // What is not an order yet is not kept: it is refused anew.
  expect(await send(reborn, kind)).toEqual({ ...before, isRepeat: kind !== 'refused by its shape' });
});

it('says why there was no liquidity provider, and which field is at fault, in the repeat too', async () => {
  expect(first.get('refused by a market without liquidity providers')?.body).toContain('No healthy LPs available');
  expect((await send(reborn, 'of a broker, refused by the collar')).body).toContain('"path":"limitPrice"');
});
