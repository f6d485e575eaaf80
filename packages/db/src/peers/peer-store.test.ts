import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { PeerRepository } from '../repositories/peer-repository.ts';
import { testDatabase } from '../testing/test-database.ts';
import { PeerStore } from './peer-store.ts';

const SHARED = process.env.FAIRLEAD_SHARED ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const IEX = `${SHARED}/reference/rule605/oes_IEXG202608_transcribed.csv`;
const OUTSET = `${SHARED}/reference/rule606/outset/281065_606_NMS_2025_Q1.xml`;
const SEC = `${SHARED}/reference/rule606/sec-oh`;
/** Made by hand, and part of the project. */
const CONVERTER = new URL('../../../rule606/test/known-bad/converter.xml', import.meta.url);
const hasFiles = existsSync(IEX) && existsSync(OUTSET);

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 1, onError: () => undefined });
  const store = new PeerStore(pool);
  return {
    peers: new PeerRepository(pool),
    /** Loads a file; tells what was kept, or why it was not. */
    async load(name: string, bytes: Buffer | string) {
      const loaded = await store.load({ name, bytes: Buffer.from(bytes) });
      return loaded.map(({ outcome }) => (outcome.ok ? outcome.value : outcome.error.code));
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

const FORMER = (line: string) => `T|FAIR|201501|${line}\n`;
const former = ({
  symbol = 'AAPL',
  type = '11',
  here = '100',
  better = '60',
  at = '30',
  out = '10',
  effective = '0.02',
}) =>
  FORMER(
    [
      symbol,
      type,
      '21',
      2,
      300,
      0,
      here,
      0,
      here,
      0,
      0,
      0,
      0,
      '0.01',
      effective,
      better,
      '0.005',
      1,
      at,
      1,
      out,
      '0.01',
      1,
    ].join('|'),
  );

it.skipIf(!hasFiles)(
  'keeps a real summary, to the last printed digit; the same file twice changes nothing',
  async () => {
    await using set = await setUp();
    const bytes = readFileSync(IEX);
    const kept = { kind: 'RULE_605_SUMMARY', firm: 'IEXG', periodFrom: '2026-08-01', rows: 35, defectCount: 0 };
    expect(await set.load('IEXG202608.csv', bytes)).toEqual([{ ...kept, isNew: true }]);
    expect(await set.load('IEXG202608.csv.gz', gzipSync(bytes))).toEqual([{ ...kept, isNew: false }]);
    const rows = await set.peers.summaries('2026-08-01');
    const printed = bytes.toString().trim().split('\r\n').slice(1);
    expect(
      rows.map(({ participant, firm, sp500, size, type, figures }) =>
        [participant, firm, '202608', sp500, size, type, ...Object.values(figures)].map(String).sort(),
      ),
    ).toEqual(
      printed.map((line) =>
        line
          .split(',')
          .map(plain)
          .filter((cell) => cell !== '')
          .sort(),
      ),
    );
    expect(await set.peers.periods()).toEqual([{ kind: 'RULE_605_SUMMARY', period_from: '2026-08-01', files: 1 }]);
  },
);

/** Numbers are equal by value: 0.10 is 0.1. */
function plain(cell: string): string {
  return cell.includes('.') ? cell.replace(/\.?0+$/, '') : cell;
}

it('takes a corrected file in the place of the one of its reporter and month, with its defects', async () => {
  await using set = await setUp();
  await set.load('TFAIR201501.dat', former({ better: '50' }) + former({ symbol: 'MSFT', better: '50' }));
  const [before] = await set.peers.files('RULE_605_FORMER', '2015-01-01');
  expect(before).toMatchObject({ rows: 2, defect_count: 2, participant: 'T' });
  expect(before?.defects).toEqual([
    {
      code: 'SHARES_BY_QUOTE_DISAGREE',
      count: 2,
      first: [
        { place: 'line 1', found: '90 of 100' },
        { place: 'line 2', found: '90 of 100' },
      ],
    },
  ]);
  await set.load('TFAIR201501.dat', former({}));
  await set.load('TOTHER201501.dat', former({}).replace('FAIR', 'OTHER'));
  const after = await set.peers.files('RULE_605_FORMER', '2015-01-01');
  expect(after.map(({ firm, rows, defect_count }) => [firm, rows, defect_count])).toEqual([
    ['TFAIR', 1, 0],
    ['TOTHER', 1, 0],
  ]);
});

it('weighs what a firm tells of a symbol by the shares executed', async () => {
  await using set = await setUp();
  const more = { here: '300', better: '300', at: '0', out: '0', effective: '0.01' };
  await set.load(
    'TFAIR201501.dat',
    former({}) + former({ ...more }).replace('|21|', '|22|') + former({ symbol: 'MSFT' }),
  );
  // (60 + 300) of 400 improved; (0.02 × 100 + 0.01 × 300) ÷ 400 effective.
  expect(await set.peers.bySymbol('AAPL', '2015-01-01')).toMatchObject([
    {
      ...{ firm: 'TFAIR', type: '11', executed_shares: '400', improved: '0.900000', at_or_better: '0.975000' },
      ...{ effective: '0.012500', quoted: null, effective_over_quoted: null },
    },
  ]);
});

it('keeps a public report that is valid by the schema and wrong, with everything that is wrong with it by name', async () => {
  await using set = await setUp();
  const [kept] = await set.load('79_606_NMS_2026_Q2.xml', readFileSync(CONVERTER));
  expect(kept).toMatchObject({ kind: 'RULE_606_A1', firm: 'Careless Securities LLC', periodFrom: '2026-04-01' });
  const [file] = await set.peers.files('RULE_606_A1', '2026-04-01');
  expect(file?.crd).toBe('79');
  expect(Object.fromEntries(file?.defects.map(({ code, count }) => [code, count]) ?? [])).toEqual({
    ...{ MONTH_MISSING: 2, MONTH_OUTSIDE: 1, SECTION_MISSING: 2, VENUE_UNNAMED: 2, VENUE_REPEATED: 1, PCT_EMPTY: 3 },
    ...{ NUMBER_EMPTY: 1, TYPES_NOT_100: 1, COLUMN_OVER_100: 1, COLUMN_UNDER_100: 2, PAYMENTS_DISAGREE: 2 },
    MATERIAL_ASPECTS_MISSING: 1,
  });
});

it.skipIf(!hasFiles)('keeps a real public report with what is wrong with it by name', async () => {
  await using set = await setUp();
  const [kept] = await set.load('281065_606_NMS_2025_Q1.xml', readFileSync(OUTSET));
  expect(kept).toMatchObject({
    kind: 'RULE_606_A1',
    firm: 'Outset Global Trading Limited US',
    periodFrom: '2025-01-01',
  });
  const [file] = await set.peers.files('RULE_606_A1', '2025-01-01');
  expect(file).toMatchObject({ crd: '281065' });
  const counts = Object.fromEntries(file?.defects.map(({ code, count }) => [code, count]) ?? []);
  expect(counts).toEqual({ MONTH_MISSING: 2, TYPES_NOT_100: 1, VENUE_UNNAMED: 8, COLUMN_UNDER_100: 2, PCT_EMPTY: 16 });
  // The two other months of the quarter are missing in it.
  expect(await set.peers.periods()).toEqual([{ kind: 'RULE_606_A1', period_from: '2025-01-01', files: 1 }]);
  const [options] = await set.peers.routing('OPTIONS', '2025-01-01');
  expect(options?.figures).toMatchObject({ nonDirectedPct: '100.00', typePct: { MARKET: '98.90' } });
  expect(options?.figures.venues[0]).toEqual(expect.not.objectContaining({ materialAspects: expect.anything() }));
});

it.skipIf(!hasFiles)('refuses what nobody publishes, what is not of the form, and what has no row', async () => {
  await using set = await setUp();
  expect(await set.load('a.xml', readFileSync(`${SEC}/606b3_not_held_customer_handling.xml`))).toEqual(['NOT_PUBLIC']);
  expect(await set.load('a.xml', '<html/>')).toEqual(['NOT_THE_FORM']);
  expect(await set.load('IEXG202608.csv', 'a\0,b\n')).toEqual(['NO_ROWS']);
  expect(await set.load('notes.doc', '')).toEqual(['UNKNOWN_FILE_NAME']);
  expect(await set.load('a.zip', '')).toEqual(['NOT_UNPACKED']);
  expect(await set.peers.periods()).toEqual([]);
});
