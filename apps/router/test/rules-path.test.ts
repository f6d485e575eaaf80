import { ruleOf } from '@fairlead/core/testing/rule';
import { beforeEach, describe, expect, it } from 'vitest';
import { BenchRouter } from './bench-router.ts';
import { revivedOf, rowsBy } from './journaled.ts';
import { evidenceOfAll } from './records.ts';

let router: BenchRouter;
beforeEach(() => {
  router = new BenchRouter();
  router.quote('XNYS', [9_999, 500], [10_001, 200]);
  router.quote('ARCX', [9_999, 500], [10_001, 500]);
});

const rulesOf = (version: string, effects: Parameters<typeof ruleOf>[0]) => ({ version, rules: [ruleOf(effects)] });
const decisions = () => rowsBy(router).flatMap((order) => order.decisions);
const orders = () => rowsBy(router).map((each) => each.order);
const sentTo = () => router.children.map(({ venueId, quantity }) => [venueId, quantity]);

describe('an order under routing rules', () => {
  it('is routed by them, and its decision names the version and the rules; the order stays as it was asked for', async () => {
    router.rules = rulesOf('rules-3', { name: 'no Arca', effects: { excludeVenues: ['ARCX'], mode: 'PRO_RATA' } });
    await router.submit({ quantity: '200' });
    expect(sentTo()).toEqual([['XNYS', 200]]);
    const [decision] = decisions();
    expect(decision).toMatchObject({ rules_version: 'rules-3', mode: 'PRO_RATA' });
    expect(evidenceOfAll(router)[0]).toMatchObject({
      versions: { rules: 'rules-3' },
      rules_applied: ['no Arca'],
      order: { exclude_venues: ['ARCX'] },
    });
    expect(orders()[0]).toMatchObject({ routing_mode: 'SWEEP', exclude_venues: [], request_extras: null });
  });

  it('keeps what it said itself, and the journal remembers that it did', async () => {
    router.rules = rulesOf('rules-3', { effects: { objective: 'LOWEST_COST', mode: 'SEQUENTIAL' } });
    await router.submit({ routingMode: 'PRO_RATA', said: ['mode'] });
    expect(decisions()[0]).toMatchObject({ objective: 'LOWEST_COST', mode: 'PRO_RATA' });
    expect(JSON.parse(orders()[0]?.request_extras ?? '')).toMatchObject({ said: ['mode'] });
  });

  it('is routed on by the rules that are in force by then', async () => {
    router.rules = rulesOf('rules-3', { effects: { excludeVenues: ['ARCX', 'BATS'] } });
    await router.submit({ quantity: '200' });
    expect(sentTo()).toEqual([['XNYS', 200]]);
    router.rules = rulesOf('rules-4', { effects: { excludeVenues: ['XNYS'] } });
    const [first] = router.children;
    if (first === undefined) throw new Error('a child expected');
    await router.fill(first, 150);
    await router.canceled(first);
    expect(sentTo().slice(1)).toEqual([['ARCX', 50]]);
    expect(decisions().map((each) => each.rules_version)).toEqual(['rules-3', 'rules-4']);
  });

  it('gives a capped venue no more over all its waves together', async () => {
    const venueCaps = [{ venueId: 'XNYS', maxQuantityE8: 10_000_000_000n, maxSharePpm: null }];
    router.rules = rulesOf('rules-3', { effects: { venueCaps } });
    router.quote('ARCX', [9_999, 500], [10_001, 100]);
    await router.submit({ quantity: '300' });
    expect(sentTo()).toEqual([
      ['XNYS', 100],
      ['ARCX', 100],
    ]);
    for (const child of router.children.slice(0, 2)) await router.fill(child, 100);
    expect(sentTo().slice(2)).toEqual([['ARCX', 100]]);
  });

  it('goes one venue at a time to the end where a rule says so, also when it is immediate', async () => {
    router.rules = rulesOf('rules-3', { effects: { mode: 'SEQUENTIAL' } });
    await router.submit({ timeInForce: 'IOC', quantity: '300' });
    expect(sentTo()).toEqual([['XNYS', 200]]);
    const [first] = router.children;
    if (first === undefined) throw new Error('a child expected');
    await router.fill(first, 200);
    expect(sentTo().slice(1)).toEqual([['ARCX', 100]]);
  });

  it('comes back after a stop with what it said and the mode that it was routed in', async () => {
    router.rules = rulesOf('rules-3', { effects: { mode: 'SEQUENTIAL', objective: 'SMART' } });
    await router.submit({ said: ['objective'] });
    const live = revivedOf(router);
    expect([live.identity.order.said, live.identity.order.routingMode, live.life.routedMode]).toEqual([
      ['objective'],
      'SWEEP',
      'SEQUENTIAL',
    ]);
    expect(router.waves.inputOf(live.identity, live.life)?.order).toMatchObject({
      routingObjective: 'BEST_PRICE',
      routingMode: 'SEQUENTIAL',
    });
  });
});
