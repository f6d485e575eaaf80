import type { OrderRow } from '@fairlead/db/order-rows';
import { createPool } from '@fairlead/db/pool';
import { viewedRepositories } from '@fairlead/db/repositories/viewed-repositories';
import { decisionRow, type OrderChanges, orderRow } from '@fairlead/db/testing/order-rows';
import { storeRows } from '@fairlead/db/testing/stored-rows';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { v7 as uuidV7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReadableTables } from '../src/intake/readable-tables.ts';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const MINE = { client_id: 'client-1' };
const START_US = Date.UTC(2026, 10, 20, 15) * 1_000;
const CLIENT = { 'x-api-key': 'flk_read' };
const FIRM = { authorization: 'Bearer token-of-auditor' };

let db: Awaited<ReturnType<typeof testDatabase>>;
let pool: ReturnType<typeof createPool>;
let app: Awaited<ReturnType<typeof benchApi>>;
/** How far the readable tables are, of a journal that ends at 100. */
let told = 100;
let stored = 0;

beforeAll(async () => {
  db = await testDatabase();
  pool = createPool(db.url, { max: 2, onError: () => {} });
  const projections = {
    position: async () => ({ position: told, atUs: 0 }),
    untilPosition: async (position: number) => position <= told,
  };
  const tables = new ReadableTables({ projections, journalEnd: () => 100 });
  app = await benchApi(new BenchRouter(), {
    decisions: [],
    viewed: (whose) => viewedRepositories(pool, whose),
    tables,
  });
});
afterAll(async () => {
  await app.close();
  await pool.end();
  await db[Symbol.asyncDispose]();
});

/** Stores orders a millisecond apart, the first the oldest, after those that are there. */
async function store(...changes: OrderChanges[]): Promise<OrderRow[]> {
  const orders = changes.map((change) => {
    const atUs = START_US + ++stored * 1_000;
    return orderRow({ ...MINE, id: uuidV7({ msecs: atUs / 1_000 }), created_at_us: atUs, ...change });
  });
  await storeRows(db.url, { orders });
  return orders;
}

const list = (query: string, headers: Record<string, string> = CLIENT) =>
  app.inject({ method: 'GET', url: `/api/v1/smart-routing/orders${query}`, headers });
const idsOf = (answer: { json: () => { orders: { order_id: string }[] } }) =>
  answer.json().orders.map(({ order_id }) => order_id);

describe('the pages of a list', () => {
  it('have each of 250 orders once, the newest first, while others arrive and orders of another client lie between', async () => {
    const names = Array.from({ length: 250 }, (_, index) => `page-${index}`);
    await store(...names.flatMap((order_id) => [{ order_id }, { client_id: 'client-2', order_id: `not-${order_id}` }]));
    const seen: string[] = [];
    let [query, pages] = ['?limit=20', 0];
    for (;;) {
      const page = await list(query);
      seen.push(...idsOf(page));
      pages += 1;
      await store({ order_id: `late-${pages}` });
      const { next_cursor } = page.json();
      if (next_cursor === null) break;
      query = `?limit=20&cursor=${next_cursor}`;
    }
    expect(pages).toBe(13);
    expect(seen).toEqual(names.reverse());
    expect(idsOf(await list('?limit=1'))).toEqual([`late-${pages}`]);
  });
});

describe('the list of orders', () => {
  beforeAll(async () => {
    await pool.query('delete from orders');
    const [filled, sold] = await store(
      { order_id: 'filled', state: 'FILLED', filled_quantity: '300', notional: '57000', total_fees: '-0.3' },
      { order_id: 'sold', side: 'SELL', instrument_id: 'MSFT', state: 'WORKING' },
      { order_id: 'resting', state: 'WORKING', limit_price: '180.5' },
      { client_id: 'client-2', order_id: 'theirs', state: 'WORKING' },
    );
    const sentTo = (order: OrderRow | undefined, ...venue_ids: string[]) => ({
      ...decisionRow(orderRow(order)),
      venue_ids,
    });
    await storeRows(db.url, { decisions: [sentTo(filled, 'XNAS', 'ARCX'), sentTo(sold, 'ARCX')] });
  });

  it('tells of each what it is and how it stands', async () => {
    const [resting, , filled] = (await list('')).json().orders;
    expect(filled).toMatchObject({ order_id: 'filled', quantity: 300, average_price: 190, total_fees: '-0.3' });
    expect(resting).toMatchObject({
      ...{ order_id: 'resting', client_id: 'client-1', instrument_id: 'AAPL', side: 'BUY', order_type: 'LIMIT' },
      ...{ state: 'WORKING', limit_price: 180.5, filled_quantity: 0, average_price: null, position: 1 },
    });
    expect(resting.created_at).toMatch(/^2026-11-20T15:00:0\d\.\d+Z$/);
  });

  it('has none of another client, whatever is asked for', async () => {
    expect(idsOf(await list(''))).toEqual(['resting', 'sold', 'filled']);
    expect(idsOf(await list('?user_id=client-1'))).toEqual(['resting', 'sold', 'filled']);
    expect(idsOf(await list('?order_id=theirs'))).toEqual([]);
    expect((await list('?user_id=client-2')).json()).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  it("has everybody's, or one client's, for the firm's people", async () => {
    expect(idsOf(await list('', FIRM))).toEqual(['theirs', 'resting', 'sold', 'filled']);
    expect(idsOf(await list('?user_id=client-2', FIRM))).toEqual(['theirs']);
  });

  it.each([
    ['instrument_id=MSFT', ['sold']],
    ['side=sell', ['sold']],
    ['venue_id=XNAS', ['filled']],
    ['venue_id=ARCX&side=SELL', ['sold']],
    ['venue_id=XNYS', []],
    ['state=WORKING', ['resting', 'sold']],
    ['state=FILLED,REJECTED', ['filled']],
    ['state=FILLED&state=WORKING&side=BUY', ['resting', 'filled']],
    ['from=2026-11-20T15:00:00Z&to=2026-11-21T00:00:00Z', ['resting', 'sold', 'filled']],
    ['to=2026-11-20T15:00:00Z', []],
  ])('is of those that match %s', async (query, ids) => {
    expect(idsOf(await list(`?${query}`))).toEqual(ids);
  });

  it.each([
    ['state=OPEN', 'state.0'],
    ['state=', 'state.0'],
    ['side=LONG', 'side'],
    ['from=yesterday', 'from'],
    ['from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z', 'to'],
    ['limit=0', 'limit'],
    ['limit=501', 'limit'],
    ['limit=', 'limit'],
    ['cursor=next', 'cursor'],
    [`cursor=${Buffer.from(`1~${'-'.repeat(36)}`).toString('base64url')}`, 'cursor'],
    ['min_position=-1', 'min_position'],
    ['min_position=0x10', 'min_position'],
    ['min_position=', 'min_position'],
    ['min_position=1.5', 'min_position'],
    ['min_position=1&min_position=2', 'min_position'],
    ['min_position=9007199254740993', 'min_position'],
    ['open_only=true', 'open_only'],
  ])('refuses %s by its field', async (query, path) => {
    const answer = (await list(`?${query}`)).json();
    expect([answer.status, answer.code, answer.errors[0].path]).toEqual([400, 'INVALID_REQUEST', path]);
  });
});

describe.each(['/orders', '/decisions', '/stats', '/performance'])('min_position of %s', (path) => {
  const ask = (query: string) =>
    app.inject({ method: 'GET', url: `/api/v1/smart-routing${path}${query}`, headers: CLIENT });

  it('is 503 with a code and when to come back, where the tables do not tell it in time', async () => {
    told = 99;
    const answer = await ask('?min_position=100');
    expect(answer.json()).toMatchObject({ status: 503, code: 'PROJECTION_LATE' });
    expect(answer.headers['retry-after']).toBe('1');
    told = 100;
  });

  it('that was never given is the fault of who asks, and not waited for', async () => {
    const answer = (await ask('?min_position=101')).json();
    expect([answer.status, answer.errors]).toMatchObject([400, [{ path: 'min_position', code: 'TOO_BIG' }]]);
    expect(answer.errors[0].message).toContain('100');
  });
});

it('a router that another may have taken over from waits for a position that it does not know', async () => {
  const asked: number[] = [];
  const projections = {
    position: async () => ({ position: 7, atUs: 0 }),
    untilPosition: async (position: number) => asked.push(position) > 0,
  };
  const tables = new ReadableTables({ projections, journalEnd: () => null });
  expect([await tables.lacking(7), asked]).toEqual([null, [7]]);
});

it('figures wait for all that is durable, and say how far they tell the journal where that does not come', async () => {
  const asked: number[] = [];
  const projections = {
    position: async () => ({ position: 7, atUs: 0 }),
    untilPosition: async (position: number) => asked.push(position) < 0,
  };
  const tables = new ReadableTables({ projections, journalEnd: () => 9 });
  expect([await tables.forFigures(undefined), asked]).toEqual([{ ok: true, value: 7 }, [9]]);
  expect(await tables.forFigures(8)).toEqual({ ok: false, error: ['PROJECTION_LATE'] });
});
