import { DropCopyStore } from '@fairlead/db/reconciliation/drop-copy-store';
import { Reconciliation } from '@fairlead/db/repositories/reconciliation';
import { storeImported } from '@fairlead/db/testing/imported-rows';
import { query } from '@fairlead/db/testing/query';
import { storeReported } from '@fairlead/db/testing/reported-orders';
import { expect, it } from 'vitest';
import { reportBench } from './report-bench.ts';

const Q3 = { from: '2026-07-01', to: '2026-10-01', simulated: false, clientId: null };

/**
 * A run of the third quarter, reconciled where so many orders have rows and no journal, and a venue has told of nobody's. Where there are none of the former, its drop
 * copy differs in two fees of what was imported.
 */
async function reconciled(bench: Awaited<ReturnType<typeof reportBench>>, rows = 2) {
  await query(bench.url, "select ensure_projection_partitions('2026-07-15Z', 1)");
  const keys: string[] = [];
  for (const day of ['06', '07'].slice(0, rows))
    keys.push(await storeReported(bench.url, { receivedAt: `2026-07-${day}T14:00:00Z` }));
  if (rows === 0) await chargedOtherwise(bench);
  const orphan = `insert into orphan_reports (id, venue_id, child_id, report, received_at) values (gen_random_uuid(), 'ARCX', 'nobody', '{}', '2026-07-08Z')`;
  await query(bench.url, orphan);
  await bench.say('/firm', { effective_from: '2026-01-01', bd: 'A Broker', crd: '79', reason: 'as registered' });
  const asked = await bench.say('', { kind: 'RULE_606_A1', year: 2026, quarter: 3, reason: 'it is over' });
  const id: string = asked.body.id;
  const breaks = await new Reconciliation(bench.pool).of(id, Q3, 'America/New_York');
  await bench.make(id, { reconciliation: { findings: [], breaks } });
  return { id, keys };
}

async function chargedOtherwise({ url, pool }: Awaited<ReturnType<typeof reportBench>>) {
  const at = '2026-07-06T14:00:00Z';
  const executed = ['1', '2'].map((execution_id) => ({
    ...{ at, quantity: '10', amounts: ['0.03', '0', '0', '0'], execution: { execution_id } },
  }));
  const routes = [{ venue: 'Nasdaq', mic: 'XNAS', sentAt: at, executed }];
  await storeImported(url, 'COMPLETE', [{ receivedAt: at, symbol: 'AAPL', routes }]);
  const copy = {
    venueId: 'XNAS',
    tradingDay: '2026-07-06',
    fileName: 'a.csv',
    sha256: '0'.repeat(64),
    loadedBy: 'a test',
  };
  await new DropCopyStore(pool).replace(copy, async (write) => {
    const row = { child_id: null, symbol: 'AAPL', side: 'BUY', quantity: '10', price: '10', fee: '0.5' };
    const executed_at_us = Date.parse(at) * 1_000;
    await write(['1', '2'].map((execution_id, line) => ({ ...row, execution_id, line, executed_at_us })));
    return true;
  });
}

it('tells where what a report was made of does not agree, page by page and by code, and holds the report back', async () => {
  await using bench = await reportBench();
  const { id, keys } = await reconciled(bench);
  const first = (await bench.get(`/${id}/breaks?limit=2`)).json();
  const rest = (await bench.get(`/${id}/breaks?limit=2&after=${first.next_after}`)).json();
  expect([first.breaks.length, rest.next_after]).toEqual([2, null]);
  expect([...first.breaks, ...rest.breaks]).toMatchObject([
    ...keys.map((order_pk, index) => ({
      ...{ number: index + 1, code: 'ROW_WITHOUT_JOURNAL', order_pk, venue_id: null, expected: null },
      message: 'There is a row of an order that the journal does not know.',
    })),
    { number: 3, code: 'ORPHAN_REPORT', venue_id: 'ARCX', child_id: 'nobody', day: '2026-07-07', found: '{}' },
  ]);
  const orphans = (await bench.get(`/${id}/breaks?code=ORPHAN_REPORT`)).json();
  expect(orphans).toEqual({ breaks: rest.breaks, next_after: null });
  const file = await bench.get(`/${id}/files/79_606_NMS_2026_Q3.XML`);
  expect([file.statusCode, file.json().code]).toEqual([409, 'REPORT_HAS_BREAKS']);
});

it('lets a second person set aside what somebody else’s word is against, and the report leaves when nothing is open', async () => {
  await using bench = await reportBench();
  const { id } = await reconciled(bench, 0);
  const orphans = { code: 'ORPHAN_REPORT', reason: 'the venue says it is another firm’s' };
  const set = async (body: object, key?: 'flk_approver') => {
    const { status, body: told } = await bench.say(`/${id}/breaks/aside`, body, key);
    return status === 200 ? told : told.code;
  };
  const approve = async () => (await bench.say(`/${id}/approve`, { reason: 'looked at' }, 'flk_approver')).body;
  expect(await set(orphans)).toBe('REPORT_SELF_ASIDE');
  expect(await set({ ...orphans, numbers: [1, 2] }, 'flk_approver')).toBe('REPORT_BREAK_NOT_OPEN');
  const idempotency_key = '0197a000-0000-7000-8000-00000000000a';
  const one = await set({ ...orphans, numbers: [1], idempotency_key }, 'flk_approver');
  expect(one).toMatchObject({ code: 'ORPHAN_REPORT', breaks: 1, reason: orphans.reason, set_by_name: 'flk_approver' });
  // Sent again it is the same act; another with its key is none.
  expect(await set({ ...orphans, numbers: [1], idempotency_key }, 'flk_approver')).toEqual(one);
  expect(await set({ ...orphans, idempotency_key }, 'flk_approver')).toBe('ACT_CONFLICT');
  expect(await approve()).toMatchObject({
    code: 'REPORT_HAS_BREAKS',
    errors: [{ code: 'FEE_DIFFERS', message: 'FEE_DIFFERS 2 times' }],
  });
  const fees = { code: 'FEE_DIFFERS', reason: 'the invoice of October has them as we do' };
  bench.router.nowUs += 1_000_000;
  expect(await set(fees, 'flk_approver')).toMatchObject({ breaks: 2 });
  expect(await set(fees, 'flk_approver')).toBe('REPORT_BREAK_NOT_OPEN');
  const told = (await bench.get(`/${id}`)).json();
  expect(told).toMatchObject({
    state: 'DONE',
    content_hash: 'b'.repeat(64),
    open_breaks: 0,
    reconciliation: { breaks: { count: 3 } },
  });
  expect(
    told.asides.map(({ code, breaks, set_by_name }: Record<string, unknown>) => [code, breaks, set_by_name]),
  ).toEqual([
    ['ORPHAN_REPORT', 1, 'flk_approver'],
    ['FEE_DIFFERS', 2, 'flk_approver'],
  ]);
  const { breaks } = (await bench.get(`/${id}/breaks`)).json();
  expect(breaks.map(({ set_aside }: { set_aside: { reason: string } }) => set_aside.reason)).toEqual([
    orphans.reason,
    fees.reason,
    fees.reason,
  ]);
  expect((await bench.get(`/${id}/files/79_606_NMS_2026_Q3.XML`)).statusCode).toBe(200);
  expect(await approve()).toMatchObject({ state: 'APPROVED' });
  expect(await set(fees, 'flk_approver')).toBe('REPORT_NOT_DONE');
  const acts = await query(bench.url, "select reason from audit_entries where action = 'report.set_aside'");
  expect(acts).toHaveLength(2);
});

it('sets aside nothing that the record says against itself', async () => {
  await using bench = await reportBench();
  const { id } = await reconciled(bench);
  const { breaks } = (await bench.get(`/${id}/breaks`)).json();
  expect(breaks.map((each: Record<string, unknown>) => [each.code, each.may_be_set_aside, each.set_aside])).toEqual([
    ['ROW_WITHOUT_JOURNAL', false, null],
    ['ROW_WITHOUT_JOURNAL', false, null],
    ['ORPHAN_REPORT', true, null],
  ]);
  const asked = { code: 'ROW_WITHOUT_JOURNAL', reason: 'nobody minds' };
  expect((await bench.say(`/${id}/breaks/aside`, asked, 'flk_approver')).body.code).toBe('REPORT_BREAK_STAYS');
});

it('is for the firm’s own people, and of a run that is there', async () => {
  await using bench = await reportBench();
  const { id } = await reconciled(bench);
  const statuses = await Promise.all(
    (['flk_unknown', 'flk_all', 'flk_reporter_of_client', 'flk_approver'] as const).map(
      async (key) => (await bench.get(`/${id}/breaks`, key)).statusCode,
    ),
  );
  expect(statuses).toEqual([401, 403, 403, 200]);
  expect((await bench.get('/no-uuid/breaks')).statusCode).toBe(404);
  expect((await bench.get(`/${id}/breaks?code=NONE`)).statusCode).toBe(400);
});
