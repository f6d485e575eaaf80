import { v7 as uuidV7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { at, coveredRuns, OPENS } from '../testing/covered-runs.ts';
import { orderRow } from '../testing/order-rows.ts';
import { query } from '../testing/query.ts';
import { storeRows } from '../testing/stored-rows.ts';

describe('an imported order', () => {
  /** Stores rows as an import leaves them, in the order of their tables; what is not said is what any import has. */
  async function imported(
    url: string,
    orders: readonly Record<string, unknown>[],
    executions: readonly Record<string, unknown>[],
  ) {
    const batch = uuidV7();
    const insert = (table: string, row: object) =>
      query(url, `insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`, [JSON.stringify(row)]);
    await insert('imported_batches', {
      ...{
        id: batch,
        client_id: 'IMPORT',
        format: 'CSV',
        content_hash: 'a'.repeat(64),
        state: 'COMPLETE',
        files: [],
        progress: {},
      },
      ...{ orders: 0, routes: 0, executions: 0, error_count: 0, errors: [], requested_by: 'a test' },
      ...{ created_at: OPENS, updated_at: OPENS, completed_at: OPENS },
    });
    const of = { batch_id: batch, line: 1 };
    for (const order of orders) {
      const id = uuidV7();
      const market = { nbbo_bid: 10, nbbo_ask: 10.04, nbbo_bid_size: 500, nbbo_ask_size: 50 };
      await insert('imported_orders', {
        ...{
          ...of,
          id,
          client_id: 'IMPORT',
          order_id: id,
          symbol: 'ZZZ',
          security_class: 'NMS_STOCK',
          side: 'BUY',
          quantity: 100,
        },
        ...{ order_type: 'LIMIT', limit_price: 10.04, time_in_force: 'DAY', handling: 'HELD', received_at: at(10) },
        ...{ classification: 'OTHER', ioi_venues: [], canceled_quantity: 0, ...market, ...order },
      });
      const route = { ...of, id: uuidV7(), order_pk: id };
      await insert('imported_routes', {
        ...{
          ...route,
          route_id: route.id,
          venue: 'Wholesaler',
          quantity: 100,
          ioc: false,
          further_routable: false,
          sent_at: at(10),
        },
      });
      for (const execution of executions) {
        const executed = uuidV7();
        await insert('imported_executions', {
          ...{
            ...of,
            id: executed,
            order_pk: id,
            route_pk: route.id,
            execution_id: executed,
            quantity: 30,
            price: 10.03,
          },
          ...{ executed_at: at(12), as_principal: false, fee_usd: 0, rebate_usd: 0 },
          ...{ payment_for_order_flow_usd: 0, profit_sharing_usd: 0, mid_1s: 10.01, ...execution },
        });
      }
    }
  }

  it('is measured by what its firm says of the market, and by nothing else', async () => {
    await using set = await coveredRuns();
    const prints = { printed_quantity: 900, printed_on_exchanges_quantity: 700 };
    const order = { best_ask: 10.035, limit_price: 10.03, round_lot: 200, canceled_quantity: 40, ...prints };
    await imported(set.url, [order], [{}, { as_principal: true, executed_at: at(13), price: 10.035 }]);
    const { rows, run } = await set.fill();
    expect(await set.linesOf(run)).toEqual(['LNYNN 100 ODD 1000 +10']);
    const { figures = {} } = rows[0] ?? {};
    expect(figures).toMatchObject({
      ...{ CvrdOrderSize: '1003', CvrdOrderExctdQty: '30', CvrdOrderExctdAwayQty: '30', CvrdOrderCnclQty: '40' },
      // 2 x (10.0325 - 10.01); at the offer of 10.04 better by 0.0075, and against the odd lots of 10.035 by 0.005 of half.
      ...{ AvgRealSprd1sec: '0.045', ExctdPIOrdersQty: '60', ExctdPIOrdWghtdAvgAmtPerShare: '0.0075' },
      ...{ ExctdPIOrderRltvBestPrQty: '30', ExctdPIOrderRltvBestPrWghtdAvg: '0.005', ExctdOrderAtBestPrQty: '30' },
      ...{ ExctdOrderSizeBnchmrkQty: '50', ExctdSIOutsizedQty: '10' },
      ...{ RegExctdOrderQty: '900', RegExctdOrderOnXchngQty: '700', FilledOrderWghtdAvgTime: '2500' },
    });
    expect(figures).not.toHaveProperty('AvgRealSprd5min');
  });

  it('has no figure against the best displayed price where its firm does not say what was displayed', async () => {
    await using set = await coveredRuns();
    const against = async () => {
      const { rows, filled } = await set.fill();
      const unknown = filled.report.sums().map(({ sums }) => sums.of('bestDisplayedUnknown'));
      const named = rows.map(({ figures }) => figures.ExctdPIOrderRltvBestPrQty ?? null);
      return [named, unknown];
    };
    const executable = { limit_price: 10, executable_at: at(11), executable_bid: 9.97, executable_ask: 10.01 };
    const stop = { ...executable, order_type: 'STOP', limit_price: null, stop_price: 10 };
    await imported(set.url, [{}, stop], [{ price: 9.98 }]);
    expect(await against()).toEqual([
      [null, null],
      [1n, 1n],
    ]);
    await query(set.url, 'update imported_orders set best_ask = 10.04, executable_best_ask = 9.99');
    expect(await against()).toEqual([
      ['30', '30'],
      [0n, 0n],
    ]);
  });

  it('is canceled in the month, or not yet, as its firm says when it ended', async () => {
    await using set = await coveredRuns();
    const part = { canceled_quantity: 40 };
    const orders = [
      { ...part, ended_at: '2026-12-08T04:59:59Z' },
      { ...part, quantity: 120, ended_at: '2026-12-08T05:00:00Z' },
    ];
    await imported(set.url, orders, []);
    const canceled = async () => (await set.fill()).rows.map(({ figures }) => figures.CvrdOrderCnclQty);
    // One row of both: an order is followed for seven days after the month.
    expect(await canceled()).toEqual(['40']);
    await query(set.url, 'update imported_orders set ended_at = null');
    expect(await canceled()).toEqual(['80']);
  });

  it('counts what another firm has routed on only where this one has routed nothing, and nothing of an order that was routed here', async () => {
    await using set = await coveredRuns();
    await imported(set.url, [{ quantity: 110 }, { quantity: 120 }, { quantity: 130, order_id: 'here' }], [{}]);
    const executedOf = async () => {
      const { run } = await set.fill();
      const rows = await query(
        set.url,
        'select trim_scale(quantity)::int as q, trim_scale(executed)::int as e from covered_order_items where run_id = $1 order by 1',
        [run],
      );
      return rows.map(({ q, e }) => [q, e]);
    };
    expect(await executedOf()).toEqual([
      [110, 30],
      [120, 30],
      [130, 30],
    ]);
    await query(set.url, "update imported_routes set routing_firm = 'B'");
    expect(await executedOf()).toEqual([
      [110, 30],
      [120, 30],
      [130, 30],
    ]);
    await query(
      set.url,
      `insert into imported_routes select gen_random_uuid(), batch_id, line, order_pk, 'own', venue, mic, mpid, quantity, ioc, further_routable, null, sent_at, ended_at
       from imported_routes where order_pk = (select id from imported_orders where quantity = 120)`,
    );
    const here = orderRow({ client_id: 'default', order_id: 'here', state: 'CANCELED' });
    await storeRows(set.url, { orders: [here] });
    await query(
      set.url,
      "update imported_orders set client_id = 'default'; insert into order_keys select client_id, order_id, id from orders",
    );
    expect(await executedOf()).toEqual([
      [110, 30],
      [120, 0],
      // Our own, which is not covered.
      [300, 0],
    ]);
  });

  it('starts when its firm says that it could be executed, and is left out where it says nothing of the market', async () => {
    await using set = await coveredRuns();
    const executable = { executable_at: at(60), executable_bid: 9.9, executable_ask: 9.95 };
    await imported(
      set.url,
      [
        { quantity: 110, limit_price: 9.9, ...executable },
        { quantity: 120, limit_price: 9.9 },
        { quantity: 130, nbbo_ask: null },
        { quantity: 140, order_type: 'STOP', limit_price: null, stop_price: 9.95, ...executable },
        { quantity: 150, order_type: 'OTHER' },
        { quantity: 160, time_in_force: 'CLS' },
        { quantity: 170, handling: 'NOT_HELD_EXEMPT' },
        { quantity: 180, security_class: 'OTC' },
        { quantity: 190, side: 'SELL_SHORT_EXEMPT', limit_price: 10 },
      ],
      [],
    );
    const { run } = await set.fill();
    expect(await set.linesOf(run)).toEqual([
      'CLOSING_AUCTION 160',
      'LNNNN 110 ROUND 1000 +60',
      'LYNNN 190 ROUND 1000 +10',
      'MARKET_UNKNOWN 130',
      'MXXNY 140 ROUND 1000 +60',
      'NEVER_EXECUTABLE 120',
      'NOT_HELD 170',
      'OTHER_ORDER_TYPE 150',
    ]);
    expect((await set.fill({ simulated: true })).filled.items).toBe(0);
  });
});
