import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { query } from '../testing/query.ts';
import { runningReport } from '../testing/report-run.ts';
import { type ReportedOrder, storeReported } from '../testing/reported-orders.ts';
import { testDatabase } from '../testing/test-database.ts';
import { type ReportCell, type ReportItem, ReportItemsRepository } from './report-items-repository.ts';
import type { ReportScope } from './report-scope.ts';

const Q3: ReportScope = { from: '2026-07-01', to: '2026-10-01', simulated: false, clientId: null };
const [JUNE, JULY] = ['2026-06-30T19:00:00Z', '2026-07-06T14:00:00Z'];
const CELL: ReportCell = {
  ...{ kind: 'ROUTE', month: '2026-07-01', section: 'OTHER', held: true, directed: false },
  ...{ venueId: null, orderType: null, services: null, part: null },
};

/** The rows of a run that is made of some orders. */
async function madeOf(...orders: readonly ReportedOrder[]) {
  const db = await testDatabase();
  await query(db.url, "select ensure_projection_partitions('2026-05-15Z', 6)");
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  for (const order of orders) await storeReported(db.url, order);
  const items = new ReportItemsRepository(pool);
  const run = await runningReport(pool, Q3);
  await items.fill(run, Q3, () => undefined);
  return {
    ...{ items, run },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

const part = (venueId: string, quantity: string, fee: string) => ({
  ...{ venueId, sentAt: JULY },
  fills: [{ at: JULY, quantity, fee }],
});

it('counts an execution in the month in which its venue made it, whenever it was learned of', async () => {
  // Made in the last second of July in New York, and learned of after a restart in August.
  const at = '2026-08-01T06:00:00Z';
  const made = { venue_time_us: Date.parse('2026-08-01T03:59:59Z') * 1_000, latency_us: null };
  const fills = [
    { at, quantity: '10', fee: '0', execution: made },
    { at, quantity: '7', fee: '0' },
  ];
  await using set = await madeOf({ receivedAt: JULY, parts: [{ venueId: 'XNAS', sentAt: JULY, fills }] });
  expect(await set.items.sums(set.run, CELL)).toMatchObject({ rows: 1, routed: 1, shares: '10' });
  const august = { ...CELL, month: '2026-08-01' };
  expect(await set.items.sums(set.run, august)).toMatchObject({ rows: 1, routed: 0, shares: '7' });
});

it('gives directed rows and others, held and others, as one list where both are asked for', async () => {
  const parts = [part('XNAS', '1', '0'), part('ARCX', '1', '0')];
  await using set = await madeOf(
    { receivedAt: JULY, order: { directed_venue: 'XNAS' }, parts },
    { receivedAt: JULY, parts },
    { receivedAt: JULY, order: { held: false }, parts },
    { receivedAt: JULY, parts },
  );
  const read: ReportItem[] = [];
  for (;;) {
    const place = { after: read.at(-1) ?? null, limit: 3 };
    const page = await set.items.page(set.run, { ...CELL, held: null, directed: null }, place);
    if (page.length === 0) break;
    read.push(...page);
  }
  // Cell by cell, in an order of their own.
  const lines = read.map(({ held, directed, venue_id }) => `${held} ${directed} ${venue_id}`);
  expect(lines.filter((line, index) => line !== lines[index - 1]).length).toBe(6);
  expect(lines.sort()).toEqual([
    ...['false false ARCX', 'false false XNAS'],
    ...['true false ARCX', 'true false ARCX', 'true false XNAS', 'true false XNAS'],
    ...['true true ARCX', 'true true XNAS'],
  ]);
  expect(new Set(read.map(({ source_id }) => source_id)).size).toBe(8);
});

it('sums the rows of a cell exactly, held or not where both are asked for', async () => {
  await using set = await madeOf(
    { receivedAt: JULY, parts: [part('XNAS', '10.5', '0.00000001'), part('ARCX', '5', '-0.02')] },
    { receivedAt: JULY, order: { held: false }, parts: [part('XNAS', '1', '0.03')] },
    // Sent in June, and executed in July: a row that was not routed in the month.
    { receivedAt: JUNE, parts: [{ ...part('XNAS', '2', '0'), sentAt: JUNE }] },
  );
  const sums = (changes: Partial<ReportCell>) => set.items.sums(set.run, { ...CELL, ...changes });
  const none = { pfof: '0', profit_sharing: '0', part_shares: null, part_net: null, part_us: null };
  expect(await sums({ venueId: 'XNAS' })).toEqual({
    ...{ rows: 2, routed: 1, shares: '12.5', fees: '0.00000001', rebates: '0' },
    ...none,
  });
  expect(await sums({ held: null })).toEqual({
    ...{ rows: 4, routed: 3, shares: '18.5', fees: '0.03000001', rebates: '0.02' },
    ...none,
  });
  const nothing = { rows: 0, routed: 0, shares: '0', fees: '0', rebates: '0', ...none };
  expect(await sums({ month: '2026-08-01' })).toEqual(nothing);
  expect(await set.items.sums('none', CELL)).toEqual(nothing);
});
