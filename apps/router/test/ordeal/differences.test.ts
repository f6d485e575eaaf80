import { describe, expect, it } from 'vitest';
import { differences } from './differences.ts';
import type { Promised } from './promises.ts';
import type { RecordedChild, RecordedExecution, RecordedOrder } from './record.ts';
import type { TrueExecution, TrueOrder } from './venue-orders.ts';

const NOTHING: Promised = { taken: new Set(), canceled: new Map() };
const FILL: RecordedExecution = { venue_execution_id: 'x1', quantity: 40, price: 1_000_000 };
const EXECUTION: TrueExecution = { execution_id: 'x1', quantity: 40, price: 1_000_000, time_us: 500 };

/** A child of 100 of which 40 are filled and the rest is canceled. */
function child(changes: Partial<RecordedChild> = {}): RecordedChild {
  return {
    id: 'c1',
    venue_id: 'XNYS',
    quantity: 100,
    filled: 40,
    state: 'CANCELED',
    reject_code: null,
    order_kind: 'IOC',
    limit: 1_000_000,
    isEnded: true,
    planned_us: 0,
    sent_us: 50,
    executions: [FILL],
    ...changes,
  };
}

function order(changes: Partial<RecordedOrder> = {}): RecordedOrder {
  return {
    order_id: 'o1',
    side: 'BUY',
    state: 'CANCELED',
    quantity: 100,
    filled: 40,
    isEnded: true,
    waitsForPerson: false,
    isChainWhole: true,
    children: [child()],
    ...changes,
  };
}

function truth(changes: Partial<TrueOrder> = {}): TrueOrder {
  return {
    venue_id: 'XNYS',
    child_id: 'c1',
    instrument_id: 'AAPL',
    quantity: 100,
    limit_price: 1_000_000,
    revision: 0,
    state: 'CANCELED',
    filled_quantity: 40,
    received_us: 100,
    shown: null,
    times_received: 1,
    cancel_received_us: null,
    canceled_us: 600,
    executions: [EXECUTION],
    ...changes,
  };
}

function found(recorded: RecordedOrder[], truths: TrueOrder[], promised: Partial<Promised> = {}): string[] {
  return differences({
    recorded: new Map(recorded.map((each) => [each.order_id, each])),
    atVenues: new Map(truths.map((each) => [each.child_id, each])),
    promised: { ...NOTHING, ...promised },
  });
}

const LATE: TrueExecution = { ...EXECUTION, execution_id: 'x2', quantity: 60, time_us: 700 };
const WORKS: Partial<TrueOrder> = { state: 'PARTIALLY_FILLED', canceled_us: null };
const canceled = new Map([['o1', 1_000]]);

describe('record, venues and promises', () => {
  it('agree where they say the same, of what has ended and of what works', () => {
    const working = order({ state: 'PARTIALLY_FILLED', isEnded: false, children: [child({ isEnded: false })] });
    expect(found([order()], [truth()], { taken: new Set(['o1']), canceled })).toEqual([]);
    expect(found([working], [truth(WORKS)])).toEqual([]);
    expect(found([order({ filled: 0, children: [] })], [])).toEqual([]);
  });

  it.each<[string, RecordedOrder[], TrueOrder[], Partial<Promised>]>([
    ['is not in the database', [], [truth()], {}],
    ['was sent 2 times', [order()], [truth({ times_received: 2 })], {}],
    ['its executions are 40', [order({ filled: 41 })], [truth()], {}],
    ['its events have a gap', [order({ isChainWhole: false })], [truth()], {}],
    ['has ended, and 60 work at venues', [order()], [truth(WORKS)], {}],
    ['is PARTIALLY_FILLED at its venue', [order()], [truth(WORKS)], {}],
    ['nothing of it works at a venue', [order({ isEnded: false })], [truth()], {}],
    ['never came to its venue and is filled 40', [order()], [], {}],
    ['never came to its venue and has not ended', [order({ children: [child({ isEnded: false })] })], [], {}],
    ['is at BATS', [order()], [truth({ venue_id: 'BATS' })], {}],
    ['of 99 at its venue', [order()], [truth({ quantity: 99 })], {}],
    [
      '40, and 100 at its venue, of which 60 late',
      [order()],
      [truth({ filled_quantity: 100, executions: [EXECUTION, LATE] })],
      {},
    ],
    ['lacks the late execution x2 of 60', [order()], [truth({ executions: [EXECUTION, LATE] })], {}],
    [
      'as 40@1000000, and it is 40@1000100',
      [order()],
      [truth({ executions: [{ ...EXECUTION, price: 1_000_100 }] })],
      {},
    ],
    ['an execution x1 of 40 that its venue does not know', [order()], [truth({ executions: [] })], {}],
    ['has an execution twice', [order({ children: [child({ executions: [FILL, FILL] })] })], [truth()], {}],
    [
      'hold 140 of 100, of which only 0',
      [order({ children: [child(), child({ id: 'c2' })] })],
      [truth(), truth({ child_id: 'c2', state: 'FILLED', filled_quantity: 100 })],
      {},
    ],
    ['was acknowledged and is not in the database', [], [], { taken: new Set(['o1']) }],
    ['and the order is not in the database', [], [], { canceled }],
    ['is not canceled', [order({ state: 'EXPIRED' })], [truth()], { canceled }],
    ['is filled in part only', [order({ state: 'FILLED' })], [truth()], { canceled }],
    ['sent child c1 99 ms afterwards', [order()], [truth({ received_us: 100_000 })], { canceled }],
  ])('differ, and it is said: %s', (said, recorded, truths, promised) => {
    expect(found(recorded, truths, promised)).toContainEqual(expect.stringContaining(said));
  });

  it('agree on an order that a late fill has filled beyond its quantity once all is booked', () => {
    const second = { ...FILL, venue_execution_id: 'x2', quantity: 60 };
    const late = child({ filled: 100, executions: [FILL, second] });
    const other = child({
      id: 'c2',
      quantity: 60,
      filled: 60,
      state: 'FILLED',
      executions: [{ ...second, venue_execution_id: 'x3' }],
    });
    const truths = [
      truth({ filled_quantity: 100, executions: [EXECUTION, LATE] }),
      truth({
        child_id: 'c2',
        quantity: 60,
        state: 'FILLED',
        filled_quantity: 60,
        canceled_us: null,
        executions: [{ ...LATE, execution_id: 'x3' }],
      }),
    ];
    expect(found([order({ state: 'FILLED', filled: 160, children: [late, other] })], truths)).toEqual([]);
  });
});
