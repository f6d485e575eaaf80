import pg from 'pg';
import { expect, it } from 'vitest';
import { createPool } from '../pool.ts';
import { personWriter } from '../testing/person-writer.ts';
import { query } from '../testing/query.ts';
import { testDatabase } from '../testing/test-database.ts';
import { ReportRunRepository } from './report-run-repository.ts';
import type { FinishedReport, ReportRequest } from './report-run-rows.ts';

const REQUEST: ReportRequest = {
  kind: 'RULE_606_A1',
  period_from: '2026-07-01',
  period_to: '2026-10-01',
  parameters: { year: 2026, quarter: 3 },
  simulated: false,
};
const FINISHED: FinishedReport = {
  items: 12,
  as_of_position: 345,
  figures: { months: [] },
  reconciliation: { breaks: 0 },
  files: [{ name: '1_606_NMS_2026_Q3.XML', media_type: 'application/xml', bytes: 10, sha256: 'a'.repeat(64) }],
  content_hash: 'b'.repeat(64),
};
const T = Date.UTC(2026, 9, 5, 15) * 1_000;

async function setUp() {
  const db = await testDatabase();
  const pool = createPool(db.url, { max: 3, onError: () => undefined });
  const runs = new ReportRunRepository(pool);
  const create = async (changes: Partial<ReportRequest> = {}) =>
    (await runs.create({ ...REQUEST, ...changes }, personWriter())).done.id;
  return {
    ...{ url: db.url, pool },
    runs,
    create,
    done: async () => {
      const id = await create();
      const attempt = (await runs.begin(id, T)) ?? 0;
      expect(await runs.finish({ id, attempt, atUs: T + 1 }, FINISHED)).toBe(true);
      return id;
    },
    /** The code with which the database refuses a statement, also to its owner. */
    refusal: (sql: string) =>
      query(db.url, sql).then(
        () => 'done',
        (error) => (error instanceof pg.DatabaseError ? error.code : error),
      ),
    async [Symbol.asyncDispose]() {
      await pool.end();
      await db[Symbol.asyncDispose]();
    },
  };
}

it('asks for a run once for its key, and tells the audit', async () => {
  await using set = await setUp();
  const writer = personWriter();
  const { done } = await set.runs.create(REQUEST, writer);
  expect(done).toMatchObject({ ...REQUEST, state: 'QUEUED', attempt: 0, progress: 0, requested_by_name: 'anna' });
  expect((await set.runs.create(REQUEST, writer)).done).toEqual(done);
  expect((await set.runs.list({ kinds: null, cursor: null, limit: 9 })).rows).toEqual([done]);
  const audit = await query(set.url, 'select action, subject_id from audit_entries');
  expect(audit).toEqual([{ action: 'report.request', subject_id: done.id }]);
});

it('makes again what has failed, as another attempt', async () => {
  await using set = await setUp();
  const id = await set.create();
  expect(await set.runs.again(id, personWriter('ben'))).toEqual({ ok: false, error: 'NOT_FAILED' });
  await set.runs.begin(id, T);
  await set.runs.fail(id, 1, 'NO_MEMBER_LIST: none');
  const again = await set.runs.again(id, personWriter('ben'));
  expect(again).toMatchObject({ ok: true, value: { done: { state: 'QUEUED', error: null, attempt: 1 } } });
  expect(await set.runs.begin(id, T)).toBe(2);
  expect(await set.runs.again('no run', personWriter('ben'))).toEqual({ ok: false, error: 'NOT_FOUND' });
  const [, audit] = await query(set.url, 'select action, actor_id from audit_entries order by seq');
  expect(audit).toEqual({ action: 'report.again', actor_id: 'ben@fairlead.local' });
});

it('lets only the last attempt write', async () => {
  await using set = await setUp();
  const id = await set.create();
  expect(await set.runs.progress(id, 0, 0.5)).toBe(false);
  expect(await set.runs.begin(id, T)).toBe(1);
  expect(await set.runs.progress(id, 1, 0.5)).toBe(true);
  expect(await set.runs.of(id)).toMatchObject({ state: 'RUNNING', progress: 0.5, started_at_us: T });
  expect(await set.runs.begin(id, T)).toBe(2);
  expect(await set.runs.finish({ id, attempt: 1, atUs: T }, FINISHED)).toBe(false);
  expect(await set.runs.fail(id, 1, 'too late')).toBe(false);
  expect(await set.runs.fail(id, 2, 'the disk is full')).toBe(true);
  expect(await set.runs.of(id)).toMatchObject({ state: 'FAILED', error: 'the disk is full' });
  expect(await set.runs.begin(id, T)).toBe(3);
  expect(await set.runs.finish({ id, attempt: 3, atUs: T + 5 }, FINISHED)).toBe(true);
  expect(await set.runs.of(id)).toMatchObject({
    ...FINISHED,
    state: 'DONE',
    progress: 1,
    done_at_us: T + 5,
    error: null,
  });
  expect(await set.runs.begin(id, T)).toBeNull();
});

it.each(['report_items', 'covered_order_items'])('is told how far it is while its %s are made', async (table) => {
  await using set = await setUp();
  const run = await set.create();
  await set.runs.begin(run, T);
  const filling = await set.pool.connect();
  await filling.query('begin isolation level repeatable read');
  await filling.query(`select open_${table}($1)`, [run]);
  // It would wait for the end of the filling for ever.
  expect(await set.runs.progress(run, 1, 0.5)).toBe(true);
  expect(await set.runs.of(run)).toMatchObject({ state: 'RUNNING', progress: 0.5 });
  await filling.query(`select seal_${table}($1)`, [run]);
  await filling.query('commit');
  filling.release();
});

it('is approved by another person than who asked for it, and published after that, each once', async () => {
  await using set = await setUp();
  const id = await set.done();
  const ben = personWriter('ben', T);
  expect(await set.runs.publish(id, ben)).toEqual({ ok: false, error: 'NOT_APPROVED' });
  expect(await set.runs.approve(id, personWriter())).toEqual({ ok: false, error: 'SELF_APPROVAL' });
  const approved = await set.runs.approve(id, ben);
  expect(approved).toMatchObject({
    value: { done: { state: 'APPROVED', approved_by_name: 'ben', approval_reason: ben.reason, approved_at_us: T } },
  });
  expect(await set.runs.approve(id, ben)).toEqual(approved);
  expect(await set.runs.approve(id, personWriter('cem'))).toEqual({ ok: false, error: 'NOT_DONE' });
  expect(await set.runs.publish(id, personWriter('ben', T + 1))).toMatchObject({
    value: { done: { state: 'PUBLISHED', published_by_name: 'ben', published_at_us: T + 1 } },
  });
  expect(await set.runs.publish(id, personWriter('ben'))).toEqual({ ok: false, error: 'NOT_APPROVED' });
  const audit = await query(
    set.url,
    "select action from audit_entries where subject_type = 'report_runs' order by seq",
  );
  expect(audit.map(({ action }) => action)).toEqual(['report.request', 'report.approve', 'report.publish']);
});

it('is not approved where it is not done, or not there', async () => {
  await using set = await setUp();
  expect(await set.runs.approve(await set.create(), personWriter('ben'))).toEqual({ ok: false, error: 'NOT_DONE' });
  for (const id of ['01900000-0000-7000-8000-000000000000', 'x'])
    expect(await set.runs.approve(id, personWriter('ben'))).toEqual({ ok: false, error: 'NOT_FOUND' });
  expect(await set.runs.of('x')).toBeNull();
});

it('does not change once it is done, whoever asks the database', async () => {
  await using set = await setUp();
  const id = await set.done();
  for (const change of [
    "files = '[]'",
    "content_hash = repeat('c', 64)",
    "state = 'RUNNING'",
    "state = 'PUBLISHED', published_at = now(), published_by = 'x', approved_at = now(), approved_by = 'x'",
    "state = 'APPROVED', approved_at = now(), approved_by = 'x', items = 1",
    'progress = 0',
  ])
    expect(await set.refusal(`update report_runs set ${change} where id = '${id}'`), change).toBe('23001');
  expect(await set.refusal('delete from report_runs')).toBe('23001');
  expect(await set.refusal('truncate report_runs')).toBe('23001');
  const self = "state = 'APPROVED', approved_at = now(), approved_by = requested_by";
  expect(await set.refusal(`update report_runs set ${self} where id = '${id}'`)).toBe('23514');
});

it('lists by kind, the newest first, a page at a time', async () => {
  await using set = await setUp();
  const ids: string[] = [];
  for (const kind of ['TCA', 'RULE_605', 'TCA', 'TCA'] as const) ids.push(await set.create({ kind }));
  const all = await set.runs.list({ kinds: null, cursor: null, limit: 10 });
  expect(all.rows.map(({ id }) => id)).toEqual(ids.toSorted().reverse());
  const first = await set.runs.list({ kinds: ['TCA'], cursor: null, limit: 2 });
  const second = await set.runs.list({ kinds: ['TCA'], cursor: first.next, limit: 2 });
  expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(
    all.rows.filter(({ kind }) => kind === 'TCA').map(({ id }) => id),
  );
  expect(second.next).toBeNull();
  expect(await set.runs.list({ kinds: null, cursor: 'none', limit: 2 })).toEqual({ rows: [], next: null });
});

it('names what is still to be made, the oldest first', async () => {
  await using set = await setUp();
  const kind = 'RULE_606_A1';
  const [queued, running, failed] = [
    await set.create({ kind }),
    await set.create({ kind }),
    await set.create({ kind }),
  ];
  const ofAnother = await set.create({ kind: 'TCA' });
  await set.runs.begin(running, 1);
  await set.runs.fail(failed, (await set.runs.begin(failed, 1)) ?? 0, 'no');
  expect(await set.runs.unmade([kind])).toEqual([queued, running].toSorted());
  expect(await set.runs.unmade(['TCA', kind])).toEqual([queued, running, ofAnother].toSorted());
  expect(await set.runs.unmade([])).toEqual([]);
});

it('lets one at a time work on a run, also after work that broke off', async () => {
  await using set = await setUp();
  const [one, other] = [await set.create(), await set.create()];
  const inside = () =>
    Promise.all([set.runs.alone(one, async () => 'second'), set.runs.alone(other, async () => 'own')]);
  expect(await set.runs.alone(one, inside)).toEqual([null, 'own']);
  await expect(set.runs.alone(one, () => Promise.reject(new Error('broke off')))).rejects.toThrow('broke off');
  expect(await set.runs.alone(one, async () => 'again')).toBe('again');
});

it('finds of the real runs for a period the one that has come furthest, the latest of equals', async () => {
  await using set = await setUp();
  const furthest = async () => (await set.runs.furthest('RULE_606_A1', '2026-07-01'))?.id ?? null;
  await set.create({ simulated: true });
  await set.create({ period_from: '2026-04-01', period_to: '2026-07-01' });
  expect(await furthest()).toBeNull();
  const done = await set.done();
  const failed = await set.create();
  await set.runs.fail(failed, (await set.runs.begin(failed, T)) ?? 0, 'the disk is full');
  expect(await furthest()).toBe(done);
  const { done: later } = await set.runs.create(REQUEST, personWriter('anna', T + 60_000_000));
  const attempt = (await set.runs.begin(later.id, T)) ?? 0;
  expect(await furthest()).toBe(done);
  await set.runs.finish({ id: later.id, attempt, atUs: T }, FINISHED);
  expect(await furthest()).toBe(later.id);
});

it('has by when a customer is to have its report: seven business days after its request, holidays left out', async () => {
  await using set = await setUp();
  await query(
    set.url,
    "insert into market_days (date, name, source) values ('2026-11-26', 'Thanksgiving', 'a test') on conflict do nothing",
  );
  const asked = async (changes: Partial<ReportRequest>) => {
    const run = await set.runs.of(await set.create({ requested_on: '2026-11-20', ...changes }));
    return [run?.requested_on, run?.due_on];
  };
  expect(await asked({ kind: 'RULE_606_B3' })).toEqual(['2026-11-20', '2026-12-02']);
  expect(await asked({ kind: 'RULE_606_B3', simulated: true })).toEqual(['2026-11-20', null]);
  // Rule 606(b)(1) gives no number of days.
  expect(await asked({ kind: 'RULE_606_B1' })).toEqual(['2026-11-20', null]);
});

it('names what customers are to have, each request once, until one run of it is published', async () => {
  await using set = await setUp();
  const of = (client_id: string, requested_on = '2026-11-20') =>
    set.create({ kind: 'RULE_606_B3', parameters: { client_id }, requested_on });
  const owed = async (since = '2026-11-01') => (await set.runs.owed(since)).map(({ id }) => id);
  const [first, early] = [await of('a'), await of('b', '2026-11-02')];
  expect(await owed()).toEqual([early, first]);
  const again = await of('a');
  await set.runs.begin(again, T);
  expect(await owed()).toEqual([early, again]);
  expect(await owed('2026-11-12')).toEqual([again]);
  await query(set.url, PUBLISHED, [first]);
  expect(await owed()).toEqual([early]);
});

const PUBLISHED = `update report_runs set state = 'PUBLISHED', published_by = 'ben', published_at = now(), approved_by = 'ben', approved_at = now(),
  approval_reason = 'right', done_at = now(), items = 0, as_of_position = 0, figures = '{}', reconciliation = '{}', files = '[]', content_hash = repeat('a', 64)
  where id = $1`;
