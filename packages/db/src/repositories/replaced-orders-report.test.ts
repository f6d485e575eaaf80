import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { query } from '../testing/query.ts';
import { runningReport } from '../testing/report-run.ts';
import { type ReportedOrder, storeReported } from '../testing/reported-orders.ts';
import { testDatabase } from '../testing/test-database.ts';
import { CustomerReportRepository, type CustomerScope } from './customer-report-repository.ts';

const SCOPE: CustomerScope = {
  ...{ from: '2026-06-01', to: '2026-10-01', simulated: false, clientId: 'default', customerId: 'anna' },
  exportedBy: 'Firm',
};
const SEPTEMBER = '2026-09-14T14:00:00.000Z';
const OCTOBER = '2026-10-05T14:00:00.000Z';
const E8 = 100_000_000n;
const NOT_HELD = { held: false, customer_id: 'anna' };

async function setUp() {
  const db = await testDatabase();
  await query(db.url, "select ensure_projection_partitions('2026-03-15Z', 8)");
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  const customers = new CustomerReportRepository(pool);
  return {
    url: db.url,
    store: (order: ReportedOrder) => storeReported(db.url, order),
    handling: async (scope: Partial<CustomerScope> = {}) => {
      const whole = { ...SCOPE, ...scope };
      return customers.handling(await runningReport(pool, whole), whole, () => undefined);
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

type Handling = Awaited<ReturnType<Awaited<ReturnType<typeof setUp>>['handling']>>;
const sent = ({ facts }: Handling) => facts.months.map(({ month, sentSharesE8 }) => [month, Number(sentSharesE8 / E8)]);
const routed = ({ facts }: Handling) =>
  facts.handled.map(({ month, venueId, routedOrders, routedSharesE8 }) => [
    ...[month, venueId, routedOrders, Number(routedSharesE8 / E8)],
  ]);
const fromOctober = { from: '2026-07-01', to: '2026-11-01' };

/** An order of September, 1,000 with 400 of it resting at a venue, that October made smaller; its rows as they stand after that. */
const REDUCED: ReportedOrder = {
  receivedAt: SEPTEMBER,
  order: { ...NOT_HELD, quantity: '300', limit_price: '191' },
  terms: [
    { at: SEPTEMBER, quantity: '1000', limit_price: '190' },
    { at: OCTOBER, quantity: '300', limit_price: '191' },
  ],
  parts: [
    {
      ...{ venueId: 'XNAS', sentAt: SEPTEMBER, child: { order_kind: 'POST', quantity: '100' } },
      terms: [
        { at: SEPTEMBER, quantity: '400', limit_price: '190' },
        { at: OCTOBER, quantity: '100', limit_price: '191' },
      ],
    },
  ],
};

it('counts what was sent and routed before a replacement made it smaller', async () => {
  await using set = await setUp();
  await set.store(REDUCED);
  const made = await set.handling();
  expect(sent(made)).toEqual([['2026-09', 1_000]]);
  expect(routed(made)).toEqual([['2026-09', 'XNAS', 1, 400]]);
  expect(made.exemptions).toMatchObject({ notHeldSharesE8: 1_000n * E8, allSharesE8: 1_000n * E8 });
  // October takes nothing back.
  const later = await set.handling(fromOctober);
  expect([sent(later), routed(later)]).toEqual([sent(made), routed(made)]);
});

it('counts what a replacement adds in the month in which it came, and no routed order more', async () => {
  await using set = await setUp();
  const order = { ...NOT_HELD, quantity: '900' };
  const terms = (...all: readonly (readonly [at: string, quantity: string])[]) =>
    all.map(([at, quantity]) => ({ at, quantity, limit_price: '190' }));
  const late = '2026-09-20T14:00:00.000Z';
  const child = { order_kind: 'POST', quantity: '500' } as const;
  const fills = [{ at: OCTOBER, quantity: '450', fee: '0' }];
  const part = { venueId: 'XNAS', sentAt: SEPTEMBER, child, fills, terms: terms([SEPTEMBER, '200'], [OCTOBER, '500']) };
  await set.store({
    ...{ receivedAt: SEPTEMBER, order, parts: [part] },
    terms: terms([SEPTEMBER, '300'], [late, '700'], [late, '400'], [OCTOBER, '900']),
  });
  const september = await set.handling();
  expect(sent(september)).toEqual([['2026-09', 700]]);
  expect(routed(september)).toEqual([['2026-09', 'XNAS', 1, 200]]);
  expect(september.exemptions).toMatchObject({ notHeldSharesE8: 700n * E8 });
  const both = await set.handling(fromOctober);
  expect(sent(both)).toEqual([
    ['2026-09', 700],
    ['2026-10', 500],
  ]);
  // What a part executed stands in the month in which it was sent, and so does all that it was sent for.
  expect(routed(both)).toEqual([['2026-09', 'XNAS', 1, 500]]);
  expect(both.facts.handled).toMatchObject([{ executedSharesE8: 450n * E8 }]);
  expect(both.facts.venues).toMatchObject([{ venueId: 'XNAS' }]);
  // A time in which nothing else happened to it has what it added.
  const october = await set.handling({ from: '2026-10-01', to: '2026-11-01' });
  expect(sent(october)).toEqual([['2026-10', 500]]);
  expect(routed(october)).toEqual([['2026-10', 'XNAS', 0, 300]]);
  expect(october.exemptions).toMatchObject({ notHeldSharesE8: 1_200n * E8, allSharesE8: 1_200n * E8 });
});

it('comes to the same when it is made again after a replacement, what is handed to another firm too', async () => {
  await using set = await setUp();
  const { terms: _terms, parts: [part] = [], ...received } = REDUCED;
  if (part === undefined) throw new Error('a part expected');
  const { terms: _ofPart, ...before } = part;
  const id = await set.store({
    ...{ ...received, order: { ...received.order, quantity: '1000', limit_price: '190', state: 'ROUTING' } },
    parts: [{ ...before, child: { ...before.child, quantity: '400' } }],
  });
  const { asOfPosition: _first, ...first } = await set.handling();
  await query(set.url, "update orders set quantity = 300, limit_price = 191, updated_at = '2026-10-05T14:00:00Z'");
  await query(set.url, 'update child_orders set quantity = 100');
  await query(
    set.url,
    `insert into order_terms (order_pk, id, number, since, quantity, limit_price, position)
    select c.order_pk, t.id, t.number, t.since, t.quantity, t.price, 1 from child_orders c, unnest(
      array[$1::uuid, $1::uuid, c.id, c.id], array[1, 2, 1, 2], array[$2, $3, $2, $3]::timestamptz[], array[1000, 300, 400, 100], array[190, 191, 190, 191]
    ) t(id, number, since, quantity, price)`,
    [id, SEPTEMBER, OCTOBER],
  );
  const { asOfPosition: _again, ...again } = await set.handling();
  expect(again).toEqual(first);
  expect(first.exported?.orders[0]).toContain('1000');
});
