import { auditEntriesAfter } from '@fairlead/db/repositories/audit-repository';
import { serviceWriter } from '@fairlead/db/repositories/risk-writer';
import { expect, it } from 'vitest';
import { reportBench } from './report-bench.ts';

const reason = 'the quarter is over';
const QUARTER = { kind: 'RULE_606_A1', year: 2026, quarter: 3, reason };
const FIRM = { effective_from: '2026-01-01', bd: 'A Broker', crd: '79', reason: 'as registered' };
const KEY = '0190d000-0000-7000-8000-000000000001';

type Bench = Awaited<ReturnType<typeof reportBench>>;

/** A run of the quarter that is asked for by the firm. */
async function asked(bench: Bench, more: object = {}): Promise<string> {
  await bench.say('/firm', FIRM);
  const { status, body } = await bench.say('', { ...QUARTER, ...more });
  expect([status, body.state]).toEqual([202, 'QUEUED']);
  return body.id;
}

const codeOf = async (answer: Promise<{ status: number; body: { code?: string } }>) => {
  const { status, body } = await answer;
  return [status, body.code];
};

it('takes a request of a report once for its key, and tells of it', async () => {
  await using bench = await reportBench();
  await bench.say('/firm', FIRM);
  const first = await bench.say('', { ...QUARTER, idempotency_key: KEY });
  expect(first).toMatchObject({
    status: 202,
    body: {
      ...{ kind: 'RULE_606_A1', period_from: '2026-07-01', period_to: '2026-10-01', state: 'QUEUED', simulated: false },
      ...{ parameters: { bd: 'A Broker', crd: '79' }, requested_by: 'id of flk_reporter', files: [] },
      requested_at: '2026-10-05T15:00:00.000000Z',
    },
  });
  expect(await bench.say('', { ...QUARTER, idempotency_key: KEY })).toEqual(first);
  expect(await codeOf(bench.say('', { ...QUARTER, quarter: 2, idempotency_key: KEY }))).toEqual([409, 'ACT_CONFLICT']);
  const { audit_id, ...run } = first.body;
  expect((await bench.get('')).json()).toEqual({ reports: [run], next_cursor: null });
  expect((await bench.get('?kind=RULE_605')).json()).toEqual({ reports: [], next_cursor: null });
  expect((await bench.get(`/${run.id}`)).json()).toEqual({
    ...{ ...run, figures: null, reconciliation: null, withdrawn_imports: [] },
    ...{ asides: [], open_breaks: 0 },
  });
  expect(await auditEntriesAfter(bench.pool, 0, 9)).toMatchObject([
    { action: 'report.firm', subject_id: '2026-01-01', reason: 'as registered' },
    { action: 'report.request', subject_id: run.id, id: audit_id, reason },
  ]);
});

it('lists runs page by page, the newest first', async () => {
  await using bench = await reportBench();
  const ids = [await asked(bench)];
  for (const quarter of [1, 2]) {
    bench.router.nowUs += 1_000;
    ids.unshift(await asked(bench, { quarter }));
  }
  const first = (await bench.get('?limit=2')).json();
  const second = (await bench.get(`?limit=2&cursor=${first.next_cursor}`)).json();
  expect([...first.reports, ...second.reports].map(({ id }) => id)).toEqual(ids);
  expect(second.next_cursor).toBeNull();
});

it('serves the reports of Rule 606 at an address of their own, and no others', async () => {
  await using bench = await reportBench();
  const ours = await asked(bench);
  bench.router.nowUs += 1_000;
  const other = (await bench.say('', { kind: 'REVIEW', year: 2026, quarter: 3, reason })).body.id;
  const listed = (await bench.get('/606')).json();
  expect([listed.reports.map(({ id }: { id: string }) => id), listed.next_cursor]).toEqual([[ours], null]);
  expect((await bench.get('/606?kind=RULE_606_B1')).json()).toEqual({ reports: [], next_cursor: null });
  expect((await bench.get('/606?kind=REVIEW')).statusCode).toBe(400);
  expect((await bench.get(`/606/${ours}`)).json()).toEqual((await bench.get(`/${ours}`)).json());
  expect((await bench.get(`/606/${other}`)).json().code).toBe('NOT_FOUND');
});

it('makes no run before the firm has a name, nor of a time that is not over; a demonstration needs neither', async () => {
  await using bench = await reportBench();
  expect(await codeOf(bench.say('', QUARTER))).toEqual([409, 'FIRM_NOT_NAMED']);
  const now = { ...QUARTER, quarter: 4 };
  expect((await bench.say('', { ...now, simulated: true })).body).toMatchObject({
    parameters: { bd: 'Demonstration', crd: '0' },
    simulated: true,
  });
  await bench.say('/firm', FIRM);
  expect(await codeOf(bench.say('', now))).toEqual([409, 'REPORT_PERIOD_OPEN']);
  // A firm that is no market center has no report of Rule 605, and one from before it had a name has none either.
  const month = { kind: 'RULE_605', year: 2026, month: 9, reason };
  // What the orders of a month execute in the week after it is in its report.
  expect(await codeOf(bench.say('', month))).toEqual([409, 'REPORT_PERIOD_OPEN']);
  bench.router.nowUs += 8 * 86_400_000_000;
  expect(await codeOf(bench.say('', month))).toEqual([409, 'FIRM_NOT_NAMED']);
  expect(await codeOf(bench.say('', { ...QUARTER, year: 2025 }))).toEqual([409, 'FIRM_NOT_NAMED']);
  await bench.say('/firm', { ...FIRM, participant: 'T', entity: 'ABRO' });
  const { choices, ...named } = (await bench.say('', month)).body.parameters;
  expect(named).toEqual({ bd: 'A Broker', participant: 'T', entity: 'ABRO' });
  expect(choices).toMatchObject({ DETAIL_LINE_END: { value: 'CRLF', effective_from: null } });
});

it('names a customer as orders do, and takes the six months before the request', async () => {
  await using bench = await reportBench();
  const customer = { client_id: 'client-1', customer_id: 'C-1', customer: 'A Customer' };
  await bench.say('/firm', FIRM);
  const taken = await bench.say('', { kind: 'RULE_606_B3', ...customer, reason });
  expect(taken.body).toMatchObject({
    ...{ period_from: '2026-04-01', period_to: '2026-10-01' },
    parameters: { bd: 'A Broker', ...customer, customer_id: '(C-1)', look_through: false },
    requested_on: '2026-10-05',
    due_on: '2026-10-14',
  });
  const unknown = { kind: 'RULE_606_B3', ...customer, customer_id: 'nobody', reason };
  expect(await codeOf(bench.say('', unknown))).toEqual([422, 'UNKNOWN_CUSTOMER']);
  const asOf = { kind: 'RULE_606_B1', ...customer, customer_id: null, requested_on: '2026-08-31', reason };
  expect((await bench.say('', asOf)).body).toMatchObject({ period_from: '2026-02-28', period_to: '2026-08-31' });
});

it('is approved by a second person and then published, each once', async () => {
  await using bench = await reportBench();
  const id = await asked(bench);
  const act = (name: string, key: 'flk_reporter' | 'flk_approver') => bench.say(`/${id}/${name}`, { reason }, key);
  expect(await codeOf(act('approve', 'flk_approver'))).toEqual([409, 'REPORT_NOT_DONE']);
  await bench.make(id);
  expect(await codeOf(act('publish', 'flk_approver'))).toEqual([409, 'REPORT_NOT_APPROVED']);
  expect(await codeOf(act('approve', 'flk_reporter'))).toEqual([409, 'REPORT_SELF_APPROVAL']);
  const approve = { reason: 'every figure was looked at', idempotency_key: KEY };
  const approved = await bench.say(`/${id}/approve`, approve, 'flk_approver');
  expect(approved).toMatchObject({
    status: 200,
    body: { state: 'APPROVED', approved_by: 'id of flk_approver', approval_reason: approve.reason },
  });
  expect(await bench.say(`/${id}/approve`, approve, 'flk_approver')).toEqual(approved);
  expect(await act('publish', 'flk_reporter')).toMatchObject({ status: 200, body: { state: 'PUBLISHED' } });
  expect(await codeOf(act('publish', 'flk_reporter'))).toEqual([409, 'REPORT_NOT_APPROVED']);
  const audited = await auditEntriesAfter(bench.pool, 0, 9);
  expect(audited.slice(1).map(({ action }) => action)).toEqual(['report.request', 'report.approve', 'report.publish']);
});

it('is published by another person than who approved it where the calendar has asked for it', async () => {
  await using bench = await reportBench();
  await bench.say('/firm', FIRM);
  const quarter = { period_from: '2026-07-01', period_to: '2026-10-01', parameters: {}, simulated: false };
  const writer = serviceWriter('fairlead-worker', { act: ['due'], reason: 'due', atUs: bench.router.nowUs });
  const { done } = await bench.reports.runs.create({ kind: 'RULE_606_A1', ...quarter }, writer);
  const { id } = done;
  await bench.make(id);
  const act = (name: string, key: 'flk_reporter' | 'flk_approver') => bench.say(`/${id}/${name}`, { reason }, key);
  expect(await act('approve', 'flk_approver')).toMatchObject({ status: 200, body: { asked_by_service: true } });
  expect(await codeOf(act('publish', 'flk_approver'))).toEqual([409, 'REPORT_SAME_PERSON']);
  expect((await bench.get(`/${id}`)).json()).toMatchObject({ state: 'APPROVED', published_by: null });
  expect(await act('publish', 'flk_reporter')).toMatchObject({ status: 200, body: { state: 'PUBLISHED' } });
  // What a person has asked for has its two persons already.
  const own = await asked(bench);
  await bench.make(own);
  for (const name of ['approve', 'publish'])
    expect((await bench.say(`/${own}/${name}`, { reason }, 'flk_approver')).status, name).toBe(200);
});

it('makes again what has failed, and nothing else', async () => {
  await using bench = await reportBench();
  const id = await asked(bench);
  expect(await codeOf(bench.say(`/${id}/again`, { reason }))).toEqual([409, 'REPORT_NOT_FAILED']);
  await bench.reports.runs.fail(
    id,
    (await bench.reports.runs.begin(id, bench.router.nowUs)) ?? 0,
    'NO_MEMBER_LIST: none',
  );
  expect((await bench.get(`/${id}`)).json()).toMatchObject({ state: 'FAILED', error: 'NO_MEMBER_LIST: none' });
  expect(await bench.say(`/${id}/again`, { reason: 'the list is there' })).toMatchObject({
    status: 200,
    body: { state: 'QUEUED', error: null },
  });
});

it('hands out a file byte by byte as its hash says', async () => {
  await using bench = await reportBench();
  const id = await asked(bench);
  const file = `/${id}/files/79_606_NMS_2026_Q3.XML`;
  expect((await bench.get(file)).statusCode).toBe(404);
  await bench.make(id);
  const { statusCode, headers, body } = await bench.get(file);
  expect([statusCode, body]).toEqual([200, '<heldOrderRoutingPublicReport/>']);
  expect(headers).toMatchObject({
    'content-type': 'application/xml',
    'content-disposition': "attachment; filename*=UTF-8''79_606_NMS_2026_Q3.XML",
  });
  expect((await bench.get(`/${id}/files/other.XML`)).statusCode).toBe(404);
  expect((await bench.get('/no-uuid/files/79_606_NMS_2026_Q3.XML')).statusCode).toBe(404);
});

it('does not let a report leave of which the record does not fit together, unless its orders are simulated', async () => {
  await using bench = await reportBench();
  const broken = {
    reconciliation: { breaks: { count: 3, by_code: { MISSING_AT_VENUE: 2, PRICE_DIFFERS: 1 }, first: [] } },
  };
  const id = await asked(bench);
  await bench.make(id, broken);
  const said = await bench.say(`/${id}/approve`, { reason }, 'flk_approver');
  const errors = [
    { path: 'reconciliation.breaks', code: 'MISSING_AT_VENUE', message: 'MISSING_AT_VENUE 2 times' },
    { path: 'reconciliation.breaks', code: 'PRICE_DIFFERS', message: 'PRICE_DIFFERS once' },
  ];
  expect(said).toMatchObject({ status: 409, body: { code: 'REPORT_HAS_BREAKS', errors } });
  const file = await bench.get(`/${id}/files/79_606_NMS_2026_Q3.XML`);
  expect([file.statusCode, file.json().errors]).toEqual([409, errors]);
  const simulated = await asked(bench, { simulated: true });
  await bench.make(simulated, broken);
  expect((await bench.get(`/${simulated}/files/79_606_NMS_2026_Q3.XML`)).statusCode).toBe(200);
  expect((await bench.say(`/${simulated}/approve`, { reason }, 'flk_approver')).status).toBe(200);
});

it('does not let a report leave whose own check has found what it cannot have, unless its orders are simulated', async () => {
  await using bench = await reportBench();
  const finding = (code: string) => ({ code, place: '2026-07 SP500 Nasdaq', found: null });
  const codes = ['MATERIAL_ASPECTS_MISSING', 'COLUMN_OVER_100', 'MATERIAL_ASPECTS_MISSING', 'LATER_NBBO_UNKNOWN'];
  const wanting = { reconciliation: { findings: codes.map(finding) } };
  const id = await asked(bench);
  await bench.make(id, wanting);
  const errors = [
    { path: 'reconciliation.findings', code: 'COLUMN_OVER_100', message: 'COLUMN_OVER_100 once' },
    { path: 'reconciliation.findings', code: 'MATERIAL_ASPECTS_MISSING', message: 'MATERIAL_ASPECTS_MISSING 2 times' },
  ];
  const refused = { status: 409, body: { code: 'REPORT_HAS_FINDINGS', errors } };
  expect(await bench.say(`/${id}/approve`, { reason }, 'flk_approver')).toMatchObject(refused);
  expect(await bench.say(`/${id}/publish`, { reason }, 'flk_approver')).toMatchObject(refused);
  const file = '/files/79_606_NMS_2026_Q3.XML';
  expect((await bench.get(`/${id}${file}`)).json()).toMatchObject(refused.body);
  expect((await bench.get(`/${id}`)).json(), 'a person looks at it').toMatchObject({ figures: { months: [] } });
  const simulated = await asked(bench, { simulated: true });
  await bench.make(simulated, wanting);
  expect((await bench.get(`/${simulated}${file}`)).statusCode).toBe(200);
  // What is not known holds nothing back: the form has an empty place for it.
  const unknown = await asked(bench);
  await bench.make(unknown, { reconciliation: { findings: [finding('LATER_NBBO_UNKNOWN')] } });
  expect((await bench.say(`/${unknown}/approve`, { reason }, 'flk_approver')).status).toBe(200);
});

it('is for the firm’s own people with the scope that each act needs', async () => {
  await using bench = await reportBench();
  const id = await asked(bench);
  const statuses = async (key: 'flk_unknown' | 'flk_all' | 'flk_reporter_of_client' | 'flk_approver') => [
    (await bench.get('', key)).statusCode,
    (await bench.get(`/${id}`, key)).statusCode,
    (await bench.get(`/${id}/files/x`, key)).statusCode,
    (await bench.get('/firm', key)).statusCode,
    (await bench.say('', QUARTER, key)).status,
    (await bench.say(`/${id}/again`, { reason }, key)).status,
    (await bench.say('/firm', FIRM, key)).status,
    (await bench.say(`/${id}/approve`, { reason }, key)).status,
  ];
  expect(await statuses('flk_unknown')).toEqual(Array(8).fill(401));
  expect(await statuses('flk_all')).toEqual(Array(8).fill(403));
  expect(await statuses('flk_reporter_of_client')).toEqual(Array(8).fill(403));
  expect(await statuses('flk_approver')).toEqual([200, 200, 404, 200, 403, 403, 403, 409]);
});

it('refuses a request that is none, at its field', async () => {
  await using bench = await reportBench();
  const faulty: readonly (readonly [string, object])[] = [
    ['kind', { ...QUARTER, kind: 'RULE_607' }],
    ['quarter', { ...QUARTER, quarter: 5 }],
    ['month', { ...QUARTER, month: 5 }],
    ['reason', { ...QUARTER, reason: ' ' }],
    ['customer', { kind: 'RULE_606_B1', client_id: 'client-1', reason }],
    ['requested_on', { kind: 'RULE_606_B1', client_id: 'c', customer: 'C', requested_on: '2026-02-30', reason }],
    ['to', { kind: 'TCA', from: '2026-10-01', to: '2026-10-01', reason }],
    ['client_id', { kind: 'TCA', from: '2026-10-01', to: '2026-10-02', customer_id: 'C-1', reason }],
  ];
  for (const [path, body] of faulty) {
    const { status, body: problem } = await bench.say('', body);
    expect([status, problem.errors.map((fault: { path: string }) => fault.path)]).toEqual([400, [path]]);
  }
});
