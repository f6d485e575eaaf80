import { Reconciliation } from '@fairlead/db/repositories/reconciliation';
import { query } from '@fairlead/db/testing/query';
import { storeReported } from '@fairlead/db/testing/reported-orders';
import { expect, it } from 'vitest';
import { reportBench } from './report-bench.ts';

const Q3 = { from: '2026-07-01', to: '2026-10-01', simulated: false, clientId: null };

/** A run of the third quarter, reconciled where two orders have rows and no journal, and a venue has told of nobody's. */
async function reconciled(bench: Awaited<ReturnType<typeof reportBench>>) {
  await query(bench.url, "select ensure_projection_partitions('2026-07-15Z', 1)");
  const keys = [
    await storeReported(bench.url, { receivedAt: '2026-07-06T14:00:00Z' }),
    await storeReported(bench.url, { receivedAt: '2026-07-07T14:00:00Z' }),
  ];
  const orphan = `insert into orphan_reports (id, venue_id, child_id, report, received_at) values (gen_random_uuid(), 'ARCX', 'nobody', '{}', '2026-07-08Z')`;
  await query(bench.url, orphan);
  await bench.say('/firm', { effective_from: '2026-01-01', bd: 'A Broker', crd: '79', reason: 'as registered' });
  const asked = await bench.say('', { kind: 'RULE_606_A1', year: 2026, quarter: 3, reason: 'it is over' });
  const id: string = asked.body.id;
  const breaks = await new Reconciliation(bench.pool).of(id, Q3, 'America/New_York');
  await bench.make(id, { reconciliation: { findings: [], breaks } });
  return { id, keys };
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
