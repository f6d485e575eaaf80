import { createPool } from '@fairlead/db/pool';
import { reportRepositories } from '@fairlead/db/repositories/report-repositories';
import { personWriter } from '@fairlead/db/testing/person-writer';
import { query } from '@fairlead/db/testing/query';
import { runningReport } from '@fairlead/db/testing/report-run';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { expect, it } from 'vitest';
import { reportRetention } from '../src/jobs/report-retention.ts';

const SCOPE = { from: '2026-07-01', to: '2026-10-01', simulated: false, clientId: null };
const DAY_US = 86_400_000_000;
/** By the clock of the database, which guards what is published. */
const NOW_US = Date.now() * 1_000;
const KEPT_DAYS = 90;

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  const stores = reportRepositories(pool);
  const { runs, items, contents } = stores;
  const job = reportRetention(stores, KEPT_DAYS);
  return {
    ...{ url: db.url, runs, contents },
    /** A run with rows and one file that was done so many days ago, and published where it is said. */
    async done(daysAgo: number, file: string, isPublished = false): Promise<string> {
      const id = await runningReport(pool, SCOPE);
      await items.fill(id, SCOPE, () => undefined);
      const broken = "insert into report_breaks (run_id, number, code) values ($1, 1, 'ORPHAN_REPORT')";
      await query(db.url, broken, [id]);
      const sha256 = await contents.keep(Buffer.from(file));
      const atUs = NOW_US - daysAgo * DAY_US;
      const files = [{ name: 'a.XML', media_type: 'application/xml', bytes: file.length, sha256 }];
      const report = { items: 0, as_of_position: 0, figures: {}, reconciliation: {}, files, content_hash: sha256 };
      expect(await runs.finish({ id, attempt: 1, atUs }, report)).toBe(true);
      if (isPublished) {
        await runs.approve(id, personWriter('ben', atUs));
        await runs.publish(id, personWriter('ben', atUs));
      }
      return id;
    },
    run: () => job.run({ unpublished_days: KEPT_DAYS }, { now_us: NOW_US }),
    files: async () =>
      (await query(db.url, "select convert_from(content, 'UTF8') as file from report_contents order by 1")).map(
        ({ file }) => file,
      ),
    breaks: async () => (await query(db.url, 'select run_id as run from report_breaks')).map(({ run }) => run),
    tables: async () => {
      const sql = "select count(*)::int as tables from pg_inherits where inhparent = 'report_items'::regclass";
      return (await query(db.url, sql))[0]?.tables;
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('drops rows, breaks and files of what was not published some days after it was made, and of what was after three years', async () => {
  await using set = await setUp();
  const young = await set.done(KEPT_DAYS - 1, 'young');
  const old = await set.done(KEPT_DAYS + 1, 'old');
  const published = await set.done(3 * 365, 'published', true);
  await set.done(3 * 366 + 1, 'long ago', true);
  expect(await set.tables()).toBe(4);
  expect(await set.run()).toEqual({ runs: 2, files: 2 });
  expect([await set.files(), await set.tables()]).toEqual([['published', 'young'], 2]);
  expect((await set.breaks()).sort()).toEqual([young, published].sort());
  expect(await set.runs.of(old)).toMatchObject({ state: 'DONE', files: [{ name: 'a.XML' }], figures: {} });
  expect(await set.run()).toEqual({ runs: 0, files: 0 });
});

it('keeps bytes that another report has too', async () => {
  await using set = await setUp();
  await set.done(KEPT_DAYS + 1, 'the same');
  await set.done(1, 'the same');
  expect(await set.run()).toEqual({ runs: 1, files: 0 });
  expect(await set.files()).toEqual(['the same']);
});

it('drops no file while a run is being made: what it has kept is named by nobody yet', async () => {
  await using set = await setUp();
  const { done } = await set.runs.create(
    { kind: 'RULE_606_A1', period_from: SCOPE.from, period_to: SCOPE.to, parameters: {}, simulated: false },
    personWriter(),
  );
  await set.runs.begin(done.id, NOW_US);
  await set.contents.keep(Buffer.from('new'));
  expect(await set.run()).toEqual({ runs: 0, files: 0 });
  await set.runs.fail(done.id, 1, 'it broke off');
  expect(await set.run()).toEqual({ runs: 0, files: 1 });
});

it('is not told otherwise by anybody: what is published stays, byte by byte', async () => {
  await using set = await setUp();
  await set.done(1, 'published', true);
  for (const sql of ['delete from report_contents', "update report_contents set content = 'b'"])
    await expect(query(set.url, sql), sql).rejects.toMatchObject({ code: '23001' });
});
