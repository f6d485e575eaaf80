import { PART_BYTES } from '@fairlead/contracts/upload';
import { UploadQueue } from '@fairlead/db/import/upload-queue';
import { auditEntriesAfter } from '@fairlead/db/repositories/audit-repository';
import { query } from '@fairlead/db/testing/query';
import { expect, it } from 'vitest';
import { reportBench } from './report-bench.ts';

const BASE = '/api/v1/smart-routing/imports';
const KEY = '0190d000-0000-7000-8000-000000000001';
const reason = 'the quarter before we came';
const FILES = {
  orders: { name: 'orders.csv', bytes: PART_BYTES + 3 },
  routes: { name: 'routes.csv', bytes: 5 },
  executions: { name: 'executions.csv', bytes: 0 },
};
const ORDERS = { kind: 'ORDERS', client_id: 'FIRM', format: 'CSV', files: FILES, reason };
const REPORT = { kind: 'RULE_606_A1', year: 2026, quarter: 3, reason };

type Bench = Awaited<ReturnType<typeof reportBench>>;
type Key = 'flk_reporter' | 'flk_approver' | 'flk_all' | 'flk_reporter_of_client';

function importsOf(bench: Bench) {
  const ask = async (method: 'GET' | 'POST', path: string, more: { body?: object; key?: Key } = {}) => {
    const { body, key = 'flk_reporter' } = more;
    const answer = await bench.app.inject({
      ...{ method, url: `${BASE}${path}` },
      headers: { 'x-api-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    return { status: answer.statusCode, body: answer.json() };
  };
  const put = async (path: string, bytes: Buffer, more: { key?: Key; type?: string } = {}) => {
    const { key = 'flk_reporter', type = 'application/octet-stream' } = more;
    const headers = { 'x-api-key': key, 'content-type': type };
    const answer = await bench.app.inject({ method: 'PUT', url: `${BASE}${path}`, headers, payload: bytes });
    return [answer.statusCode, answer.body === '' ? '' : answer.json().code];
  };
  return { ask, put };
}

/** Takes an import as the worker would where every line is right: it counts, with rows of the third quarter. */
async function counts(url: string, id: string, { client = 'FIRM' } = {}): Promise<void> {
  await query(
    url,
    `insert into imported_batches (id, client_id, format, content_hash, state, files, progress, requested_by, created_at, updated_at, completed_at, first_at, last_at)
     values ($1, $2, 'CSV', $3, 'COMPLETE', '[]', 'null', 'a test', now(), now(), '2026-10-02', '2026-07-01T04:00:00Z', '2026-09-30')`,
    [id, client, id.replaceAll('-', '').repeat(2)],
  );
}

it('takes files in parts, in any order and again, and gives them to the worker when they are whole', async () => {
  await using bench = await reportBench();
  const { ask, put } = importsOf(bench);
  const begun = await ask('POST', '', { body: { ...ORDERS, idempotency_key: KEY } });
  expect(begun).toMatchObject({ status: 201, body: { state: 'UPLOADING', client_id: 'FIRM', progress: 0, reason } });
  const { id } = begun.body;
  expect((await ask('POST', '', { body: { ...ORDERS, idempotency_key: KEY } })).body).toEqual(begun.body);
  expect((await ask('POST', '', { body: { ...ORDERS, client_id: 'OTHER', idempotency_key: KEY } })).body.code).toBe(
    'ACT_CONFLICT',
  );
  const first = Buffer.alloc(PART_BYTES, 'a');
  expect(await put(`/${id}/files/orders/parts/1`, Buffer.from('xyz'))).toEqual([204, '']);
  expect(await put(`/${id}/files/orders/parts/0`, Buffer.alloc(PART_BYTES, 'b'))).toEqual([204, '']);
  expect(await put(`/${id}/files/orders/parts/0`, first)).toEqual([204, '']);
  expect((await ask('POST', `/${id}/load`)).body.code).toBe('IMPORT_PARTS_MISSING');
  expect((await ask('GET', `/${id}`)).body).toMatchObject({
    state: 'UPLOADING',
    progress: 2 / 3,
    files: [
      { file: 'orders', parts: 2 },
      { file: 'routes', parts: 0 },
      { file: 'executions', parts: 0 },
    ],
  });
  await put(`/${id}/files/routes/parts/0`, Buffer.from('12345'));
  const queued = await ask('POST', `/${id}/load`);
  expect([queued.status, queued.body.state]).toEqual([202, 'QUEUED']);
  expect(await ask('POST', `/${id}/load`)).toEqual(queued);
  expect(await put(`/${id}/files/routes/parts/0`, Buffer.from('54321'))).toEqual([409, 'IMPORT_NOT_UPLOADING']);
  const queue = new UploadQueue(bench.pool);
  const [waiting] = await queue.waiting();
  const pieces: Buffer[] = [];
  for await (const piece of queue.content(id, { file: 'orders', ...FILES.orders })) pieces.push(piece);
  expect([waiting?.id, Buffer.concat(pieces).equals(Buffer.concat([first, Buffer.from('xyz')]))]).toEqual([id, true]);
  expect(await auditEntriesAfter(bench.pool, 0, 9)).toMatchObject([
    { action: 'import.request', subject_id: id, id: begun.body.audit_id, reason },
  ]);
});

it('refuses a part that is none of the import, or of another length', async () => {
  await using bench = await reportBench();
  const { ask, put } = importsOf(bench);
  const { id } = (await ask('POST', '', { body: ORDERS })).body;
  const five = Buffer.from('12345');
  expect(await put(`/${id}/files/routes/parts/0`, Buffer.from('1234'))).toEqual([422, 'PART_LENGTH']);
  expect(await put(`/${id}/files/routes/parts/1`, five)).toEqual([404, 'NOT_FOUND']);
  expect(await put(`/${id}/files/executions/parts/0`, five)).toEqual([404, 'NOT_FOUND']);
  expect(await put(`/${id}/files/others/parts/0`, five)).toEqual([404, 'NOT_FOUND']);
  expect(await put(`/${KEY}/files/routes/parts/0`, five)).toEqual([404, 'NOT_FOUND']);
  expect(await put(`/${id}/files/routes/parts/x`, five)).toEqual([400, 'INVALID_REQUEST']);
  expect(await put(`/${id}/files/orders/parts/0`, Buffer.alloc(PART_BYTES + 1))).toEqual([413, 'BODY_TOO_LARGE']);
  expect(await put(`/${id}/files/routes/parts/0`, five, { type: 'application/json' })).toEqual([
    ...[415, 'UNSUPPORTED_MEDIA_TYPE'],
  ]);
});

it('gives up what has not come whole within a day', async () => {
  await using bench = await reportBench();
  const { ask, put } = importsOf(bench);
  const { id } = (await ask('POST', '', { body: ORDERS })).body;
  await put(`/${id}/files/routes/parts/0`, Buffer.from('12345'));
  const queue = new UploadQueue(bench.pool);
  const dayUs = 86_400_000_000;
  expect(await queue.giveUp(bench.router.nowUs + dayUs)).toBe(0);
  expect(await queue.giveUp(bench.router.nowUs + dayUs + 1)).toBe(1);
  expect((await ask('GET', `/${id}`)).body.state).toBe('GIVEN_UP');
  expect(await query(bench.url, 'select from upload_parts')).toEqual([]);
  expect((await ask('POST', `/${id}/load`)).body.code).toBe('IMPORT_NOT_UPLOADING');
});

it('lists what was brought and what a program has imported, with the faults of each by number', async () => {
  await using bench = await reportBench();
  const { ask } = importsOf(bench);
  const peers = { kind: 'PEERS', files: [{ name: '79_606_NMS_2026_Q3.xml', bytes: 9 }], reason };
  const brought = (await ask('POST', '', { body: peers })).body;
  await counts(bench.url, KEY);
  for (const number of [1, 2, 3])
    await query(bench.url, 'insert into import_faults values ($1, $2, $3, $2, null, $4, $5)', [
      ...[KEY, number, 'orders', number === 2 ? 'ID_TWICE' : 'NOT_A_TIME', `fault ${number}`],
    ]);
  const ids = async (more: string) => (await ask('GET', more)).body.imports.map((each: { id: string }) => each.id);
  expect(await ids('')).toEqual([brought.id, KEY]);
  expect(await ids('?kind=PEERS')).toEqual([brought.id]);
  const page = (await ask('GET', '?limit=1')).body;
  expect(await ids(`?limit=1&cursor=${page.next_cursor}`)).toEqual([KEY]);
  expect((await ask('GET', `/${KEY}`)).body).toMatchObject({
    ...{ kind: 'ORDERS', state: 'COMPLETE', reason: null, requested_by: 'a test', files: [] },
    ...{ first_at: '2026-07-01T04:00:00.000000Z', last_at: '2026-09-30T00:00:00.000000Z' },
  });
  const faults = (await ask('GET', `/${KEY}/faults?limit=1&code=NOT_A_TIME`)).body;
  expect(faults).toMatchObject({ faults: [{ number: 1, line: 1, message: 'fault 1' }], next_after: 1 });
  expect((await ask('GET', `/${KEY}/faults?code=NOT_A_TIME&after=1`)).body).toMatchObject({
    ...{ faults: [{ number: 3 }], next_after: null },
  });
  expect((await ask('GET', `/${brought.id.replace(/.$/, 'f')}/faults`)).status).toBe(404);
});

it('withdraws an import once, with the reason, and no other', async () => {
  await using bench = await reportBench();
  const { ask } = importsOf(bench);
  const { id } = (await ask('POST', '', { body: ORDERS })).body;
  const withdraw = (of: string, body: object = { reason: 'fees were wrong', idempotency_key: KEY }) =>
    ask('POST', `/${of}/withdraw`, { body });
  expect((await withdraw(id)).body.code).toBe('IMPORT_NOT_COMPLETE');
  expect((await withdraw(KEY)).status).toBe(404);
  await counts(bench.url, KEY);
  expect((await withdraw(KEY, { reason: ' ' })).status).toBe(400);
  const held = await bench.pool.connect();
  await held.query("select pg_advisory_lock(hashtext('imports'))");
  expect((await withdraw(KEY)).body.code).toBe('IMPORT_BUSY');
  held.release(true);
  const withdrawn = await withdraw(KEY);
  expect(withdrawn).toMatchObject({
    status: 200,
    body: { state: 'WITHDRAWN', withdrawal_reason: 'fees were wrong', withdrawn_by: 'flk_reporter' },
  });
  expect(await withdraw(KEY)).toEqual(withdrawn);
  expect((await withdraw(KEY, { reason: 'again' })).body.code).toBe('IMPORT_NOT_COMPLETE');
  expect((await auditEntriesAfter(bench.pool, 0, 9)).map(({ action, subject_id }) => [action, subject_id])).toEqual([
    ['import.request', id],
    ['import.withdraw', KEY],
  ]);
});

it('does not withdraw an import whose orders or routes a later one names', async () => {
  await using bench = await reportBench();
  const { ask } = importsOf(bench);
  const later = KEY.replace('01', '02');
  await counts(bench.url, KEY);
  await counts(bench.url, later);
  await query(
    bench.url,
    `insert into imported_orders (id, batch_id, line, client_id, order_id, symbol, security_class, side, quantity, order_type, time_in_force, handling,
       received_at, classification, ioi_venues, canceled_quantity)
     values ($1, $1, 1, 'FIRM', 'O', 'AAPL', 'NMS_STOCK', 'BUY', 1, 'MARKET', 'DAY', 'HELD', '2026-07-01', 'MARKET', '{}', 0)`,
    [KEY],
  );
  await query(
    bench.url,
    `insert into imported_routes (id, batch_id, line, order_pk, route_id, venue, quantity, ioc, further_routable, sent_at)
     values ($1, $1, 1, $2, 'R', 'XNAS', 1, false, false, '2026-07-01')`,
    [later, KEY],
  );
  const withdraw = async (id: string) => (await ask('POST', `/${id}/withdraw`, { body: { reason } })).body;
  expect((await withdraw(KEY)).code).toBe('IMPORT_NEEDED');
  expect((await withdraw(later)).state).toBe('WITHDRAWN');
  expect((await withdraw(KEY)).state).toBe('WITHDRAWN');
});

it('lets a report stay as it is whose import is withdrawn, says so, and lets it be approved no more', async () => {
  await using bench = await reportBench();
  const { ask } = importsOf(bench);
  await counts(bench.url, KEY);
  await bench.say('/firm', { effective_from: '2026-01-01', bd: 'A Broker', crd: '79', reason });
  const made = async (more: object = {}) => {
    const { id } = (await bench.say('', { ...REPORT, ...more })).body;
    await bench.make(id);
    return id;
  };
  const [stands, earlier, simulated] = [await made(), await made({ quarter: 2 }), await made({ simulated: true })];
  bench.router.nowUs += 1_000_000;
  await ask('POST', `/${KEY}/withdraw`, { body: { reason: 'fees were wrong' } });
  bench.router.nowUs += 1_000_000;
  const anew = await made();
  const withdrawn = async (id: string) => (await bench.get(`/${id}`)).json().withdrawn_imports;
  expect(await withdrawn(stands)).toEqual([
    {
      ...{ id: KEY, client_id: 'FIRM', withdrawn_by: 'flk_reporter', reason: 'fees were wrong' },
      withdrawn_at: '2026-10-05T15:00:01.000000Z',
    },
  ]);
  expect([await withdrawn(earlier), await withdrawn(simulated), await withdrawn(anew)]).toEqual([[], [], []]);
  const approve = async (id: string) => (await bench.say(`/${id}/approve`, { reason }, 'flk_approver')).body;
  expect((await approve(stands)).code).toBe('REPORT_IMPORT_WITHDRAWN');
  expect((await approve(anew)).state).toBe('APPROVED');
  expect((await bench.get(`/${stands}/files/79_606_NMS_2026_Q3.XML`)).statusCode).toBe(200);
});

it('is for the firm’s own people: who reads does not write', async () => {
  await using bench = await reportBench();
  const { ask, put } = importsOf(bench);
  const { id } = (await ask('POST', '', { body: ORDERS })).body;
  const statuses = async (key: Key) => [
    (await ask('GET', '', { key })).status,
    (await ask('GET', `/${id}`, { key })).status,
    (await ask('GET', `/${id}/faults`, { key })).status,
    (await ask('POST', '', { body: ORDERS, key })).status,
    (await put(`/${id}/files/routes/parts/0`, Buffer.from('12345'), { key }))[0],
    (await ask('POST', `/${id}/load`, { key })).status,
    (await ask('POST', `/${id}/withdraw`, { body: { reason }, key })).status,
  ];
  expect(await statuses('flk_approver')).toEqual([200, 200, 200, 403, 403, 403, 403]);
  expect(await statuses('flk_all')).toEqual(Array(7).fill(403));
  expect(await statuses('flk_reporter_of_client')).toEqual(Array(7).fill(403));
});
