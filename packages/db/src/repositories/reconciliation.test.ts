import { BREAK_CODES, type BreakCode } from '@fairlead/core/report/break-code';
import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { type DropCopyRow, DropCopyStore } from '../reconciliation/drop-copy-store.ts';
import { JournalSums } from '../reconciliation/journal-sums.ts';
import { storeImported } from '../testing/imported-rows.ts';
import { ENDED, journal, journalEntriesOf, PARTLY_FILLED } from '../testing/journaled-orders.ts';
import { uuidOf } from '../testing/order-entries.ts';
import { query } from '../testing/query.ts';
import { runningReport } from '../testing/report-run.ts';
import { storeReported } from '../testing/reported-orders.ts';
import { testDatabase } from '../testing/test-database.ts';
import { Reconciliation } from './reconciliation.ts';
import { ReportItemsRepository } from './report-items-repository.ts';
import type { ReportScope, ReportZone } from './report-scope.ts';

const NOVEMBER: ReportScope = { from: '2026-11-01', to: '2026-12-01', simulated: false, clientId: null };
/** The day of the orders that these tests journal. */
const DAY = '2026-11-20';

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  const reconciliation = new Reconciliation(pool);
  const of = async (scope: ReportScope = NOVEMBER, zone: ReportZone = 'America/New_York') => {
    const run = await runningReport(pool, scope);
    await new ReportItemsRepository(pool).fill(run, scope, () => undefined);
    return { run, ...(await reconciliation.of(run, scope, zone)) };
  };
  return {
    ...{ url: db.url, pool, reconciliation, of },
    sql: (text: string, values: unknown[] = []) => query(db.url, text, values),
    /** Each break in a line. */
    breaks: async (scope?: ReportScope, zone?: ReportZone) =>
      (await of(scope, zone)).first.map(({ code, expected, found }) =>
        [code, expected, found].filter(Boolean).join(' | '),
      ),
    /** A drop copy of the venue's own word on what it executed that day. */
    dropCopy: async (venueId: string, rows: readonly Partial<DropCopyRow>[], day = DAY) => {
      const copy = { venueId, tradingDay: day, fileName: 'a.csv', sha256: '0'.repeat(64), loadedBy: 'a test' };
      const whole = rows.map((row, index): DropCopyRow => ({ ...EXECUTION, line: index + 2, ...row }));
      await new DropCopyStore(pool).replace(copy, async (write) => {
        await write(whole);
        return true;
      });
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

const EXECUTION: DropCopyRow = {
  ...{ execution_id: 'E1', line: 2, child_id: null, symbol: 'AAPL', side: 'BUY', quantity: '120', price: '100' },
  ...{ fee: null, executed_at_us: Date.parse(`${DAY}T15:00:01Z`) * 1_000 },
};

/** What the rows have of the only execution of an order, as its venue would tell it. */
async function executionOf(set: Awaited<ReturnType<typeof setUp>>) {
  const [row] = await set.sql(
    'select venue_id, venue_execution_id as execution_id, trim_scale(quantity)::text as quantity, trim_scale(price)::text as price, trim_scale(fee)::text as fee from executions',
  );
  if (row === undefined) throw new Error('an execution expected');
  const text = (name: string) => String(row[name]);
  return {
    venueId: text('venue_id'),
    row: { execution_id: text('execution_id'), quantity: text('quantity'), price: text('price'), fee: text('fee') },
  };
}

it('finds nothing where the rows are those of the journal, and says what it has compared', async () => {
  await using set = await setUp();
  await journal(set.url, [...journalEntriesOf('a', ENDED), ...journalEntriesOf('b', PARTLY_FILLED)]);
  const { run: _run, ...found } = await set.of();
  const [{ position } = {}] = await set.sql('select max(position)::int as position from order_journal');
  expect(found).toEqual({
    ...{ count: 0, by_code: {}, first: [] },
    sources: {
      journal: { orders: 2, position },
      venues: { orphan_reports: 0 },
      drop_copies: { drop_copies: 0, executions: 0, venue_days: 1, venue_days_covered: 0 },
    },
  });
});

it.each<readonly [string, string, string]>([
  ['EXECUTIONS_DIFFER | 1 executions of 120', '| 1 executions of 121', 'update executions set quantity = 121'],
  ['EXECUTIONS_DIFFER |', ', fees 0.5', 'update executions set fee = 0.5'],
  ['EXECUTIONS_DIFFER | 1 executions of 120', '| 0 executions of 0 for 0, fees 0', 'delete from executions'],
  ['ROUTES_DIFFER | 1', '| 0', 'update child_orders set sent_at = null'],
  ['ORDER_DIFFERS | AAPL MARKETABLE_LIMIT', '| AAPL OTHER', "update orders set classification = 'OTHER'"],
  [
    'ORDER_DIFFERS | AAPL MARKETABLE_LIMIT',
    ' refused',
    "update orders set state = 'REJECTED', reject_code = 'NO_VENUE'",
  ],
  ['ORDER_DIFFERS | AAPL', ' 301', 'update orders set quantity = 301'],
  ['ROW_BEHIND_JOURNAL |', '| 1', 'update orders set last_position = 1'],
])('tells %s … %s after %s', async (begins, ends, change) => {
  await using set = await setUp();
  await journal(set.url, journalEntriesOf('a', ENDED));
  expect(await set.breaks()).toEqual([]);
  await set.sql(change);
  const [told = '', ...more] = await set.breaks();
  expect(more).toEqual([]);
  expect(told.startsWith(begins) && told.includes(ends), told).toBe(true);
});

it('tells an order whose rows do not know what it was replaced by, and none where they do', async () => {
  await using set = await setUp();
  const replaced = (size: number) => ({ kind: 'WISH', pick: 0, size, odd: 0 }) as const;
  await journal(set.url, journalEntriesOf('a', [...PARTLY_FILLED, replaced(399), replaced(199)]));
  expect(await set.breaks()).toEqual([]);
  await set.sql('delete from order_terms');
  const placed = 'AAPL MARKETABLE_LIMIT held 200';
  expect(await set.breaks()).toEqual([`ORDER_DIFFERS | ${placed} of 400 ordered | ${placed}`]);
});

type Set = Awaited<ReturnType<typeof setUp>>;
const EMPTY_ROWS = ['order_terms', 'executions', 'child_orders', 'routing_decisions', 'orders'];

/** Has the venue of the only execution tell it otherwise. */
const toldAs = (otherwise: Partial<DropCopyRow>) => async (set: Set) => {
  const { venueId, row } = await executionOf(set);
  await set.dropCopy(venueId, [{ ...row, ...otherwise }]);
};

/** Imports the order that the journal has, as `from` executed it. */
const importIt = async (set: Set, from: { readonly quantity: string; readonly price: string }) => {
  const [{ client_id, order_id } = {}] = await set.sql('select client_id, order_id from orders');
  const sentAt = `${DAY}T15:00:00Z`;
  const execution = { price: from.price, execution_id: 'of the import' };
  const executed = [{ at: sentAt, quantity: from.quantity, amounts: ['0', '0', '0', '0'], execution }];
  const order = { client_id, order_id };
  const routes = [{ venue: 'Nasdaq', mic: 'XNAS', sentAt, executed }];
  await storeImported(set.url, 'COMPLETE', [{ receivedAt: sentAt, symbol: 'AAPL', order, routes }]);
};

/** What makes each of the breaks, and no other, of an order that was executed whole. */
const MAKES: Readonly<Record<BreakCode, (set: Set) => Promise<unknown>>> = {
  ORDER_WITHOUT_ROW: async (set) => {
    for (const table of EMPTY_ROWS) await set.sql(`delete from ${table}`);
  },
  ROW_WITHOUT_JOURNAL: (set) => storeReported(set.url, { receivedAt: '2026-11-19T15:00:00Z' }),
  ROW_BEHIND_JOURNAL: (set) => set.sql('update orders set last_position = 1'),
  ORDER_DIFFERS: (set) => set.sql('update orders set held = not held'),
  ROUTES_DIFFER: (set) => set.sql('update child_orders set sent_at = null'),
  EXECUTIONS_DIFFER: (set) => set.sql('update executions set price = price + 1'),
  // Rows that are not of the class that its instrument has: the report leaves the order out.
  ITEMS_DIFFER: (set) => set.sql("update orders set security_class = 'OTC'"),
  ORDER_TWICE: (set) => importIt(set, { quantity: '120', price: '100' }),
  ORPHAN_REPORT: (set) =>
    set.sql(
      `insert into orphan_reports (id, venue_id, child_id, report, received_at) values (gen_random_uuid(), 'ARCX', 'nobody', '{}', '${DAY}T15:00:00Z')`,
    ),
  CHILD_IN_DOUBT: (set) => set.sql("update child_orders set state = 'UNKNOWN', done_at = null"),
  EXECUTION_NOT_HERE: async (set) => {
    const { venueId, row } = await executionOf(set);
    await set.dropCopy(venueId, [row, { execution_id: 'another' }]);
  },
  EXECUTION_NOT_AT_VENUE: async (set) => set.dropCopy((await executionOf(set)).venueId, []),
  EXECUTION_TWICE: async (set) => {
    const { venueId, row } = await executionOf(set);
    await journal(set.url, journalEntriesOf('b', ENDED));
    await set.sql('update executions set venue_execution_id = $1', [row.execution_id]);
    await set.dropCopy(venueId, [row]);
  },
  SYMBOL_DIFFERS: toldAs({ symbol: 'MSFT' }),
  SIDE_DIFFERS: toldAs({ side: 'SELL' }),
  QUANTITY_DIFFERS: toldAs({ quantity: '119' }),
  PRICE_DIFFERS: toldAs({ price: '98' }),
  FEE_DIFFERS: toldAs({ fee: '9' }),
};

it.each(BREAK_CODES)('finds %s, and nothing else', async (code) => {
  await using set = await setUp();
  await journal(set.url, journalEntriesOf('a', ENDED));
  expect((await set.of()).count).toBe(0);
  await MAKES[code](set);
  expect((await set.of()).by_code).toEqual({ [code]: 1 });
});

it('tells an execution of one id that two orders have, beside the one that its venue has', async () => {
  await using set = await setUp();
  await journal(set.url, journalEntriesOf('a', ENDED));
  await MAKES.EXECUTION_TWICE(set);
  expect(await set.breaks()).toEqual(['EXECUTION_TWICE | 1 | 2']);
});

it('tells an order that was routed here and imported too, with what both say, and holds the import against no drop copy', async () => {
  await using set = await setUp();
  await journal(set.url, journalEntriesOf('a', ENDED));
  await importIt(set, { quantity: '119', price: '98' });
  await toldAs({})(set);
  const found = (await set.of()).first;
  expect(found).toMatchObject([{ code: 'ORDER_TWICE', order_pk: uuidOf('a'), day: DAY }]);
  expect(found[0]?.expected).toMatch(/^BUY \d+ AAPL, executed 120$/);
  expect(found[0]?.found).toMatch(/^imported as .+: BUY 1000 AAPL, executed 119$/);
  expect(await set.breaks({ ...NOVEMBER, clientId: 'another' })).toEqual([]);
  // What was refused here was routed elsewhere.
  await set.sql("update orders set state = 'REJECTED', reject_code = 'NO_VENUE'");
  expect((await set.of()).by_code).not.toHaveProperty('ORDER_TWICE');
});

it('holds what another firm has routed on against no drop copy', async () => {
  await using set = await setUp();
  const executed = [{ at: '2026-07-01T14:00:01Z', quantity: '10', amounts: ['0', '0', '0', '0'] }];
  const route = { routing_firm: 'Clearing Co' };
  const routes = [{ venue: 'Nasdaq', mic: 'XNAS', sentAt: '2026-07-01T14:00:00Z', route, executed }];
  await storeImported(set.url, 'COMPLETE', [{ receivedAt: '2026-07-01T14:00:00Z', symbol: 'MSFT', routes }]);
  await set.dropCopy('XNAS', [], '2026-07-01');
  expect(await set.of({ ...NOVEMBER, from: '2026-07-01', to: '2026-08-01' })).toMatchObject({
    ...{ count: 0, sources: { drop_copies: { venue_days: 0 } } },
  });
});

it('tells an order without a row, and a row without an order', async () => {
  await using set = await setUp();
  await journal(set.url, journalEntriesOf('a', ENDED));
  const key = await storeReported(set.url, { receivedAt: '2026-11-19T15:00:00Z', order: { state: 'CANCELED' } });
  expect((await set.of()).first).toMatchObject([{ code: 'ROW_WITHOUT_JOURNAL', order_pk: key }]);
  await set.sql('delete from executions; ');
  for (const table of ['child_orders', 'routing_decisions']) await set.sql(`delete from ${table}`);
  await set.sql('delete from orders');
  expect((await set.of()).first).toMatchObject([{ code: 'ORDER_WITHOUT_ROW', order_pk: uuidOf('a'), found: null }]);
});

it('goes on from where it was, order by order, and waits for rows that are not written yet', async () => {
  await using set = await setUp();
  const entries = journalEntriesOf('a', ENDED);
  await journal(set.url, entries.slice(0, 2));
  const sums = new JournalSums(set.pool);
  const executions = async () => (await set.sql('select executions, sent from journal_sums'))[0];
  expect((await sums.catchUp()).entries).toBe(2);
  await journal(set.url, entries.slice(2), { isProjected: false });
  expect((await sums.catchUp()).entries).toBe(0);
  await journal(set.url, []);
  expect((await sums.catchUp()).entries).toBe(entries.length - 2);
  expect(await executions()).toEqual({ executions: 1, sent: 1 });
  expect(await set.breaks()).toEqual([]);
});

it('counts only what is of the time and of the client', async () => {
  await using set = await setUp();
  await journal(set.url, journalEntriesOf('a', ENDED));
  await set.sql('update executions set quantity = 121');
  expect(await set.breaks({ ...NOVEMBER, to: '2026-11-20' })).toEqual([]);
  expect(await set.breaks({ ...NOVEMBER, from: '2026-11-21' })).toEqual([]);
  expect(await set.breaks({ ...NOVEMBER, clientId: 'another' })).toEqual([]);
  expect(await set.breaks({ ...NOVEMBER, from: '2026-11-20', to: '2026-11-21' })).toHaveLength(1);
  // Nothing of simulated orders is compared, and it says so.
  expect(await set.of({ ...NOVEMBER, simulated: true })).toMatchObject({ count: 0, sources: null });
});

it('tells reports of nobody’s orders until the drop copy of their venue and day is there, and parts in doubt', async () => {
  await using set = await setUp();
  await journal(set.url, journalEntriesOf('a', PARTLY_FILLED));
  await set.sql(
    `insert into orphan_reports (id, venue_id, child_id, report, received_at) values (gen_random_uuid(), 'ARCX', 'nobody', '{"type":"FILL"}', '${DAY}T15:00:00Z')`,
  );
  await set.sql("update child_orders set state = 'UNKNOWN'");
  const found = await set.of();
  expect(found.first).toMatchObject([
    { code: 'ORPHAN_REPORT', child_id: 'nobody', venue_id: 'ARCX', day: DAY, found: '{"type":"FILL"}' },
    { code: 'CHILD_IN_DOUBT', order_pk: uuidOf('a'), day: DAY, found: 'UNKNOWN' },
  ]);
  await set.dropCopy('ARCX', []);
  expect((await set.of()).by_code).toEqual({ CHILD_IN_DOUBT: 1 });
  // What was found for a run stays as it was.
  const listed = found.first.map((each) => ({ ...each, is_here: each.code === 'CHILD_IN_DOUBT', aside: null }));
  expect(await set.reconciliation.page(found.run, { code: null, after: 0, limit: 10 })).toEqual(listed);
  expect(await set.reconciliation.page(found.run, { code: 'CHILD_IN_DOUBT', after: 0, limit: 10 })).toHaveLength(1);
  expect(await set.reconciliation.page(found.run, { code: null, after: 2, limit: 10 })).toEqual([]);
});

it('holds every execution against the drop copy of its venue and day', async () => {
  await using set = await setUp();
  await journal(set.url, journalEntriesOf('a', ENDED));
  const { venueId, row } = await executionOf(set);
  // Venues charge in cents.
  await set.dropCopy(venueId, [{ ...row, fee: '0' }]);
  expect((await set.of()).sources?.drop_copies).toEqual({
    ...{ drop_copies: 1, executions: 1, venue_days: 1, venue_days_covered: 1 },
  });
  expect(await set.breaks()).toEqual([]);
  await set.dropCopy(venueId, [
    { ...row, symbol: 'MSFT', side: 'SELL', quantity: '119', price: '98', fee: '9' },
    { execution_id: 'another', side: 'SELL', quantity: '5', price: '1.5' },
  ]);
  expect(await set.breaks()).toEqual([
    'EXECUTION_NOT_HERE | SELL 5 AAPL at 1.5',
    'SYMBOL_DIFFERS | MSFT | AAPL',
    'SIDE_DIFFERS | SELL | BUY',
    'QUANTITY_DIFFERS | 119 | 120',
    `PRICE_DIFFERS | 98 | ${row.price}`,
    `FEE_DIFFERS | 9 | ${row.fee}`,
  ]);
  await set.dropCopy(venueId, []);
  expect(await set.breaks()).toEqual([`EXECUTION_NOT_AT_VENUE | BUY 120 AAPL at ${row.price}`]);
});

it('holds imported executions against drop copies too, by the venue’s name or MIC', async () => {
  await using set = await setUp();
  await storeImported(set.url, 'COMPLETE', [
    {
      ...{ receivedAt: '2026-07-01T14:00:00Z', symbol: 'MSFT' },
      routes: [
        {
          ...{ venue: 'The Nasdaq Stock Market', mic: 'XNAS', sentAt: '2026-07-01T14:00:00Z' },
          executed: [{ at: '2026-07-01T14:00:01Z', quantity: '10', amounts: ['0.03', '0', '0', '0'] }],
        },
      ],
    },
  ]);
  const july = { ...NOVEMBER, from: '2026-07-01', to: '2026-08-01' };
  await set.dropCopy('XNAS', [], '2026-07-01');
  expect(await set.breaks(july)).toEqual(['EXECUTION_NOT_AT_VENUE | BUY 10 MSFT at 10']);
  const [{ id } = {}] = await set.sql('select execution_id as id from imported_executions');
  const told = { execution_id: String(id), symbol: 'MSFT', quantity: '10', price: '10', fee: '0.03' };
  const store = new DropCopyStore(set.pool);
  for (const name of ['The Nasdaq Stock Market', 'Nasdaq', 'XNAS']) {
    const venueIds = await store.venueIdsOf(name);
    expect(venueIds, name).toEqual(['XNAS']);
    await set.dropCopy('XNAS', [], '2026-07-01');
    for (const venueId of venueIds) await set.dropCopy(venueId, [told], '2026-07-01');
    expect(await set.breaks(july), name).toEqual([]);
  }
});
