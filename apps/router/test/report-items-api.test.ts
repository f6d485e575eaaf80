import { query } from '@fairlead/db/testing/query';
import { runningReport } from '@fairlead/db/testing/report-run';
import { storeReported } from '@fairlead/db/testing/reported-orders';
import { expect, it } from 'vitest';
import { reportBench } from './report-bench.ts';

const Q3 = { from: '2026-07-01', to: '2026-10-01', simulated: false, clientId: null };
const JULY = '2026-07-06T14:00:00Z';
const CELL = 'kind=ROUTE&month=2026-07&section=OTHER';
/** Three held orders that went to two venues each, one of them directed, and one that was not held. */
const ORDERS = [{}, {}, { directed_venue: 'XNAS' }, { held: false }];

async function filled() {
  const bench = await reportBench();
  await query(bench.url, "select ensure_projection_partitions('2026-05-15Z', 6)");
  const sent = (venueId: string, fee: string) => ({
    ...{ venueId, sentAt: JULY },
    fills: [{ at: JULY, quantity: '100', fee }],
  });
  for (const order of ORDERS)
    await storeReported(bench.url, { receivedAt: JULY, order, parts: [sent('XNAS', '0.3'), sent('ARCX', '-0.2')] });
  const id = await runningReport(bench.pool, Q3);
  await bench.reports.items.fill(id, Q3, () => undefined);
  return { bench, id, page: async (query: string) => (await bench.get(`/${id}/items?${query}`)).json() };
}

it('tells which rows a cell is made of, exactly, and what each did there', async () => {
  const { bench, page } = await filled();
  await using _ = bench;
  const { items, next_after } = await page(
    `${CELL}&held=true&directed=false&venue_id=XNAS&order_type=MARKETABLE_LIMIT`,
  );
  const row = {
    venue_id: 'XNAS',
    held: true,
    directed: false,
    symbol: 'AAPL',
    routed: true,
    source_table: 'child_orders',
  };
  const amounts = { shares: '100', fees: '0.3', rebates: '0', pfof: '0', profit_sharing: '0' };
  expect([items, next_after]).toMatchObject([Array(2).fill({ ...row, ...amounts }), null]);
  const lengthOf = async (query: string) => (await page(query)).items.length;
  expect(await lengthOf(`${CELL}&held=true&directed=true`)).toBe(2);
  expect(await lengthOf(CELL)).toBe(8);
  expect(await lengthOf('kind=ROUTE&month=2026-07')).toBe(8);
  expect(await lengthOf('kind=ROUTE&month=2026-07&services=PRV')).toBe(0);
  expect(await lengthOf('kind=ROUTE&month=2026-07&part=FAR')).toBe(0);
  expect(await lengthOf('kind=ORDER&month=2026-07&section=OTHER&directed=false')).toBe(3);
  expect(await lengthOf('kind=ORDER&month=2026-08&section=OTHER')).toBe(0);
});

it('goes through a cell page by page: every row once', async () => {
  const { bench, page } = await filled();
  await using _ = bench;
  const whole: { source_id: string }[] = (await page(CELL)).items;
  const read: { source_id: string }[] = [];
  let after = '';
  do {
    const { items, next_after } = await page(`${CELL}&limit=3${after}`);
    read.push(...items);
    after = next_after === null ? '' : `&after=${next_after}`;
  } while (after !== '');
  expect(read).toEqual(whole);
});

it('gives all rows of a cell as one file, the same as page by page', async () => {
  const { bench, id, page } = await filled();
  await using _ = bench;
  const { headers, body } = await bench.get(`/${id}/items/csv?${CELL}&held=true&venue_id=XNAS`);
  expect(headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="RULE_606_A1_2026-07_OTHER_ROUTE_XNAS.csv"',
  });
  const [head, ...lines] = body.trimEnd().split('\r\n');
  expect(head).toBe(
    'order_pk,source_table,source_id,symbol,held,directed,order_type,venue_id,routed_in_month,shares,shares_of_part,fees_usd,rebates_usd,payment_for_order_flow_usd,profit_sharing_usd',
  );
  const { items } = await page(`${CELL}&held=true&venue_id=XNAS`);
  const told = items.map(
    (row: Record<string, unknown>) =>
      `${row.order_pk},child_orders,${row.source_id},AAPL,Y,${row.directed === true ? 'Y' : 'N'},MARKETABLE_LIMIT,XNAS,Y,100,,0.3,0,0,0`,
  );
  expect(told).toHaveLength(3);
  expect(lines).toEqual(told);
  expect((await bench.get(`/${id}/items/csv?${CELL}&limit=3`)).statusCode).toBe(400);
  expect((await bench.get(`/no-run/items/csv?${CELL}`)).statusCode).toBe(404);
  expect((await bench.get(`/${id}/items/csv?${CELL}`, 'flk_reporter_of_client')).statusCode).toBe(403);
});

it('refuses what is no cell, no page, no report or nobody of the firm', async () => {
  const { bench, id } = await filled();
  await using _ = bench;
  const fault = async (query: string) => {
    const { statusCode, body } = await bench.get(`/${id}/items?${query}`);
    return [statusCode, JSON.parse(body).errors[0]?.path];
  };
  expect(await fault('kind=ROUTE&month=2026-13&section=OTHER')).toEqual([400, 'month']);
  expect(await fault('kind=ROUTE&month=2026-07&section=BONDS')).toEqual([400, 'section']);
  expect(await fault(`${CELL}&held=maybe`)).toEqual([400, 'held']);
  expect(await fault(`${CELL}&part=INSIDE`)).toEqual([400, 'part']);
  expect(await fault(`${CELL}&after=bm9uZQ`)).toEqual([400, 'after']);
  const none = await bench.get(`/01900000-0000-7000-8000-000000000000/items?${CELL}`);
  expect(none.statusCode).toBe(404);
  expect((await bench.get(`/no-run/items?${CELL}`)).statusCode).toBe(404);
  expect((await bench.get(`/${id}/items?${CELL}`, 'flk_reporter_of_client')).statusCode).toBe(403);
});
