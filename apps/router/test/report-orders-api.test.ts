import { CoveredOrdersRepository } from '@fairlead/db/rule605/covered-orders-repository';
import { NOVEMBER } from '@fairlead/db/testing/covered-runs';
import { storeMarket } from '@fairlead/db/testing/market-rows';
import { query } from '@fairlead/db/testing/query';
import { storeReported } from '@fairlead/db/testing/reported-orders';
import { expect, it } from 'vitest';
import { reportBench } from './report-bench.ts';

const OPENS = '2026-09-08T13:30:00.000Z';
const RECEIVED = '2026-09-08T15:00:00.000Z';
const FIRM = { effective_from: '2026-01-01', bd: 'A Broker', crd: '79', participant: 'T', entity: 'ABRO' };
const reason = 'the month is over';
type Bench = Awaited<ReturnType<typeof reportBench>>;

/** A report of September over three market orders of AAPL and one that is not held; gives its run and the keys of the orders. */
async function september(bench: Bench) {
  await query(bench.url, "select ensure_projection_partitions('2026-08-15Z', 3)");
  const steps = [{ at: OPENS, bid: 190, ask: 190.1 }];
  await storeMarket(bench.url, { instrumentId: 'AAPL', from: OPENS, until: '2026-09-08T20:00:00.000Z', steps });
  const order = {
    quantity: '100',
    order_type: 'MARKET',
    limit_price: null,
    nbbo_bid: '190',
    nbbo_ask: '190.1',
  } as const;
  const keys: string[] = [];
  for (const held of [true, true, true, false]) {
    keys.push(await storeReported(bench.url, { receivedAt: RECEIVED, order: { ...order, held } }));
  }
  await bench.say('/firm', { ...FIRM, reason });
  // Orders of September are followed for a week more.
  bench.router.nowUs += 4 * 86_400_000_000;
  const { id } = (await bench.say('', { kind: 'RULE_605', year: 2026, month: 9, reason })).body;
  await bench.reports.runs.begin(id, bench.router.nowUs);
  const scope = { ...NOVEMBER, month: '2026-09' };
  await new CoveredOrdersRepository(bench.pool).fill(id, scope, () => undefined);
  return { id, keys };
}

const DETAIL = 'cell=DETAIL&symbol=AAPL&lot=ROUND&size=10000&type=MXXNN';

it('tells which orders a row of either report is made of, page by page, and which are left out', async () => {
  await using bench = await reportBench();
  const { id, keys } = await september(bench);
  const covered = keys.slice(0, 3).sort();
  const pageOf = async (search: string) => (await bench.get(`/${id}/orders?${search}`)).json();
  const first = await pageOf(`${DETAIL}&limit=2`);
  const second = await pageOf(`${DETAIL}&limit=2&after=${encodeURIComponent(first.next_after)}`);
  expect([...first.orders, ...second.orders].map(({ order_pk }) => order_pk)).toEqual(covered);
  expect(second.next_after).toBeNull();
  expect(first.orders[0]).toEqual({
    ...{ source_table: 'orders', order_pk: covered[0], symbol: 'AAPL', sp500: false, left_out: null },
    ...{ terms: 1, lot: 'ROUND', size: 10_000, type: 'MXXNN', started_at: '2026-09-08T15:00:00.000000Z' },
    ...{ quantity: '100', executed: '0' },
  });
  const summary = await pageOf('cell=SUMMARY&sp500=N&type=M&size=199999');
  expect(summary.orders.map(({ order_pk }: { order_pk: string }) => order_pk)).toEqual(covered);
  expect((await pageOf('cell=SUMMARY&sp500=Y&type=M&size=199999')).orders).toEqual([]);
  expect((await pageOf('cell=LEFT_OUT&reason=NOT_HELD')).orders).toMatchObject([
    { order_pk: keys[3], left_out: 'NOT_HELD', lot: null, size: null, type: null, started_at: null },
  ]);
});

it('gives all orders of a cell as one file', async () => {
  await using bench = await reportBench();
  const { id, keys } = await september(bench);
  const { headers, body } = await bench.get(`/${id}/orders/csv?${DETAIL}`);
  expect(headers['content-disposition']).toBe(
    'attachment; filename="RULE_605_2026-09_DETAIL_AAPL_ROUND_10000_MXXNN.csv"',
  );
  const [head, ...lines] = body.trimEnd().split('\r\n');
  expect(head).toBe(
    'order_pk,source_table,terms,symbol,sp500,left_out,lot,order_type,order_size_usd,started_at,quantity,executed',
  );
  const covered = keys.slice(0, 3).sort();
  expect(lines).toEqual(covered.map((key) => `${key},orders,1,AAPL,N,,ROUND,MXXNN,10000,${RECEIVED},100,0`));
  const out = (await bench.get(`/${id}/orders/csv?cell=LEFT_OUT&reason=NOT_HELD`)).body.split('\r\n')[1];
  expect(out).toBe(`${keys[3]},orders,1,AAPL,N,NOT_HELD,,,,,100,0`);
  expect((await bench.get(`/${id}/orders/csv?cell=LEFT_OUT`)).statusCode).toBe(400);
  expect((await bench.get(`/none/orders/csv?${DETAIL}`)).statusCode).toBe(404);
});

it('refuses a cell that no report has, and answers nothing of a report that has no such orders', async () => {
  await using bench = await reportBench();
  const { id } = await september(bench);
  for (const search of [
    'cell=DETAIL&symbol=AAPL',
    `${DETAIL}0`,
    'cell=SUMMARY&sp500=Y&type=ML&size=7',
    'cell=LEFT_OUT',
    'cell=ROW',
  ]) {
    const answer = await bench.get(`/${id}/orders?${search}`);
    expect([answer.statusCode, answer.json().code], search).toEqual([400, 'INVALID_REQUEST']);
  }
  const other = (await bench.say('', { kind: 'RULE_606_A1', year: 2026, quarter: 3, reason })).body.id;
  for (const run of [other, 'none']) expect((await bench.get(`/${run}/orders?${DETAIL}`)).statusCode).toBe(404);
  expect((await bench.get(`/${id}/orders?${DETAIL}`, 'flk_reporter_of_client')).statusCode).toBe(403);
});
