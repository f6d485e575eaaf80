import type { OrderKind } from '@fairlead/core/routing/order-kind';
import type { LiquidityFlag } from '@fairlead/core/venue/fees';
import { createPool } from '../pool.ts';
import { CustomerReportRepository, type CustomerScope } from '../repositories/customer-report-repository.ts';
import { query } from './query.ts';
import { runningReport } from './report-run.ts';
import { type ReportedOrder, type SentFill, type SentPart, storeReported } from './reported-orders.ts';
import { testDatabase } from './test-database.ts';

/** June to September of one customer of a client. */
const SCOPE: CustomerScope = {
  ...{ from: '2026-06-01', to: '2026-10-01', simulated: false, clientId: 'default', customerId: 'anna' },
  exportedBy: null,
};
export const JULY = '2026-07-06T14:00:00.000Z';
export const NOT_HELD = { held: false, customer_id: 'anna' };
export const E8 = 100_000_000n;
export const us = (iso: string) => Date.parse(iso) * 1_000;

/** Reports to customers on a database of their own, with room for rows from March to October 2026. */
export async function customerReports() {
  const db = await testDatabase();
  await query(db.url, "select ensure_projection_partitions('2026-03-15Z', 8)");
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  const customers = new CustomerReportRepository(pool);
  const told = () => undefined;
  return {
    ...{ url: db.url, pool },
    store: async (...orders: readonly ReportedOrder[]) => {
      for (const order of orders) await storeReported(db.url, order);
    },
    handling: async (scope: Partial<CustomerScope> = {}) => {
      const whole = { ...SCOPE, ...scope };
      const id = await runningReport(pool, whole);
      return { id, ...(await customers.handling(id, whole, told)) };
    },
    routing: async (scope: Partial<CustomerScope> = {}) => {
      const whole = { ...SCOPE, ...scope };
      const id = await runningReport(pool, whole);
      return { id, ...(await customers.routing(id, whole, told)) };
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

/** The NBBO 190.00 to 190.10, so that 190.05 is the midpoint. */
const NBBO = { nbbo_bid: '190', nbbo_ask: '190.1', mid: '190.05' };
export const fill = (
  price: string,
  quantity: string,
  more: { fee?: string; flag?: LiquidityFlag; at?: string } = {},
) => ({
  ...{ at: more.at ?? JULY, quantity, fee: more.fee ?? '0' },
  execution: { ...NBBO, price, liquidity_flag: more.flag ?? 'TAKE' },
});
/** What was sent in July to a venue, as an order of which kind, with what it executed. */
export const part = (
  [venueId, kind]: readonly [venueId: string, kind: OrderKind],
  fills: readonly SentFill[],
  more: SentPart['child'] = {},
): SentPart => ({
  ...{ venueId, sentAt: JULY, fills },
  child: { order_kind: kind, ...more },
});
