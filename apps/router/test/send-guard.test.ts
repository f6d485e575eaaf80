import { quantity } from '@fairlead/core/money/units';
import { describe, expect, it } from 'vitest';
import type { VenueGateway } from '../src/ports.ts';
import { BenchRouter } from './bench-router.ts';
import { DrillExit, type DrillFault } from './ordeal/drill-exit.ts';

type Sent = Parameters<VenueGateway['send']>;

const OF_ORDER = { scope: { clientId: 'client-1', venueId: null, instrumentId: 'AAPL' } };
const OF_FIRM = { scope: { clientId: null, venueId: null, instrumentId: null } };

/** A bench whose sending is broken by `exit`, in a market with two venues that offer 200 and 500. */
function bench(
  exit: (guard: VenueGateway) => VenueGateway,
  runaway?: { ofOrder: number; ofRouter: number },
): BenchRouter {
  const router = new BenchRouter({ drill: exit, ...(runaway === undefined ? {} : { runaway }) });
  router.quote('XNYS', [9_999, 500], [10_001, 200]);
  router.quote('ARCX', [9_998, 500], [10_002, 500]);
  return router;
}

function drilled(fault: DrillFault, runaway?: { ofOrder: number; ofRouter: number }): BenchRouter {
  return bench((guard) => {
    const exit = new DrillExit(guard, () => false);
    exit.begin(fault);
    return exit;
  }, runaway);
}

/** Breaks each new child by a change of its message. */
function changed(change: (...sent: Sent) => Sent): BenchRouter {
  return bench((guard) => ({
    isConnected: (venueId) => guard.isConnected(venueId),
    epochOf: (venueId) => guard.epochOf(venueId),
    send: (venueId, message) =>
      message.type === 'new' ? guard.send(...change(venueId, message)) : guard.send(venueId, message),
  }));
}

const KEY = '01890000-0000-8000-8000-000000000001';
const reasons = (router: BenchRouter) => router.halts.inForce.map(({ reason }) => reason.split(':')[0]);

describe('the guard of what leaves', () => {
  it.each<[string, () => BenchRouter, string, number, object]>([
    ['a child sent twice', () => drilled('DUPLICATE_SENDS'), 'SENT_TWICE', 1, OF_ORDER],
    ['a quantity that was not decided', () => drilled('VERSION_SKEW'), 'NOT_AS_DECIDED', 0, OF_ORDER],
    [
      'a limit that was not decided',
      () => changed((venueId, message) => [venueId, { ...message, limit_price: 1 } as Sent[1]]),
      'NOT_AS_DECIDED',
      0,
      OF_ORDER,
    ],
    ['another venue', () => changed((_, message) => ['BATS', message]), 'NOT_AS_DECIDED', 0, OF_ORDER],
    [
      'a child that no order has',
      () => changed((venueId, message) => [venueId, { ...message, child_id: 'made up' } as Sent[1]]),
      'UNKNOWN_CHILD',
      0,
      OF_FIRM,
    ],
    [
      'an order that sends the same again and again',
      () => drilled('RUNAWAY_CHILDREN', { ofOrder: 3, ofRouter: 1_000 }),
      'ORDER_TOO_FAST',
      3,
      OF_ORDER,
    ],
    [
      'a router that does',
      () => drilled('RUNAWAY_CHILDREN', { ofOrder: 1_000, ofRouter: 5 }),
      'ROUTER_TOO_FAST',
      5,
      OF_FIRM,
    ],
  ])('stops %s', async (_, broken, code, mostLeft, scope) => {
    const router = broken();
    await router.submit();
    await router.settle();
    expect(reasons(router)).toEqual([code]);
    expect(router.halts.inForce).toMatchObject([{ ...scope, actor: 'runaway-guard', cancelAll: true }]);
    expect(router.children.length).toBe(mostLeft);
    const alerts = router.stream.flatMap(({ type, data }) => (type === 'ALERT' ? [data] : []));
    expect(alerts).toContainEqual(expect.objectContaining({ severity: 'CRITICAL', code: 'RUNAWAY' }));
    expect(router.audited).toMatchObject([
      { actor_type: 'SYSTEM', actor_id: 'runaway-guard', action: 'HALT_PLACED', subject_type: 'halt' },
    ]);
  });

  it('stops an order of which more is executed and working than it asks for', async () => {
    let router: BenchRouter | null = null;
    router = bench((guard) => ({
      isConnected: (venueId) => guard.isConnected(venueId),
      epochOf: (venueId) => guard.epochOf(venueId),
      send: (venueId, message) => {
        const isSent = guard.send(venueId, message);
        // A venue that executes twice what it was sent, before the rest of the wave has left.
        if (message.type === 'new' && venueId === 'XNYS') {
          const [child] = router?.children ?? [];
          if (child !== undefined) void router?.fill(child, 2 * child.quantity);
        }
        return isSent;
      },
    }));
    await router.submit();
    await router.settle();
    expect(reasons(router)).toEqual(['OVER_PARENT']);
    expect(router.children.map(({ venueId }) => venueId)).toEqual(['XNYS']);
  });

  it('asks back what works of whom it halts, and ends the order', async () => {
    let isBroken = false;
    const router = bench((guard) => ({
      isConnected: (venueId) => guard.isConnected(venueId),
      epochOf: (venueId) => guard.epochOf(venueId),
      send: (venueId, message) => {
        const isSent = guard.send(venueId, message);
        if (isBroken && message.type === 'new') guard.send(venueId, message);
        return isSent;
      },
    }));
    await router.submit({ orderId: 'rests', orderType: 'LIMIT', limitPrice: '99.50' });
    const [resting] = router.children;
    if (resting === undefined) throw new Error('a child expected');
    await router.says(resting, { type: 'ack' });
    isBroken = true;
    await router.submit({ orderId: 'broken' });
    await router.settle();
    const asked = router.sent.flatMap((message) => (message.type === 'cancel' ? [message.child_id] : []));
    expect(asked).toContain(resting.child_id);
    for (const child of router.children) await router.says(child, { type: 'canceled', reason: 'REQUESTED' });
    expect([...router.desk.live.alive()]).toEqual([]);
  });

  describe('of a change of a child at its venue', () => {
    /** An order of 300 that rests and is to have 200, whose change has left, and the way out behind the guard. */
    async function changed() {
      let exit: VenueGateway | null = null;
      const router = bench((guard) => {
        exit = guard;
        return guard;
      });
      await router.submit({ orderType: 'LIMIT', limitPrice: '99.50' });
      const [child] = router.children;
      const [live] = router.desk.live.alive();
      if (child === undefined || live === undefined || exit === null) throw new Error('a child expected');
      const gateway: VenueGateway = exit;
      router.canReplace(child.venueId);
      await router.says(child, { type: 'ack' });
      const decide = async (count: number) => {
        router.desk.replace(live, {
          ...live.life.order,
          market: null,
          quantity: quantity(count),
          worstPrice: live.life.start.worstPrice,
        });
        const message = {
          type: 'replace',
          child_id: child.child_id,
          revision: 1,
          quantity: count,
          limit_price: 995_000,
        };
        return message as Extract<Parameters<VenueGateway['send']>[1], { type: 'replace' }>;
      };
      return { router, child, gateway, decide };
    }

    it('lets it leave as it was decided, once', async () => {
      const { router, child, gateway, decide } = await changed();
      const message = await decide(200);
      await router.settle();
      expect(router.sent.at(-1)).toMatchObject({ ...message, venueId: child.venueId });
      expect(gateway.send(child.venueId, message)).toBe(false);
      expect(router.halts.inForce[0]?.reason).toContain('SENT_TWICE');
    });

    it.each([
      ['another quantity', { quantity: 201 }],
      ['another limit', { limit_price: 995_100 }],
      ['another number', { revision: 2 }],
    ])('stops %s', async (_, otherwise) => {
      const { router, child, gateway, decide } = await changed();
      const message = await decide(200);
      expect(gateway.send(child.venueId, { ...message, ...otherwise })).toBe(false);
      expect(router.halts.inForce[0]?.reason).toContain('NOT_AS_DECIDED');
    });

    it('stops one that nobody has decided, and one that goes to another venue', async () => {
      const { router, child, gateway, decide } = await changed();
      const message = await decide(200);
      const other = child.venueId === 'XNYS' ? 'ARCX' : 'XNYS';
      expect(gateway.send(other, message)).toBe(false);
      expect(router.halts.inForce[0]?.reason).toContain('NOT_AS_DECIDED');
    });

    it('lets none leave while it is halted; the child is canceled', async () => {
      const { router, child, decide } = await changed();
      await decide(200);
      const scope = { clientId: 'client-1', venueId: child.venueId, instrumentId: null };
      router.tradingHalts.place({ id: KEY, scope, reason: 'a reason', cancelAll: false, actor: 'ann' });
      await router.settle();
      const after = router.sent.filter((message) => message.type !== 'new');
      expect(after).toMatchObject([{ type: 'cancel', child_id: child.child_id, venueId: child.venueId }]);
    });
  });

  it('lets an order that loses its venues again and again go on within its bounds', async () => {
    const router = bench((guard) => guard, { ofOrder: 8, ofRouter: 100 });
    await router.submit();
    for (let wave = 0; wave < 4; wave++) for (const child of router.children.slice(-2)) await router.canceled(child);
    expect([router.halts.inForce.length, router.children.length]).toEqual([0, 8]);
  });

  it('counts a second anew when it is over', async () => {
    const router = bench((guard) => guard, { ofOrder: 4, ofRouter: 100 });
    await router.submit();
    for (let wave = 0; wave < 4; wave++) {
      router.nowUs += 1_000_000;
      for (const child of router.children.slice(-2)) await router.canceled(child);
    }
    expect([router.halts.inForce.length, router.children.length]).toEqual([0, 8]);
  });
});
