import type { RiskLimitsVersion } from '@fairlead/contracts/risk';
import { createPool } from '@fairlead/db/pool';
import { auditEntriesAfter } from '@fairlead/db/repositories/audit-repository';
import { testDatabase } from '@fairlead/db/testing/test-database';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { benchApi, benchLimits, benchRules } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

let db: Awaited<ReturnType<typeof testDatabase>>;
let pool: ReturnType<typeof createPool>;
let router: BenchRouter;
let limits: ReturnType<typeof benchLimits>;
let app: Awaited<ReturnType<typeof benchApi>>;

beforeEach(async () => {
  db = await testDatabase();
  pool = createPool(db.url, { max: 4, onError: () => {} });
  router = new BenchRouter();
  limits = benchLimits(pool);
  await limits.limitBook.refresh();
  router.limits = limits.limitBook.limitsOf;
  router.quote('XNYS', [10_000, 10_000], [10_002, 10_000]);
  app = await benchApi(router, { decisions: [], limitsOf: limits }, benchRules(router, pool));
});
afterEach(async () => {
  await pool.end();
  await db[Symbol.asyncDispose]();
});

async function say(key: string, path: string, body: object) {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/smart-routing/risk/limits${path}`,
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
  return { status: answer.statusCode, body: answer.json<RiskLimitsVersion & { code: string; errors: object[] }>() };
}
async function told() {
  const answer = await app.inject({ url: '/api/v1/smart-routing/risk/limits', headers: { 'x-api-key': 'flk_second' } });
  return answer.json<{ in_force: RiskLimitsVersion; versions: RiskLimitsVersion[] }>();
}
const submit = (limits: object[], key = 'flk_author') => say(key, '', { reason: 'they trade too much', limits });
const approve = (version: number, key = 'flk_second') => say(key, `/${version}/approve`, { reason: 'agreed' });
const codeOf = async (orderId: string) => {
  const { outcome } = await router.submit({ orderId, quantity: '300' });
  return outcome.ok ? 'TAKEN' : outcome.error.kind === 'REJECTED' && outcome.error.rejection.code;
};

it('starts with the default, which nobody has written', async () => {
  expect(await told()).toMatchObject({ in_force: { name: 'DEFAULT', version: 0, author: null }, versions: [] });
});

it('holds orders to a version from the moment that a second person has approved it', async () => {
  const made = await submit([{ scope: 'CLIENT', client_id: 'client-1', max_order_quantity: '299' }]);
  expect(made).toMatchObject({
    status: 201,
    body: { version: 1, state: 'SUBMITTED', author: 'flk_author', author_person: 'author@example.com' },
  });
  expect(await codeOf('before')).toBe('TAKEN');
  expect(await approve(1)).toMatchObject({ status: 200, body: { state: 'ACTIVE', approver: 'flk_second' } });
  expect(await codeOf('after')).toBe('QUANTITY_OVER_LIMIT');
  expect(await told()).toMatchObject({ in_force: { name: 'limits-1', approval_reason: 'agreed' } });
  await submit([]);
  await approve(2);
  expect(await codeOf('wide again')).toBe('TAKEN');
  expect((await told()).versions.map(({ state }) => state)).toEqual(['ACTIVE', 'RETIRED']);
});

it('lets nobody approve what they wrote, with whichever of their keys', async () => {
  await submit([]);
  for (const key of ['flk_author', 'flk_of_author'])
    expect(await approve(1, key)).toMatchObject({ status: 409, body: { code: 'SAME_PERSON' } });
  const byAuthor = pool.query(
    "update risk_limit_versions set state = 'ACTIVE', approver = author, approver_name = 'x', approval_reason = 'x', approved_at = now()",
  );
  await expect(byAuthor).rejects.toThrow('risk_limit_versions_second_person_check');
});

it('lets another person refuse a version, which then never comes into force', async () => {
  await submit([{ scope: 'CLIENT', max_order_quantity: '1' }]);
  const refuse = (key: string) => say(key, '/1/refuse', { reason: 'too narrow' });
  expect((await refuse('flk_of_author')).body.code).toBe('SAME_PERSON');
  const refused = { state: 'REFUSED', approver: 'flk_second', approval_reason: 'too narrow' };
  expect(await refuse('flk_second')).toMatchObject({ status: 200, body: refused });
  expect([(await approve(1)).body.code, (await refuse('flk_second')).body.code]).toEqual([
    'LIMITS_WRONG_STATE',
    'LIMITS_WRONG_STATE',
  ]);
  expect(await codeOf('as before')).toBe('TAKEN');
  expect((await auditEntriesAfter(pool, 0, 10)).map(({ action }) => action)).toEqual([
    'risk.limits.submit',
    'risk.limits.refuse',
  ]);
});

it('does once what is sent again with its key, and names the same entry of the audit', async () => {
  const key = '0190d000-0000-7000-8000-000000000001';
  const asked = { reason: 'twice', limits: [], idempotency_key: key };
  const [first, again] = [await say('flk_author', '', asked), await say('flk_author', '', asked)];
  expect(first.status).toBe(201);
  expect(again).toEqual(first);
  const approval = { reason: 'agreed', idempotency_key: key };
  const approved = await say('flk_second', '/1/approve', approval);
  expect(await say('flk_second', '/1/approve', approval)).toEqual(approved);
  expect((await told()).versions).toHaveLength(1);
  expect((await auditEntriesAfter(pool, 0, 10)).map(({ id }) => id)).toEqual([
    Reflect.get(first.body, 'audit_id'),
    Reflect.get(approved.body, 'audit_id'),
  ]);
});

it('brings no version into force twice, after a later one, or that there is not', async () => {
  await submit([]);
  await submit([]);
  await approve(2);
  expect((await approve(2)).body.code).toBe('LIMITS_WRONG_STATE');
  expect((await approve(1)).body.code).toBe('LIMITS_SUPERSEDED');
  expect((await approve(9)).status).toBe(404);
});

it('holds an account to its limit under the name that the record has for it too, and by its pseudonym alone once it is erased; audits that one is meant, not which', async () => {
  await submit([{ scope: 'ACCOUNT', client_id: 'client-1', account: 'ANNA', max_order_quantity: '10' }]);
  await approve(1);
  const most = (account: string | null) =>
    router.limits({ clientId: 'client-1', account, instrument: aapl() }).maxOrderQuantity;
  expect([most('ANNA'), most('(ANNA)'), most(null)]).toEqual([10, 10, 250_000]);
  expect((await told()).in_force.limits).toHaveLength(1);
  const audit = await auditEntriesAfter(pool, 0, 10);
  expect(JSON.stringify(audit)).not.toContain('ANNA');
  expect(audit.at(-1)?.after).toContain('NOT_KEPT');
  await pool.query("update risk_limits set account = 'nobody' where account = 'ANNA'");
  await limits.limitBook.look();
  expect([most('ANNA'), most('nobody')]).toEqual([250_000, 10]);
  expect((await told()).in_force.limits).toMatchObject([{ account: 'nobody' }]);
});

it('keeps every bound of a row exactly, and audits who wrote and who approved it', async () => {
  const row = {
    scope: 'CLIENT',
    client_id: 'client-1',
    account: null,
    instrument_id: null,
    asset_class: null,
    venue_id: null,
    max_order_quantity: '0.00000001',
    max_order_notional: '1234567890123456789.12345678',
    collar_bps: 7,
    max_orders_per_second: 3,
    duplicate_window_ms: 250,
    duplicate_min_notional: '1000000.5',
    max_gross_exposure: '12.5',
    max_net_exposure: '0',
    credit: '1',
  };
  await submit([row]);
  await approve(1);
  expect((await told()).in_force.limits).toEqual([row]);
  expect(router.limits({ clientId: 'client-1', account: null, instrument: aapl() }).client).toEqual({
    maxGrossE8: 1_250_000_000n,
    maxNetE8: 0n,
    creditE8: 100_000_000n,
    maxOrdersPerSecond: 3,
  });
  expect(await auditEntriesAfter(pool, 0, 10)).toMatchObject([
    {
      action: 'risk.limits.submit',
      actor_id: 'id of flk_author',
      subject_id: 'limits-1',
      reason: 'they trade too much',
    },
    { action: 'risk.limits.approve', actor_id: 'id of flk_second', subject_id: 'limits-1', reason: 'agreed' },
  ]);
});

it('refuses rows that are not sound, each with its fault, and writes nothing', async () => {
  const refused = await submit([
    { scope: 'VENUE', credit: '1' },
    { scope: 'FIRM' },
    { scope: 'FIRM', collar_bps: 1 },
    { scope: 'ACCOUNT', account: 'A' },
  ]);
  expect(refused).toMatchObject({ status: 422, body: { code: 'LIMITS_INVALID' } });
  expect(refused.body.errors).toMatchObject([
    { path: 'limits.0.credit', code: 'LIMIT_NOT_FOR_SCOPE' },
    { path: 'limits.2', code: 'REPEATED' },
    { path: 'limits.3.client_id', code: 'KEY_MISSING' },
  ]);
  expect((await submit([{ scope: 'FIRM', credit: '-1' }])).status).toBe(400);
  expect((await submit([], 'flk_all')).status).toBe(403);
  expect((await told()).versions).toEqual([]);
});

function aapl() {
  const instrument = router.market.instrument('AAPL');
  if (instrument === undefined) throw new Error('no AAPL');
  return instrument;
}
