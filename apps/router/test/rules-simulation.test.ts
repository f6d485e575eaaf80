import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_ARCA, NO_NYSE, RuleBench } from './rule-bench.ts';

let rules: RuleBench;
beforeEach(async () => {
  rules = await RuleBench.begin();
});
afterEach(() => rules[Symbol.asyncDispose]());

describe('a simulation', () => {
  it('shows the decisions that would change, and what that would cost', async () => {
    await rules.order('changes');
    await rules.call('POST', '/route', {
      key: 'flk_all',
      body: {
        order_id: 'stays',
        instrument_id: 'AAPL',
        side: 'SELL',
        quantity: 100,
        order_type: 'MARKET',
        exclude_venues: ['XNYS'],
      },
    });
    await rules.keep();
    await rules.draft(NO_NYSE);
    const { body } = await rules.simulate(1);
    // 50 shares, 2 cents dearer at Arca, same fee: $1, or 2 cents of the mid of round lots, 100.01, for one decision of two.
    expect(body.simulation).toMatchObject({
      content_hash: body.content_hash,
      compared: 2,
      skipped: 0,
      matched: 2,
      changed: 1,
      changed_venues: 1,
      takes_less: 0,
      takes_more: 0,
      mean_cost_difference_bps: 0.9999,
      // Two decisions, 1.9998 and 0 dearer: a mean of 0.9999 with a standard error of 0.9999.
      ...{ costed: 2, cost_difference_low_bps: -0.959904, cost_difference_high_bps: 2.959704 },
      cost_difference: { USD: '1' },
      by_instrument: [
        {
          ...{ instrument_id: 'AAPL', compared: 2, changed: 1, mean_cost_difference_bps: 0.9999 },
          ...{ currency: 'USD', cost_difference: '1' },
        },
      ],
      by_venue: expect.arrayContaining([{ venue_id: 'XNYS', before: 1, after: 0 }]),
      mean_fill_rate_difference: 0,
      sample: [
        {
          order_id: 'changes',
          rules_applied: ['no NYSE'],
          cost_difference_bps: 1.9998,
          before: [{ venue_id: 'XNYS', quantity: '50', order_kind: 'IOC' }],
          after: [{ venue_id: 'ARCX', quantity: '50', order_kind: 'IOC' }],
        },
      ],
    });
  });

  it('shows where orders would be left without a venue, and claims no saving there', async () => {
    await rules.order('left', 50);
    await rules.keep();
    await rules.draft({
      rule_name: 'nowhere',
      priority: 1,
      routing_logic: { exclude_venues: ['XNYS', 'ARCX', 'BATS'] },
    });
    expect((await rules.simulate(1)).body.simulation).toMatchObject({
      changed: 1,
      takes_less: 1,
      mean_cost_difference_bps: 0,
      cost_difference: { USD: '0' },
      mean_fill_rate_difference: -0.9,
      sample: [{ order_id: 'left', cost_difference_bps: null, after: [] }],
    });
  });

  it('holds the draft against what orders asked for, not what earlier rules made of it', async () => {
    await rules.approved(NO_NYSE);
    await rules.order('under-rules-1');
    await rules.keep();
    await rules.draft(NO_ARCA);
    expect((await rules.simulate(2)).body.simulation?.sample).toMatchObject([
      { before: [{ venue_id: 'ARCX' }], after: [{ venue_id: 'XNYS' }], cost_difference_bps: -1.9998 },
    ]);
  });

  it('looks at no more decisions, and no older ones, than it is told to', async () => {
    for (const orderId of ['old', 'new', 'newest']) {
      await rules.order(orderId);
      rules.router.nowUs += 86_400_000_000;
      rules.showMarket();
    }
    await rules.keep();
    await rules.draft(NO_NYSE);
    const ids = async (body: object) =>
      (await rules.call('POST', '/rules/1/simulate', { body })).body.simulation?.sample.map((each) => each.order_id);
    expect(await ids({ days: 2 })).toEqual(['newest', 'new']);
    expect(await ids({ days: 5, max_decisions: 1 })).toEqual(['newest']);
    expect(await ids({ days: 5 })).toEqual(['newest', 'new', 'old']);
  });

  it('is void when the draft is changed after it', async () => {
    await rules.draft(NO_NYSE);
    await rules.simulate(1);
    const changed = await rules.call('POST', '/rules', {
      body: { version: 1, reason: 'Arca instead', rules: [NO_ARCA] },
    });
    expect([changed.status, changed.body]).toMatchObject([200, { state: 'DRAFT', simulation: null, rules: [NO_ARCA] }]);
    expect(await rules.approve(1, changed.body.content_hash)).toMatchObject({
      status: 409,
      body: { code: 'RULES_NOT_SUBMITTED' },
    });
    expect((await rules.submit(1, changed.body.content_hash)).body.code).toBe('RULES_NOT_SIMULATED');
  });
});

describe('a simulation that is under way', () => {
  const running = async () =>
    (
      await rules.call<{ running: { looked_at: number; max_decisions: number; by: string } | null }>(
        'GET',
        '/rules/1/simulate',
      )
    ).body.running;

  it('says how far it is, is the only one of its version, and keeps nothing where it is stopped', async () => {
    const reads: (() => void)[] = [];
    await rules.start(rules.router, () => new Promise<void>((resolve) => reads.push(resolve)));
    await rules.draft(NO_NYSE);
    expect(await running()).toBeNull();
    const stopped = rules.call('POST', '/rules/1/simulate', { body: { max_decisions: 7 } });
    while (reads.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await running()).toMatchObject({ by: 'flk_author', looked_at: 0, max_decisions: 7 });
    expect((await rules.simulate(1)).body.code).toBe('RULES_SIMULATING');
    expect((await rules.call<object>('DELETE', '/rules/1/simulate')).body).toEqual({ stopped: true });
    reads.shift()?.();
    expect((await stopped).body.code).toBe('SIMULATION_STOPPED');
    expect((await rules.call('GET', '/rules/1')).body).toMatchObject({ state: 'DRAFT', simulation: null });
    expect((await rules.call<object>('DELETE', '/rules/1/simulate')).body).toEqual({ stopped: false });
    const again = rules.simulate(1);
    while (reads.length === 0) await new Promise((resolve) => setImmediate(resolve));
    reads.shift()?.();
    expect((await again).body.state).toBe('SIMULATED');
  });
});

describe('a step that is sent again with its key', () => {
  const idempotency_key = '5e0d4a8e-7b58-4c5f-9a7e-2f3b1f6f0a11';

  it('is done once, and answered with the same entry of the audit', async () => {
    const body = { reason: 'NYSE is slow', rules: [NO_NYSE], idempotency_key };
    const [first, second] = [
      await rules.call('POST', '/rules', { body }),
      await rules.call('POST', '/rules', { body }),
    ];
    expect(second.body).toEqual(first.body);
    const other = await rules.call('POST', '/rules', { body: { ...body, rules: [NO_ARCA] } });
    expect([other.status, other.body.code]).toEqual([409, 'ACT_CONFLICT']);
    // The key of one act is none of another's.
    const simulation = () =>
      rules.call<{ audit_id: string }>('POST', '/rules/1/simulate', { body: { idempotency_key } });
    const [run, again] = [await simulation(), await simulation()];
    expect(again.body.audit_id).toBe(run.body.audit_id);
    const past = await rules.call<{ entries: { audit_id: string; action: string; actor: string; reason: string }[] }>(
      'GET',
      '/rules/1/history',
    );
    expect(past.body.entries).toMatchObject([
      { audit_id: expect.stringMatching(/^[0-9a-f-]{36}$/), action: 'rules.create', reason: 'NYSE is slow' },
      { audit_id: run.body.audit_id, action: 'rules.simulate', reason: 'simulated over 5 days, 500 decisions at most' },
    ]);
    expect((await rules.call('GET', '/rules/2/history')).status).toBe(404);
  });
});
