import { createPool } from '@fairlead/db/pool';
import { reportRepositories } from '@fairlead/db/repositories/report-repositories';
import { ReviewRepository } from '@fairlead/db/review/review-repository';
import { personWriter } from '@fairlead/db/testing/person-writer';
import { query } from '@fairlead/db/testing/query';
import { type ReportedOrder, storeAllReported } from '@fairlead/db/testing/reported-orders';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { expect, it } from 'vitest';
import { reportRuns } from '../src/jobs/report-runs.ts';
import { reviewMaker } from '../src/report/review/review-maker.ts';
import { lineText, pdfPages } from './pdf-text.ts';

const Q4 = { kind: 'REVIEW', period_from: '2026-10-01', period_to: '2027-01-01', simulated: false } as const;
const FIRM = { bd: 'Meridian Securities LLC', crd: '123456' };
const NOW = { now_us: Date.UTC(2027, 0, 5) * 1_000 };
const DAY = '2026-11-03T15:00:00.000Z';

async function setUp() {
  const db = await testDatabase();
  await query(db.url, "select ensure_projection_partitions('2026-09-15Z', 5)");
  const pool = createPool(db.url, { max: 4, onError: () => undefined });
  const stores = reportRepositories(pool);
  const { runs, contents } = stores;
  const job = reportRuns({ ...stores, makers: [reviewMaker(new ReviewRepository(pool))] });
  return {
    url: db.url,
    /** Asks for a review, makes it, and gives its run with its files by name. */
    made: async (changes: { period_to?: string; simulated?: boolean; parameters?: object } = {}) => {
      const { done } = await runs.create({ ...Q4, parameters: FIRM, ...changes }, personWriter());
      await job.run({}, NOW);
      const run = await runs.of(done.id);
      if (run === null) throw new Error('no run');
      const files = new Map<string, Buffer>();
      for (const { name, sha256 } of run.files ?? []) files.set(name, (await contents.of(sha256)) ?? Buffer.alloc(0));
      return { run, files };
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

/** A hundred and twenty orders at two venues each: XNAS takes two cents more than ARCX does, a cent more or less. */
async function ordersOf(url: string): Promise<void> {
  const order = (n: number): ReportedOrder => ({
    ...{ receivedAt: DAY, order: { quantity: '200', limit_price: '190.1' } },
    parts: ['XNAS', 'ARCX'].map((venueId) => ({
      ...{ venueId, sentAt: DAY },
      fills: [{ at: DAY, quantity: '100', price: `190.0${(venueId === 'XNAS' ? 7 : 5) + (n % 2)}`, fee: '0' }],
    })),
  });
  await storeAllReported(
    url,
    Array.from({ length: 120 }, (_, n) => order(n)),
  );
  await query(url, 'update executions set nbbo_bid = 190, nbbo_ask = 190.1, mid = 190.05');
}

const printed = async (pdf: Buffer | undefined) =>
  (await pdfPages(pdf ?? Buffer.alloc(0))).flat().map(lineText).join('\n');

it('names the venue that lags, by how much and on how many observations, in figures, on paper and line by line', async () => {
  await using set = await setUp();
  await ordersOf(set.url);
  const { run, files } = await set.made();
  expect(run).toMatchObject({ state: 'DONE', items: 240, error: null });
  const lag = { venueId: 'XNAS', orderType: 'MARKETABLE_LIMIT', n: 120, othersN: 120, verdict: 'LAGS' };
  expect(run.figures).toMatchObject({
    counts: { LAGS: 6, LEADS: 6 },
    lags: [
      { ...lag, measure: 'COST', level: 'SECURITY', of: 'AAPL' },
      { ...lag, measure: 'COST', level: 'SIZE', of: '20000' },
      { ...lag, measure: 'EFFECTIVE_SPREAD' },
      { ...lag, measure: 'EFFECTIVE_SPREAD' },
      { ...lag, measure: 'IMPROVEMENT' },
      { ...lag, measure: 'IMPROVEMENT' },
    ],
  });
  expect([...files.keys()]).toEqual(['best-execution-2026-Q4.csv', 'best-execution-2026-Q4.pdf']);
  const csv = String(files.get('best-execution-2026-Q4.csv'));
  // Two cents of 190.05 are 1.0524 basis points; each venue varies by half a cent, so the interval is 3.29 x 0.2631 x sqrt(2 / 120) to each side.
  expect(csv).toContain(
    'SECURITY,MARKETABLE_LIMIT,AAPL,XNAS,COST,bps,120,1.315443,120,0.263089,1.052355,0.940593,1.164116,LAGS\r\n',
  );
  const pages = await printed(files.get('best-execution-2026-Q4.pdf'));
  expect(pages).toContain('Meridian Securities LLC\n4th quarter 2026');
  expect(pages).toMatch(/Cost, bps \S.*AAPL: marketable limit 120 1\.32 120 0\.26 1\.05 0\.94 to 1\.16/);
  // A decision expected 190.25 with 0.003 a share of fees, at a midpoint of 190.245 on arrival.
  expect(pages).toMatch(/Expected and paid\n.*\n\S.* 120 0\.42 -/);
  expect(pages).toContain('What was done');
});

it('makes the same bytes again, and says of simulated orders that they are', async () => {
  await using set = await setUp();
  await ordersOf(set.url);
  const [first, second] = [await set.made(), await set.made()];
  expect(second.run.content_hash).toBe(first.run.content_hash);
  const { files } = await set.made({ simulated: true });
  const pages = await printed(files.get('best-execution-2026-Q4.pdf'));
  expect(pages).toContain('SIMULATED ORDERS: a demonstration');
  expect(pages).toContain('Nothing was executed in this quarter.');
});

it.each([
  ['PERIOD_INVALID', { period_to: '2026-12-01' }],
  ['PARAMETERS_INVALID', { parameters: { bd: 'Meridian' } }],
])('is refused with %s for %j', async (code, changes) => {
  await using set = await setUp();
  const { run } = await set.made(changes);
  expect(run.error).toMatch(new RegExp(`^${code}: `));
});
