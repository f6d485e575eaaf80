import { createHash } from 'node:crypto';
import { ok } from '@fairlead/core/result';
import { SHARD } from '@fairlead/db/journal/shard-lease';
import { createPool } from '@fairlead/db/pool';
import { tellsUntil } from '@fairlead/db/projection/projected-until';
import { IndexMembersRepository, SP500 } from '@fairlead/db/repositories/index-members-repository';
import { JobRecorder } from '@fairlead/db/repositories/job-recorder';
import { PaymentTermsRepository } from '@fairlead/db/repositories/payment-terms-repository';
import { Reconciliation } from '@fairlead/db/repositories/reconciliation';
import { ReportContentRepository } from '@fairlead/db/repositories/report-content-repository';
import { ReportFactsRepository } from '@fairlead/db/repositories/report-facts-repository';
import { ReportItemsRepository } from '@fairlead/db/repositories/report-items-repository';
import { ReportRunRepository } from '@fairlead/db/repositories/report-run-repository';
import type { ReportRequest } from '@fairlead/db/repositories/report-run-rows';
import { personWriter } from '@fairlead/db/testing/person-writer';
import { query } from '@fairlead/db/testing/query';
import { hasRedis, startRedis } from '@fairlead/db/testing/redis-server';
import { storeReported } from '@fairlead/db/testing/reported-orders';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type JobEvent, startRunner } from '../src/job/job-runner.ts';
import { type ReportRunsParts, reportRuns } from '../src/jobs/report-runs.ts';
import { type PublicReportStores, publicReportMaker } from '../src/report/public-report-maker.ts';
import type { ReportMaker } from '../src/report/report-maker.ts';
import { EventLog } from './event-log.ts';
import { lineText, pdfPages } from './pdf-text.ts';

const Q3 = { kind: 'RULE_606_A1', period_from: '2026-07-01', period_to: '2026-10-01', simulated: false } as const;
const FIRM = { bd: 'Meridian Securities LLC', crd: '123456' };
const JULY = '2026-07-06T14:00:00Z';
const NOW = { now_us: Date.UTC(2026, 9, 20) * 1_000 };
const silent = { info: () => {}, warn: () => {}, error: () => {} };

async function setUp() {
  const db = await testDatabase();
  await query(db.url, "select ensure_projection_partitions('2026-05-15Z', 6)");
  const pool = createPool(db.url, { max: 6, onError: () => undefined });
  const runs = new ReportRunRepository(pool);
  const contents = new ReportContentRepository(pool);
  const stores: PublicReportStores = {
    items: new ReportItemsRepository(pool),
    facts: new ReportFactsRepository(pool),
  };
  const jobOf = (own: Partial<ReportRunsParts & PublicReportStores> = {}) => {
    const makers = [publicReportMaker({ ...stores, ...own })];
    const tells = (until_us: number) => tellsUntil(pool, SHARD, until_us);
    return reportRuns({ ...{ runs, contents, makers, breaks: new Reconciliation(pool), tellsUntil: tells }, ...own });
  };
  await new IndexMembersRepository(pool).load(SP500, [{ asOf: '2026-07-01', symbols: ['AAPL'] }]);
  let asked = 0;
  const askedAt = () => NOW.now_us + asked++ * 1_000_000;
  return {
    ...{ url: db.url, pool, runs, stores, jobOf },
    /** Asks for a report, each a second after the last, and gives its run. */
    ask: async (changes: Partial<ReportRequest> = {}) =>
      (await runs.create({ ...Q3, parameters: FIRM, ...changes }, personWriter('anna', askedAt()))).done.id,
    make: (own: Parameters<typeof jobOf>[0] = {}) => jobOf(own).run({}, NOW),
    runOf: async (id: string) => {
      const run = await runs.of(id);
      if (run === null) throw new Error('no run');
      return run;
    },
    /** The files of a run by the ending of their names, as they are kept. */
    filesOf: async (id: string) => {
      const files = (await runs.of(id))?.files ?? [];
      const kept = await Promise.all(files.map(async ({ sha256 }) => (await contents.of(sha256)) ?? Buffer.alloc(0)));
      return new Map(files.map((file, place) => [file.name, kept[place] ?? Buffer.alloc(0)]));
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

type Set = Awaited<ReturnType<typeof setUp>>;

/** AAPL is of the S&P 500: one order of it goes to XNAS and ARCX, one is directed; one of MSFT, which is not, executes at a loss. */
async function quarterOfOrders({ url, pool }: Set): Promise<void> {
  const terms = { pfof_market: '0', pfof_non_marketable_limit: '0', pfof_other: '0', profit_sharing_rate: '0' };
  await new PaymentTermsRepository(pool).set(
    {
      ...terms,
      ...{ venue_id: 'XNAS', effective_from: '2026-01-01', pfof_marketable_limit: '0.2' },
      ...{ profit_sharing: '', material_aspects: 'A fee of $0.003 a share ≥ $1.', source: 'a test' },
    },
    personWriter(),
  );
  const fill = (quantity: string, fee: string) => [{ at: JULY, quantity, fee }];
  await storeReported(url, {
    receivedAt: JULY,
    parts: [
      { venueId: 'XNAS', sentAt: JULY, fills: fill('200', '0.6') },
      { venueId: 'ARCX', sentAt: JULY },
    ],
  });
  await storeReported(url, { receivedAt: JULY, order: { directed_venue: 'XNAS' }, parts: [] });
  await storeReported(url, {
    receivedAt: '2026-08-03T14:00:00Z',
    order: { instrument_id: 'MSFT', classification: 'MARKET' },
    parts: [{ venueId: 'ARCX', sentAt: '2026-08-03T14:00:00Z' }],
  });
}

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');
const NAMES = ['123456_606_NMS_2026_Q3.XML', '123456_606_NMS_2026_Q3.CSV', '123456_606_NMS_2026_Q3.PDF'];

it('waits for the rows of its time: an order that is not projected yet would be in no report', async () => {
  await using set = await setUp();
  await quarterOfOrders(set);
  const id = await set.ask();
  // The journal has an entry of the last day of September, and the projector has told none.
  await query(
    set.url,
    `insert into order_journal (shard, position, order_pk, first_event, last_event, at, simulated, body, hash)
     values (0, 1, gen_random_uuid(), 1, 1, '2026-09-30T15:00:00Z', false, '', decode(repeat('00', 32), 'hex'))`,
  );
  expect(await set.make()).toEqual({ made: 0, failed: 0, overtaken: 0, behind: 1 });
  expect(await set.runOf(id)).toMatchObject({ state: 'QUEUED', attempt: 0 });
});

describe('the job that makes reports', () => {
  it('makes what was asked for, with the figures of its orders in all three files', async () => {
    await using set = await setUp();
    await quarterOfOrders(set);
    const id = await set.ask();
    expect(await set.make()).toEqual({ made: 1, failed: 0, overtaken: 0, behind: 0 });
    const run = await set.runOf(id);
    expect(run).toMatchObject({ state: 'DONE', attempt: 1, progress: 1, items: 6, error: null });
    expect(run.done_at_us, 'how long it took').toBeGreaterThan(run.started_at_us ?? Number.POSITIVE_INFINITY);
    const venueIds = [
      { venueId: 'ARCX', name: 'NYSE Arca', mic: 'ARCX' },
      { venueId: 'XNAS', name: 'Nasdaq', mic: 'XNAS' },
    ];
    expect(run.figures).toMatchObject({ bd: FIRM.bd, year: 2026, quarter: 3, venueIds });
    const files = await set.filesOf(id);
    expect([...files.keys()]).toEqual(NAMES);
    const [xml, csv, pdf] = [...files.values()].map((content) => content);
    // 200 shares: received 0.2 USD per 100, paid 0.6.
    expect(String(xml)).toContain(`<mon>7</mon>
    <rSP500>
      <ndoPct>50.00</ndoPct>
      <ndoMarketPct>0.00</ndoMarketPct>
      <ndoMarketableLimitPct>100.00</ndoMarketableLimitPct>`);
    expect(String(xml)).toContain('<netPmtPaidRecvMarketableLimitOrdersUsd>-0.20<');
    expect(String(xml)).toContain('<netPmtPaidRecvMarketableLimitOrdersCph>-10.0000<');
    expect(String(csv)).toContain('-0.20,-10.0000');
    const printed = (await pdfPages(pdf ?? Buffer.alloc(0))).flat().map(lineText).join('\n');
    expect(printed).toMatch(/Meridian Securities LLC\n3rd Quarter, 2026/);
    expect(printed).toContain('-0.20 -10.0000');
    expect(printed).toContain('A fee of $0.003 a share ≥ $1.');
  });

  it('says what its files are: their sizes, their hashes, and one over all', async () => {
    await using set = await setUp();
    const id = await set.ask();
    await set.make();
    const [run, files] = [await set.runOf(id), await set.filesOf(id)];
    const told = [...files].map(([name, content]) => ({ name, bytes: content.length, sha256: sha256(content) }));
    expect(run.files).toMatchObject(told);
    expect(run.content_hash).toBe(sha256(told.map((file) => `${file.sha256}  ${file.name}\n`).join('')));
  });

  it('makes one after the other, the oldest first whatever its kind, and leaves what nobody makes', async () => {
    await using set = await setUp();
    const asked = [await set.ask({ kind: 'TCA' }), await set.ask(), await set.ask({ kind: 'REVIEW' })];
    asked.push(await set.ask({ kind: 'TCA' }));
    const begun: string[] = [];
    const maker = (kind: ReportMaker['kind']): ReportMaker => ({
      kind,
      make: async (run, tell) => {
        begun.push(run.id);
        tell(0.25);
        await expect.poll(async () => (await set.runOf(run.id)).progress).toBe(0.25);
        return ok({ items: 0, asOfPosition: 0, figures: {}, reconciliation: {}, files: [] });
      },
    });
    expect(await set.make({ makers: [maker('TCA'), maker('RULE_606_A1')] })).toMatchObject({ made: 3 });
    expect(begun).toEqual([asked[0], asked[1], asked[3]]);
    expect(await set.runOf(asked[2] ?? '')).toMatchObject({ state: 'QUEUED', attempt: 0 });
  });

  it('makes the same bytes again: asked for twice, or after an attempt that broke off', async () => {
    await using set = await setUp();
    await quarterOfOrders(set);
    const first = await set.ask();
    await set.make();
    const second = await set.ask();
    const keep = () => Promise.reject(new Error('the disk is full'));
    await expect(set.make({ contents: { keep } })).rejects.toThrow('the disk is full');
    expect(await set.runOf(second)).toMatchObject({ state: 'RUNNING', files: null });
    await set.make();
    const [one, other] = [await set.runOf(first), await set.runOf(second)];
    expect(other).toMatchObject({ state: 'DONE', attempt: 2, items: one.items });
    expect([other.content_hash, other.files]).toEqual([one.content_hash, one.files]);
  });

  it('makes a run once where two workers are at it', async () => {
    await using set = await setUp();
    const id = await set.ask();
    const endings = await Promise.all([set.make(), set.make(), set.make()]);
    expect(endings.map((ending) => ('made' in ending ? ending.made : null)).toSorted()).toEqual([0, 0, 1]);
    expect(await set.runOf(id)).toMatchObject({ state: 'DONE', attempt: 1 });
    expect(await set.make()).toEqual({ made: 0, failed: 0, overtaken: 0, behind: 0 });
  });

  it('has every month of a quarter without orders, and no figure', async () => {
    await using set = await setUp();
    const id = await set.ask();
    await set.make();
    const xml = String((await set.filesOf(id)).get(NAMES[0] ?? ''));
    expect([...xml.matchAll(/<mon>(\d+)</g)].map(([, month]) => month)).toEqual(['7', '8', '9']);
    expect(xml.match(/<ndoPct\/>/g)).toHaveLength(9);
    expect(await set.runOf(id)).toMatchObject({ items: 0, reconciliation: { findings: [] } });
  });

  it('tells who approves what there is to look at, and by which list stocks are divided', async () => {
    await using set = await setUp();
    await quarterOfOrders(set);
    const id = await set.ask();
    await set.make();
    const { reconciliation } = await set.runOf(id);
    expect(reconciliation).toMatchObject({ member_lists: [{ quarter: '2026-07-01', asOf: '2026-07-01' }] });
    expect(JSON.stringify(reconciliation)).toContain('MATERIAL_ASPECTS_MISSING');
  });

  it('tells who approves it where its orders are not those of the journal, of the client that it is for', async () => {
    await using set = await setUp();
    await quarterOfOrders(set);
    const asked = [await set.ask(), await set.ask({ parameters: { client_id: 'another' } })];
    const empty = { items: 0, asOfPosition: 0, figures: {}, reconciliation: {}, files: [] };
    await set.make({ makers: [{ kind: 'RULE_606_A1', make: async () => ok(empty) }] });
    const breaks = await Promise.all(
      asked.map(async (id) => z.object({ breaks: z.unknown() }).parse((await set.runOf(id)).reconciliation).breaks),
    );
    const [{ n } = {}] = await query(set.url, 'select count(*)::int as n from orders');
    expect(breaks).toMatchObject([
      { count: n, by_code: { ROW_WITHOUT_JOURNAL: n }, sources: { journal: { orders: 0 } } },
      { count: 0, first: [] },
    ]);
  });

  it('says of simulated orders that they are, and takes no other', async () => {
    await using set = await setUp();
    await quarterOfOrders(set);
    const id = await set.ask({ simulated: true });
    await set.make();
    expect(await set.runOf(id)).toMatchObject({ items: 0 });
    const files = await set.filesOf(id);
    expect(String(files.get(NAMES[0] ?? ''))).toContain('<bd>SIMULATED ORDERS: Meridian Securities LLC</bd>');
    for (const page of await pdfPages(files.get(NAMES[2] ?? '') ?? Buffer.alloc(0)))
      expect(page.map(lineText).join(' ')).toMatch(/^SIMULATED ORDERS: a demonstration/);
  });

  it.each([
    ['a time that is no quarter', { period_to: '2026-09-01' }, /^PERIOD_INVALID: 2026-07-01 to 2026-09-01/],
    ['no number of the firm', { parameters: { bd: 'Meridian' } }, /^PARAMETERS_INVALID: /],
  ])('refuses %s, and does not try again', async (_, changes, error) => {
    await using set = await setUp();
    const id = await set.ask(changes);
    expect(await set.make()).toEqual({ made: 0, failed: 1, overtaken: 0, behind: 0 });
    expect(await set.runOf(id)).toMatchObject({ state: 'FAILED', error: expect.stringMatching(error), files: null });
    expect(await set.make()).toEqual({ made: 0, failed: 0, overtaken: 0, behind: 0 });
  });

  it('divides no stocks without a list of members, but of simulated orders', async () => {
    await using set = await setUp();
    const before = { period_from: '2026-04-01', period_to: '2026-07-01' };
    const [real, simulated] = [await set.ask(before), await set.ask({ ...before, simulated: true })];
    await set.make();
    const error = 'NO_MEMBER_LIST: no members of the S&P 500 are loaded of 2026-04-01 or before';
    expect(await set.runOf(real)).toMatchObject({ state: 'FAILED', error, files: null });
    expect(await set.runOf(simulated)).toMatchObject({ state: 'DONE', error: null });
  });

  it('makes no file that the schema of the SEC does not take', async () => {
    await using set = await setUp();
    await quarterOfOrders(set);
    const facts = {
      publicFacts: async (id: string) => {
        const own = await set.stores.facts.publicFacts(id);
        return { ...own, venues: own.venues.map((venue) => ({ ...venue, mpid: 'NOT-ONE' })) };
      },
    };
    const id = await set.ask();
    expect(await set.make({ facts })).toEqual({ made: 0, failed: 1, overtaken: 0, behind: 0 });
    const { state, error, files } = await set.runOf(id);
    expect([state, files]).toEqual(['FAILED', null]);
    expect(error).toMatch(/^SCHEMA_INVALID: line \d+: .*mpid/);
    expect(await query(set.url, 'select count(*)::int as files from report_contents')).toEqual([{ files: 0 }]);
  });

  it('gives a run up that has broken off five times', async () => {
    await using set = await setUp();
    const id = await set.ask();
    const contents = { keep: () => Promise.reject(new Error('the disk is full')) };
    for (let attempt = 1; attempt <= 5; attempt += 1) await expect(set.make({ contents })).rejects.toThrow();
    expect(await set.runOf(id)).toMatchObject({ state: 'FAILED', error: 'BROKE_OFF: Error: the disk is full' });
    expect(await set.make({ contents })).toEqual({ made: 0, failed: 0, overtaken: 0, behind: 0 });
  });

  it('runs by the queue in PostgreSQL', async () => {
    await using set = await setUp();
    await makesByQueue(set, undefined);
  });

  it.skipIf(!hasRedis())('runs by the queue in Redis', async () => {
    await using set = await setUp();
    await using redis = await startRedis();
    await makesByQueue(set, redis.url);
  });
});

async function makesByQueue(set: Set, redisUrl: string | undefined): Promise<void> {
  await quarterOfOrders(set);
  const id = await set.ask();
  const events = new EventLog<JobEvent>();
  const location = { databaseUrl: set.url, redisUrl, queue: 'reports' };
  const recorder = new JobRecorder(set.pool);
  const options = { location, recorder, log: silent, onEvent: (event: JobEvent) => events.add(event) };
  const runner = await startRunner({ ...options, jobs: [set.jobOf()] });
  try {
    const event = await events.first(({ outcome }) => outcome === 'completed');
    expect(event).toMatchObject({ name: 'report-runs', facts: { made: 1, failed: 0 } });
    expect(await set.runOf(id)).toMatchObject({ state: 'DONE', items: 6 });
  } finally {
    await runner.close();
  }
}
