import { inflateRawSync } from 'node:zlib';
import { createPool } from '@fairlead/db/pool';
import { IndexMembersRepository, SP500 } from '@fairlead/db/repositories/index-members-repository';
import { reportRepositories } from '@fairlead/db/repositories/report-repositories';
import { CoveredOrdersRepository } from '@fairlead/db/rule605/covered-orders-repository';
import { storeMarket } from '@fairlead/db/testing/market-rows';
import { personWriter } from '@fairlead/db/testing/person-writer';
import { query } from '@fairlead/db/testing/query';
import { storeReported } from '@fairlead/db/testing/reported-orders';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { readDetail } from '@fairlead/rule606/rule605/reading/read-detail';
import { rule605Dates } from '@fairlead/rule606/rule605/reporting-calendar';
import { rule605Settings } from '@fairlead/rule606/rule605/settings';
import { expect, it } from 'vitest';
import { reportRuns } from '../src/jobs/report-runs.ts';
import { executionReportMaker } from '../src/report/execution/execution-maker.ts';
import { lineText, pdfPages } from './pdf-text.ts';

const NOVEMBER = { kind: 'RULE_605', period_from: '2026-11-01', period_to: '2026-12-01', simulated: false } as const;
const FIRM = { bd: 'Meridian Securities LLC', participant: 'T', entity: 'MRDN' };
const NOW = { now_us: Date.UTC(2026, 11, 5) * 1_000 };
const OPENS = '2026-11-03T14:30:00.000Z';
const RECEIVED = '2026-11-03T15:00:00.000Z';

async function setUp() {
  const db = await testDatabase();
  await query(db.url, "select ensure_projection_partitions('2026-09-15Z', 4)");
  const pool = createPool(db.url, { max: 4, onError: () => undefined });
  const stores = reportRepositories(pool);
  const { runs, contents } = stores;
  const job = reportRuns({ ...stores, makers: [executionReportMaker(new CoveredOrdersRepository(pool))] });
  return {
    ...{ url: db.url, pool, runs },
    /** Asks for a report, makes it, and gives its run with its files by name. */
    made: async (
      changes: { period_from?: string; period_to?: string; simulated?: boolean; parameters?: object } = {},
    ) => {
      const { done } = await runs.create({ ...NOVEMBER, parameters: FIRM, ...changes }, personWriter());
      await job.run({}, NOW);
      const run = await runs.of(done.id);
      if (run === null) throw new Error('no run');
      const files = new Map<string, Buffer>();
      for (const { name, sha256 } of run.files ?? []) files.set(name, (await contents.of(sha256)) ?? Buffer.alloc(0));
      return { run, files };
    },
    /** Two orders of AAPL, one of them executed at the midpoint, and one of MSFT that nobody held. */
    orders: async () => {
      await new IndexMembersRepository(pool).load(SP500, [{ asOf: '2026-11-01', symbols: ['AAPL'] }]);
      const steps = [{ at: OPENS, bid: 190, ask: 190.1 }];
      await storeMarket(db.url, { instrumentId: 'AAPL', from: OPENS, until: '2026-11-03T21:00:00.000Z', steps });
      const order = { quantity: '100', nbbo_bid: '190', nbbo_ask: '190.1', odd_lot_ask: null } as const;
      const market = { ...order, order_type: 'MARKET', limit_price: null } as const;
      const fills = [{ at: '2026-11-03T15:00:02.000Z', quantity: '100', price: '190.05', fee: '0' }];
      await storeReported(db.url, {
        ...{ receivedAt: RECEIVED, order: market },
        parts: [{ venueId: 'XNAS', sentAt: RECEIVED, fills }],
      });
      await storeReported(db.url, {
        receivedAt: RECEIVED,
        order: { ...order, limit_price: '190.1', state: 'CANCELED' },
      });
      await storeReported(db.url, { receivedAt: RECEIVED, order: { ...order, instrument_id: 'MSFT', held: false } });
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

/** The text of the one file of an archive, whose name is ten characters and its ending. */
function unzipped(archive: Buffer): string {
  const [name, packed] = [archive.readUInt16LE(26), archive.readUInt32LE(18)];
  return inflateRawSync(archive.subarray(30 + name, 30 + name + packed)).toString('ascii');
}

const printed = async (pdf: Buffer | undefined) =>
  (await pdfPages(pdf ?? Buffer.alloc(0))).flat().map(lineText).join('\n');

it('makes the detailed file, zipped, and the summary of a month to read by machine and by people', async () => {
  await using set = await setUp();
  await set.orders();
  const { run, files } = await set.made();
  expect(run).toMatchObject({ state: 'DONE', items: 3, error: null });
  expect([...files.keys()]).toEqual(['MRDN202611.zip', 'MRDN202611.csv', 'MRDN202611.pdf']);
  const text = unzipped(files.get('MRDN202611.zip') ?? Buffer.alloc(0));
  const { rows, defects } = readDetail(text, { settings: rule605Settings, dates: rule605Dates });
  expect(rows.map(({ symbol, type }) => `${symbol} ${type}`)).toEqual(['AAPL MXXNN', 'AAPL LYNNN']);
  expect(defects).toEqual([]);
  // 100 shares at 190.05: at the midpoint, so improved by five cents, after two seconds.
  const summary =
    'T,MRDN,202611,Y,10000,M,100,19010,190.05,1,1,0.000263,0,0.000526,0,0,0,2000\r\n' +
    'T,MRDN,202611,Y,199999,M,100,19010,190.05,1,1,0.000263,0,0.000526,0,0,0,2000\r\n' +
    'T,MRDN,202611,Y,10000,ML,100,19010,,,,,,,,,,\r\n' +
    'T,MRDN,202611,Y,199999,ML,100,19010,,,,,,,,,,\r\n';
  expect(String(files.get('MRDN202611.csv')).split('\r\n').slice(1).join('\r\n')).toBe(summary);
  const pages = await printed(files.get('MRDN202611.pdf'));
  expect(pages).toContain('Meridian Securities LLC\nNovember 2026');
  expect(pages).toContain('All below $200,000 100 19010 190.05 1 1 0.000263 0 0.000526 0 0 0 2000');
  expect(pages).toContain('Other NMS stocks: Market orders\nNo order of this kind was received in this month.');
  expect(pages).not.toContain('SIMULATED');
});

it('rests on what its firm had chosen when it was asked for, also where it is made again', async () => {
  await using set = await setUp();
  await set.orders();
  const chosen = (value: string, source: string | null) => ({ value, source, effective_from: '2026-10-01' });
  const choices = {
    DETAIL_LINE_END: chosen('LF', 'the plan, section 4'),
    PRICE_GROUP_TYPES: chosen('MXXNN', null),
    LEFT_OUT_HANDLING: chosen('ALL_OR_NONE', null),
  };
  const { run, files } = await set.made({ parameters: { ...FIRM, choices } });
  const text = unzipped(files.get('MRDN202611.zip') ?? Buffer.alloc(0));
  expect(text).not.toContain('\r');
  const cells = text.split('\n').map((line) => line.split('|'));
  const spread = cells[0]?.indexOf('ExctdOrderAvgQuotSprd') ?? -1;
  expect(cells.slice(1, -1).map((row) => [row[3], row[6], row[spread]])).toEqual([
    ['AAPL', 'MXXNN', '0.1'],
    ['AAPL', 'LYNNN', ''],
    ['MSFT', 'LYNNN', ''],
  ]);
  expect(run.figures).toMatchObject({
    settings: expect.arrayContaining([
      expect.objectContaining({ name: 'DETAIL_LINE_END', value: 'LF', verified: true, source: 'the plan, section 4' }),
      expect.objectContaining({
        name: 'LEFT_OUT_HANDLING',
        value: 'ALL_OR_NONE',
        verified: false,
        since: '2026-10-01',
      }),
    ]),
  });
  const again = await set.made({ parameters: { ...FIRM, choices } });
  expect(again.run.content_hash).toBe(run.content_hash);
});

it('tells who approves it what it rests on that was not seen, and what is not known of its orders', async () => {
  await using set = await setUp();
  await set.orders();
  const { run } = await set.made();
  expect(run.figures).toMatchObject({
    ...{ month: '2026-11', entity: 'MRDN', detail: { rows: 2, file: 'MRDN202611.txt' } },
    orders: { covered: 2, leftOut: { NOT_HELD: 1 } },
    unmeasured: { laterShares: { '5m': '0' }, displayedSizeOrders: 0 },
  });
  const settings = JSON.parse(JSON.stringify(run.figures)).settings;
  expect(settings).toContainEqual(expect.objectContaining({ name: 'LOT_WORD_ROUND', value: 'ROUND', verified: true }));
  expect(settings).toContainEqual(expect.objectContaining({ name: 'BEST_DISPLAYED_PRICE', verified: false }));
  expect(run.reconciliation).toMatchObject({
    findings: [],
    member_lists: [{ quarter: '2026-11-01', asOf: '2026-11-01' }],
  });
  // Without the record of what the market showed nobody knows the spreads of later, nor the sizes of then.
  await query(set.url, 'delete from market_history');
  const { run: again } = await set.made();
  expect(again.reconciliation).toMatchObject({
    findings: [
      ...['50ms', '1s', '15s', '1m', '5m'].map((horizon) => ({
        ...{ code: 'LATER_NBBO_UNKNOWN', place: `2026-11 realized ${horizon}`, found: '100 shares' },
      })),
      { code: 'DISPLAYED_SIZE_UNKNOWN', place: '2026-11 fields 50 and 51', found: '2 orders' },
    ],
  });
});

it('makes the same bytes again', async () => {
  await using set = await setUp();
  await set.orders();
  const [first, second] = [await set.made(), await set.made()];
  expect(first.run.content_hash).toMatch(/^[0-9a-f]{64}$/);
  expect(second.run.content_hash).toBe(first.run.content_hash);
});

it('says of simulated orders that they are, and needs no list of members for them', async () => {
  await using set = await setUp();
  const { run, files } = await set.made({ simulated: true });
  expect(run.state).toBe('DONE');
  expect(await printed(files.get('MRDN202611.pdf'))).toContain('SIMULATED ORDERS: a demonstration');
});

it.each([
  ['MONTH_TOO_EARLY', { period_from: '2026-07-01', period_to: '2026-08-01' }],
  ['PERIOD_INVALID', { period_from: '2026-11-01', period_to: '2026-11-30' }],
  ['PERIOD_INVALID', { period_from: '2026-10-01', period_to: '2026-12-01' }],
  ['PARAMETERS_INVALID', { parameters: { bd: 'Meridian', participant: 'S', entity: 'MRDN' } }],
  ['PARAMETERS_INVALID', { parameters: { bd: 'Meridian', participant: 'T', entity: 'mrdn' } }],
  ['NO_MEMBER_LIST', {}],
])('is refused with %s for %j', async (code, changes) => {
  await using set = await setUp();
  const { run } = await set.made(changes);
  expect(run).toMatchObject({ state: 'FAILED', files: null });
  expect(run.error).toMatch(new RegExp(`^${code}: `));
});
