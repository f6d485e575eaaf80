import type { ControlEvent } from '@fairlead/core/control/control-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CircuitDesk } from '../src/risk/circuit-desk.ts';
import { circuitView } from '../src/risk/circuit-view.ts';
import { benchCircuits } from './bench-circuits.ts';
import { BenchRouter } from './bench-router.ts';
import { evidenceOfAll } from './records.ts';

const SECOND_US = 1_000_000;
let router: BenchRouter;
let circuits: CircuitDesk;
let changes: object[];

const quoteAll = () => {
  router.quote('XNYS', [9_999, 500], [10_001, 300]);
  for (const venueId of ['ARCX', 'BATS']) router.quote(venueId, [9_999, 500], [10_002, 300]);
};
const circuitOf = (venueId: string) => {
  const circuit = router.market.health(venueId)?.circuit;
  if (circuit === undefined) throw new Error(`${venueId} is not on the bench`);
  return circuit;
};
const pass = (seconds: number) => {
  router.nowUs += seconds * SECOND_US;
  circuits.tick();
  quoteAll();
};
const newest = () => {
  const child = router.children.at(-1);
  if (child === undefined) throw new Error('a child expected');
  return child;
};
/** Sends an order of its own and gives the children that left for it. */
const send = async (orderId: string, more = {}) => {
  const before = router.children.length;
  quoteAll();
  await router.submit({ orderId, quantity: '100', timeInForce: 'IOC', ...more });
  await router.settle();
  return router.children.slice(before);
};
const refuse = (code: string) => router.says(newest(), { type: 'reject', code, message: '' });
/** XNYS refuses so many orders; each goes on elsewhere, or ends. */
const refuseMany = async (count: number, code = 'VENUE_BUSY') => {
  for (let index = 0; index < count; index++) {
    await send(`refused-${code}-${index}`);
    await refuse(code);
  }
};

beforeEach(() => {
  router = new BenchRouter();
  changes = [];
  circuits = benchCircuits(router, changes);
});

describe('a venue that refuses five orders', () => {
  it('gets no sixth one, and the decision says why', async () => {
    await refuseMany(5);
    expect(circuitOf('XNYS').state).toBe('OPEN');
    const sent = await send('after');
    expect(sent.map(({ venueId }) => venueId)).not.toContain('XNYS');
    const candidates = evidenceOfAll(router).at(-1)?.candidates;
    expect(candidates?.find(({ venue_id: id }) => id === 'XNYS')).toMatchObject({ code: 'CIRCUIT_OPEN' });
    expect(changes).toMatchObject([
      { type: 'CIRCUIT_CHANGED', venueId: 'XNYS', from: 'CLOSED', to: 'OPEN', code: 'FAILURES', openings: 1 },
    ]);
    const told = router.stream.filter(({ type }) => type === 'CIRCUIT_UPDATE' || type === 'ALERT');
    expect(told.map(({ data }) => data)).toMatchObject([
      { venue_id: 'XNYS', state: 'OPEN', code: 'FAILURES', actor: null },
      { code: 'CIRCUIT_OPEN', venue_id: 'XNYS' },
    ]);
  });

  it('is shown OFFLINE, while its own status stands beside the circuit in what a decision sees', async () => {
    await refuseMany(5);
    const health = router.market.health('XNYS');
    expect([health?.measureStatus(router.nowUs), health?.status]).toEqual([true, 'OFFLINE']);
    const view = router.market.view('AAPL', 'BUY', router.nowUs);
    expect(view?.venues.find(({ venue }) => venue.venueId === 'XNYS')).toMatchObject({ circuit: 'OPEN' });
  });

  it.each(['ODD_LOT', 'PRICE_OFF_TICK', 'QUOTE_EXPIRED', 'LAST_LOOK_REJECTED'])(
    'stays in use where they were refused for %s',
    async (code) => {
      await refuseMany(6, code);
      expect(circuitOf('XNYS').state).toBe('CLOSED');
    },
  );
});

describe('a venue whose circuit opens while a plan waits for its commit', () => {
  it('is not sent to: the part goes on elsewhere, one venue at a time too', async () => {
    quoteAll();
    const release = router.holdJournal();
    const walked = router.submit({ quantity: '100', routingMode: 'SEQUENTIAL', venuePreferences: ['XNYS', 'ARCX'] });
    await router.settle();
    circuits.force('XNYS', { action: 'open', reason: 'they call', actor: 'user:ops' });
    release();
    await walked;
    await router.settle();
    expect(router.children.map(({ venueId }) => venueId)).toEqual(['ARCX']);
  });
});

describe('a venue that was left alone for its time', () => {
  it('is tried by three orders, however many want to go there, and closes when all are answered', async () => {
    await refuseMany(5);
    pass(29.9);
    expect(circuitOf('XNYS').state).toBe('OPEN');
    pass(0.1);
    expect([circuitOf('XNYS').state, circuitOf('XNYS').shown]).toEqual(['HALF_OPEN', 'HALF_OPEN']);
    const probes = [];
    for (let index = 0; index < 6; index++) probes.push(...(await send(`probe-${index}`)));
    const atNyse = probes.filter(({ venueId }) => venueId === 'XNYS');
    expect([atNyse.length, probes.length, circuitOf('XNYS').shown]).toEqual([3, 6, 'OPEN']);
    for (const probe of atNyse) await router.fill(probe, 100);
    expect(circuitOf('XNYS').state).toBe('CLOSED');
    expect(changes.map((change) => 'code' in change && change.code)).toEqual([
      'FAILURES',
      'OPEN_TIME_OVER',
      'PROBES_SUCCEEDED',
    ]);
  });

  it('is left alone for longer where one of them is refused, whatever the others say', async () => {
    await refuseMany(5);
    pass(30);
    const first = await send('probe-1');
    await send('probe-2');
    await refuse('VENUE_UNAVAILABLE');
    for (const probe of first) await router.fill(probe, 100);
    expect(circuitView({ venue: venueOf('XNYS'), circuit: circuitOf('XNYS') })).toMatchObject({
      ...{ state: 'OPEN', code: 'PROBE_FAILED', openings: 2, actor: null },
      reason: 'a probe failed: refused (VENUE_UNAVAILABLE)',
    });
  });

  it('does not lose a probe to a caller who was only asked where to route', async () => {
    await refuseMany(5);
    pass(30);
    await router.submit({ orderId: 'asked', quantity: '100' }, { routeOnly: true });
    await router.settle();
    expect(circuitOf('XNYS').now.probes).toEqual([]);
  });
});

describe('a venue that says nothing', () => {
  it('is left alone after five answers that are overdue', async () => {
    for (let index = 0; index < 5; index++) await send(`silent-${index}`);
    expect(circuitOf('XNYS').state).toBe('CLOSED');
    router.nowUs += 6 * SECOND_US;
    router.overdue.checkOverdue();
    await router.settle();
    expect(circuitOf('XNYS').now).toMatchObject({ state: 'OPEN', code: 'FAILURES' });
    expect(circuitOf('XNYS').now.detail).toContain('no answer in time');
  });

  it('is left alone where its session takes nothing five times', async () => {
    router.down.add('XNYS');
    for (let index = 0; index < 5; index++) await send(`down-${index}`);
    expect(circuitOf('XNYS').now).toMatchObject({ state: 'OPEN', code: 'FAILURES' });
    expect(circuitOf('XNYS').now.detail).toContain('not sent, no session');
  });
});

describe('a person', () => {
  const ops = { reason: 'the venue calls', actor: 'user:ops' };

  it('takes a venue out until it is reset, and keeps one in whatever fails there', async () => {
    circuits.force('XNYS', { action: 'open', ...ops });
    pass(1_000);
    expect((await send('a')).map(({ venueId }) => venueId)).not.toContain('XNYS');
    circuits.force('XNYS', { action: 'close', ...ops });
    await refuseMany(8);
    expect((await send('b')).map(({ venueId }) => venueId)).toContain('XNYS');
    circuits.force('XNYS', { action: 'reset', ...ops });
    await refuseMany(5, 'VENUE_UNAVAILABLE');
    expect(circuitOf('XNYS').state).toBe('OPEN');
    expect(changes).toMatchObject([
      { code: 'FORCED_OPEN', ...{ detail: ops.reason, actor: ops.actor, untilUs: null } },
      { code: 'FORCED_CLOSED' },
      { code: 'RESET' },
      { code: 'FAILURES', actor: null },
    ]);
  });

  it('cannot do it at a venue that is not there', () => {
    expect(circuits.force('NOWHERE', { action: 'open', ...ops })).toBeNull();
  });
});

describe('a router that starts', () => {
  it('has each circuit as the journal tells it, and lets it be tried when its time is over', () => {
    const event: ControlEvent = {
      ...({
        type: 'CIRCUIT_CHANGED',
        id: 'c1',
        venueId: 'XNYS',
        from: 'CLOSED',
        to: 'OPEN',
        code: 'FAILURES',
      } as const),
      ...{ detail: 'five', untilUs: router.nowUs + 30 * SECOND_US, openings: 2, actor: null, atUs: router.nowUs },
    };
    circuits.restore([event, { ...event, venueId: 'GONE' }, { ...event, venueId: 'ARCX', code: 'OF ANOTHER TIME' }]);
    expect([circuitOf('XNYS').now.openings, circuitOf('XNYS').state, circuitOf('ARCX').state]).toEqual([
      2,
      'OPEN',
      'CLOSED',
    ]);
    expect(changes).toEqual([]);
    pass(30);
    expect(circuitOf('XNYS').state).toBe('HALF_OPEN');
  });
});

function venueOf(venueId: string) {
  const venue = router.market.health(venueId)?.venue;
  if (venue === undefined) throw new Error(`${venueId} is not on the bench`);
  return venue;
}
