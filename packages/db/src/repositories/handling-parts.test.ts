import type { HandlingPart } from '@fairlead/core/report/handling-part';
import type { OrderKind } from '@fairlead/core/routing/order-kind';
import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { query } from '../testing/query.ts';
import { runningReport } from '../testing/report-run.ts';
import { type SentFill, type SentPart, storeReported } from '../testing/reported-orders.ts';
import { testDatabase } from '../testing/test-database.ts';
import { CustomerReportRepository } from './customer-report-repository.ts';
import { type ReportCell, ReportItemsRepository } from './report-items-repository.ts';

const SCOPE = { from: '2026-07-01', to: '2026-08-01', simulated: false, clientId: 'default', customerId: 'anna' };
const JULY = '2026-07-06T14:00:00.000Z';
const PART_OF = { venueId: 'XNAS', sentAt: JULY };
const CELL: ReportCell = {
  ...{ kind: 'ROUTE', month: '2026-07-01', section: null, held: false, directed: false, orderType: null },
  ...{ venueId: 'XNAS', services: 'PRV', part: null },
};

/** An execution where the NBBO is 190.00 to 190.10, so that 190.05 is the midpoint. */
const fill = (price: string, quantity: string, fee: string, flag: 'MAKE' | 'TAKE' = 'TAKE'): SentFill => ({
  ...{ at: JULY, quantity, fee },
  execution: { nbbo_bid: '190', nbbo_ask: '190.1', mid: '190.05', price, liquidity_flag: flag },
});
const part = (kind: OrderKind, fills: readonly SentFill[], more: SentPart['child'] = {}): SentPart => ({
  ...{ ...PART_OF, fills },
  child: { order_kind: kind, ...more },
});

it('leads from a figure of one side, of liquidity or of how it was sent to the routed orders that it is of, with their shares', async () => {
  await using db = await testDatabase();
  await query(db.url, "select ensure_projection_partitions('2026-06-15Z', 2)");
  await storeReported(db.url, {
    ...{ receivedAt: JULY, order: { held: false, customer_id: 'anna', quantity: '1000' } },
    parts: [
      part('IOC', [fill('190.10', '60', '0.18'), fill('190.05', '30', '0.09')]),
      part('POST', [fill('190.00', '10', '-0.02', 'MAKE')], {
        ...{ quantity: '300', done_at_us: Date.parse(JULY) * 1_000 + 2_500_400 },
      }),
      part('POST', [], { quantity: '500' }),
    ],
  });
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  const id = await runningReport(pool, SCOPE);
  await new CustomerReportRepository(pool).handling(id, { ...SCOPE, exportedBy: null }, () => undefined);
  const items = new ReportItemsRepository(pool);
  const told = async (of: HandlingPart | null) => {
    const rows = await items.page(id, { ...CELL, part: of }, { after: null, limit: 10 });
    const { rows: count, shares, part_shares, part_net, part_us } = await items.sums(id, { ...CELL, part: of });
    return [rows.map((row) => row.part_shares), count, shares, part_shares, part_net, part_us];
  };
  expect(await told(null)).toEqual([[null, null, null], 3, '100', null, null, null]);
  expect(await told('FAR')).toEqual([['60'], 1, '90', '60', null, null]);
  expect(await told('MIDPOINT')).toEqual([['30'], 1, '90', '30', null, null]);
  expect(await told('NEAR')).toEqual([['10'], 1, '10', '10', null, null]);
  expect(await told('PROVIDED')).toEqual([['10'], 1, '10', '10', '0.02', null]);
  expect(await told('PROVIDING')).toEqual([['10'], 1, '10', '10', null, '2500400']);
  expect(await told('REMOVED')).toEqual([['90'], 1, '90', '90', '-0.27', null]);
  expect(await told('IOC')).toEqual([['100'], 1, '90', '100', null, null]);
  expect(await told('FURTHER_ROUTABLE')).toEqual([[], 0, '0', '0', null, null]);
  await pool.end();
});
