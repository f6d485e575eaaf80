import type { RoutingExecutionStatus } from '@fairlead/contracts/smart-routing';
import { quantity } from '@fairlead/core/money/units';
import { beforeEach, describe, expect, it } from 'vitest';
import { type LateEnd, LateEnds } from '../src/execution/late-ends.ts';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { journaledBy, revivedOf, rowsBy } from './journaled.ts';

const URL = '/api/v1/smart-routing/order-1/executions';
const FILL = { execution_id: 'x-1', venue_id: 'XNYS', quantity: 200, price: '100.01' };

describe('executions elsewhere', () => {
  let router: BenchRouter;
  let report: (executions: readonly object[]) => Promise<{ statusCode: number }>;
  const rows = () => rowsBy(router).flatMap((order) => order.executions);

  beforeEach(async () => {
    router = new BenchRouter();
    router.quote('XNYS', [9_999, 500], [10_001, 300]);
    const read = async () => ({ order_id: 'order-1' }) as RoutingExecutionStatus;
    const app = await benchApi(router, { decisions: [], executions: { read } });
    report = (executions) =>
      app.inject({
        ...{ method: 'POST', url: URL },
        headers: { 'x-api-key': 'flk_all', 'content-type': 'application/json' },
        payload: JSON.stringify({ executions }),
      });
    router.loadOrder = () => (journaledBy(router).length === 0 ? null : revivedOf(router));
    await router.submit({}, { routeOnly: true });
  });

  it('that are more than the order only together are marked like one that is', async () => {
    await report([FILL, { ...FILL, execution_id: 'x-2' }]);
    expect(rows().map(({ marks }) => marks)).toEqual([[], ['EXCESS']]);
    expect(router.order).toMatchObject({ filled_quantity: '400', excess_quantity: '100' });
  });

  it('that the journal refused are written when it takes them again, without another report', async () => {
    router.journalError = { ok: false, error: 'JOURNAL_FULL' };
    const said = report([FILL]);
    await expect.poll(() => router.timers.length).toBe(1);
    for (const due of [...router.timers]) due();
    expect((await said).statusCode).toBe(503);
    expect(rows()).toEqual([]);
    router.journalError = null;
    router.overdue.checkOverdue();
    await router.settle();
    expect(rows()).toHaveLength(1);
  });
});

describe('children that ended lately', () => {
  const end: LateEnd = { childId: 'child-1', venueId: 'XNYS', filled: 100, order: { child_id: 'child-1' } };
  const status = (state: 'ACKED' | 'CANCELED', filled: number) =>
    ({ type: 'STATUS', state, cumulative: quantity(filled), executions: [], terms: null }) as const;

  /** Late ends of a venue, of which the database tells `ends`; `lookedUp` are the children that were looked for. */
  function lateEnds(ends: readonly LateEnd[], keep: () => Promise<void> = async () => {}) {
    const lookedUp: string[] = [];
    const alerts: unknown[] = [];
    const again: (() => void)[] = [];
    const late = new LateEnds(
      {
        findSince: async () => ends,
        load: async (childId) => {
          lookedUp.push(childId);
          return null;
        },
        keepOrphan: keep,
        market: { venues: [] },
        publisher: { publish: (_type, data) => void alerts.push(data) },
        clock: { nowUs: () => 1 },
        timers: {
          after: (_ms, run) => {
            again.push(run);
            return { cancel: () => {} };
          },
        },
        ids: { next: () => 'id' },
        log: { info: () => {}, warn: () => {}, error: () => {} },
      },
      () => ({ live: { find: () => undefined, add: () => {} }, onReport: () => {}, ask: () => {} }),
    );
    late.open();
    return { late, lookedUp, alerts, again };
  }

  it('are no news where their venue says what is booked', async () => {
    const { late, lookedUp } = lateEnds([end]);
    await late.ask('XNYS');
    late.take('XNYS', 'child-1', status('CANCELED', 100));
    expect(lookedUp).toEqual([]);
  });

  it('are news where their venue says that it still works them, though the sum is ours', async () => {
    const { late, lookedUp } = lateEnds([end]);
    await late.ask('XNYS');
    late.take('XNYS', 'child-1', status('ACKED', 100));
    expect(lookedUp).toEqual(['child-1']);
  });

  it('are kept for people once each, though the database fails in between', async () => {
    const kept: string[] = [];
    let isAway = false;
    const { late, alerts, again } = lateEnds([], async () => {
      if (isAway) throw new Error('away');
      kept.push('row');
      isAway = kept.length === 1;
    });
    late.take('XNYS', 'nobody', status('CANCELED', 1));
    late.take('XNYS', 'nobody', status('CANCELED', 2));
    await expect.poll(() => again.length).toBe(1);
    isAway = false;
    for (const run of again) run();
    await expect.poll(() => alerts.length).toBe(2);
    expect(kept).toHaveLength(2);
  });
});
