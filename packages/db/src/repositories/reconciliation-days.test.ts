import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { type DropCopyRow, DropCopyStore } from '../reconciliation/drop-copy-store.ts';
import { storeImported } from '../testing/imported-rows.ts';
import { query } from '../testing/query.ts';
import { runningReport } from '../testing/report-run.ts';
import { storeReported } from '../testing/reported-orders.ts';
import { testDatabase } from '../testing/test-database.ts';
import { Reconciliation } from './reconciliation.ts';
import type { ReportScope, ReportZone } from './report-scope.ts';

const JULY: ReportScope = { from: '2026-07-01', to: '2026-08-01', simulated: false, clientId: null };
const NEW_YORK = 'America/New_York';

async function setUp() {
  const db = await testDatabase();
  await query(db.url, "select ensure_projection_partitions('2026-06-15Z', 3)");
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  return {
    url: db.url,
    /** Each break in a line. */
    breaks: async (zone: ReportZone, scope: Partial<ReportScope> = {}) => {
      const whole = { ...JULY, ...scope };
      const run = await runningReport(pool, whole);
      const { first } = await new Reconciliation(pool).of(run, whole, zone);
      return first.map(({ code, day, expected, found }) => [code, day, expected ?? found].filter(Boolean).join(' '));
    },
    dropCopy: async (tradingDay: string, rows: readonly (Partial<DropCopyRow> & { readonly at: string })[]) => {
      const copy = { venueId: 'XNAS', tradingDay, fileName: 'a.csv', sha256: '0'.repeat(64), loadedBy: 'a test' };
      await new DropCopyStore(pool).replace(copy, async (write) => {
        await write(
          rows.map(({ at, ...row }, index) => ({ ...TOLD, line: index + 2, ...row, executed_at_us: us(at) })),
        );
        return true;
      });
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

const us = (iso: string) => Date.parse(iso) * 1_000;
const TOLD = {
  ...{ execution_id: 'E1', child_id: null, symbol: 'AAPL', side: 'BUY', quantity: '10', price: '190', fee: null },
} as const;

/** An imported order that was executed at Nasdaq. */
const imported = (at: string, quantity: string) => ({
  ...{ receivedAt: at, symbol: 'MSFT' },
  routes: [
    { venue: 'Nasdaq', mic: 'XNAS', sentAt: at, executed: [{ at, quantity, amounts: ['0', '0', '0', '0'] as const }] },
  ],
});

it('holds a report to a customer to its days of UTC, and every other to days of New York', async () => {
  await using set = await setUp();
  // The evening of the last of June in New York, and that of the last of July.
  const [june, july] = ['2026-07-01T02:00:00.000Z', '2026-08-01T01:00:00.000Z'];
  await storeImported(set.url, 'COMPLETE', [imported(june, '6'), imported(july, '7')]);
  for (const receivedAt of [june, july])
    await storeReported(set.url, { receivedAt, order: { quantity: receivedAt === june ? '60' : '70' } });
  for (const day of ['2026-06-30', '2026-07-31']) await set.dropCopy(day, []);
  await set.dropCopy('2026-06-30', [
    { execution_id: 'of June', at: '2026-06-30T20:00:00Z' },
    { execution_id: 'of July', at: '2026-07-01T03:00:00Z' },
  ]);
  const quantities = (lines: readonly string[]) => lines.map((line) => line.replace(/AAPL.*held.*/, 'AAPL'));
  expect(quantities(await set.breaks('UTC'))).toEqual([
    'ROW_WITHOUT_JOURNAL AAPL',
    'EXECUTION_NOT_HERE 2026-06-30 BUY 10 AAPL at 190',
    'EXECUTION_NOT_AT_VENUE 2026-06-30 BUY 6 MSFT at 10',
  ]);
  expect(quantities(await set.breaks(NEW_YORK))).toEqual([
    'ROW_WITHOUT_JOURNAL AAPL',
    'EXECUTION_NOT_AT_VENUE 2026-07-31 BUY 7 MSFT at 10',
  ]);
});

it('tells what only a venue has in the report of the client whose part it names, and in everybody’s where it names none', async () => {
  await using set = await setUp();
  const at = '2026-07-06T15:00:00.000Z';
  await storeReported(set.url, { receivedAt: at, parts: [{ venueId: 'XNAS', sentAt: at }] });
  const route = { venue: 'Nasdaq', mic: 'XNAS', sentAt: at, route: { route_id: 'R-1' } };
  const order = { client_id: 'another' };
  await storeImported(set.url, 'COMPLETE', [{ receivedAt: at, symbol: 'MSFT', order, routes: [route] }]);
  const [{ id } = {}] = await query(set.url, 'select id from child_orders');
  await set.dropCopy('2026-07-06', [
    { execution_id: 'ours', child_id: String(id), quantity: '1', at },
    { execution_id: 'theirs', child_id: 'R-1', quantity: '2', at },
    { execution_id: 'unknown', child_id: 'who', quantity: '3', at },
    { execution_id: 'unnamed', quantity: '4', at },
  ]);
  const missing = async (clientId: string | null) =>
    (await set.breaks(NEW_YORK, { clientId })).flatMap((line) => /NOT_HERE .* BUY (\d)/.exec(line)?.[1] ?? []);
  expect(await missing(null)).toEqual(['1', '2', '3', '4']);
  expect(await missing('default')).toEqual(['1', '3', '4']);
  expect(await missing('another')).toEqual(['2', '3', '4']);
});

it('finds what was executed in the time and learned of long after it', async () => {
  await using set = await setUp();
  const [made, learned] = ['2026-07-31T15:00:00.000Z', '2026-08-20T15:00:00.000Z'];
  const fill = {
    at: learned,
    quantity: '10',
    fee: '0',
    execution: { venue_execution_id: 'E1', venue_time_us: us(made) },
  };
  await storeReported(set.url, { receivedAt: made, parts: [{ venueId: 'XNAS', sentAt: made, fills: [fill] }] });
  await set.dropCopy('2026-07-31', [{ at: made }]);
  expect((await set.breaks(NEW_YORK)).map((line) => line.split(' ')[0])).toEqual(['ROW_WITHOUT_JOURNAL']);
});
