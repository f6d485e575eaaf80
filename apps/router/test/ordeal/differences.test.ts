import { describe, expect, it } from 'vitest';
import { differences } from './differences.ts';
import type { AskedReplace, Promised } from './promises.ts';
import type { RecordedChild, RecordedExecution, RecordedOrder } from './record.ts';
import type { TrueExecution, TrueOrder } from './venue-orders.ts';

const NOTHING: Promised = {
  sent: new Set(['o1']),
  taken: new Set(),
  canceled: new Map(),
  ended: new Set(),
  replaces: [],
};
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
    terms: [{ quantity: changes.quantity ?? 100, limit: null }],
    children: [child()],
    ...changes,
  };
}

/** An order whose quantity has been changed to 80. */
function replaced(changes: Partial<RecordedOrder> = {}): RecordedOrder {
  return order({ quantity: 80, terms: [terms(100), terms(80)], ...changes });
}

function terms(quantity: number, limit: number | null = null) {
  return { quantity, limit };
}

/** A replacement of it that was confirmed. */
function ask(changes: Partial<AskedReplace> = {}): AskedReplace {
  return {
    orderId: 'o1',
    asked: { quantity: 80, limit: null },
    status: 200,
    askedUs: 200,
    answeredUs: 300,
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
    expect(found([order()], [truth({ received_us: 400_000 })], { canceled })).toEqual([]);
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
    [
      'was said to have ended, and has not',
      [order({ isEnded: false, state: 'PARTIALLY_FILLED', children: [child({ isEnded: false })] })],
      [truth(WORKS)],
      { ended: new Set(['o1']) },
    ],
    ['was acknowledged and is not in the database', [], [], { taken: new Set(['o1']) }],
    ['and the order is not in the database', [], [], { canceled }],
    ['is not canceled', [order({ state: 'EXPIRED' })], [truth()], { canceled }],
    ['is filled in part only', [order({ state: 'FILLED' })], [truth()], { canceled }],
    [
      'sent child c1 49 ms afterwards',
      [order({ children: [child({ sent_us: null })] })],
      [truth({ received_us: 100_000 })],
      { canceled },
    ],
    [
      'sent child c1 9 ms afterwards',
      [order({ children: [child({ sent_us: 10_000 })] })],
      [truth({ received_us: 11_000 })],
      { canceled },
    ],
    ['never got 80 at the same limit, which was confirmed', [order()], [truth()], { replaces: [ask()] }],
    ['and the order is not in the database', [], [], { replaces: [ask()] }],
    ['which nobody was answered or may have asked', [replaced()], [truth()], { replaces: [] }],
    ['which nobody was answered or may have asked', [replaced()], [truth()], { replaces: [ask({ status: 422 })] }],
    [
      'got 80 at any price after 100 at any price, which nobody',
      [replaced()],
      [truth()],
      { replaces: [ask({ status: null, asked: { quantity: 80, limit: 990_000 } })] },
    ],
    [
      'got 80 at any price after 70 at the same limit, which was confirmed later',
      [replaced({ terms: [terms(100), terms(70), terms(80)] })],
      [truth()],
      { replaces: [ask(), ask({ asked: { quantity: 70, limit: null }, askedUs: 400, answeredUs: 500 })] },
    ],
    ['is of 80, and by its events of 100', [replaced({ terms: [terms(100)] })], [truth()], {}],
    [
      'has executed 100, and was never of more than 80',
      [order({ quantity: 80 })],
      [truth({ filled_quantity: 100, canceled_us: null })],
      {},
    ],
    [
      'venues hold 100 of 80, of which only 0',
      [replaced({ isEnded: false, state: 'WORKING' })],
      [truth(WORKS)],
      { replaces: [ask()] },
    ],
    [
      'executed child c1 at 1000000, beyond 990000',
      [replaced({ terms: [terms(100, 980_000), terms(80, 990_000)] })],
      [truth()],
      { replaces: [ask({ asked: { quantity: 80, limit: 990_000 } })] },
    ],
  ])('differ, and it is said: %s', (said, recorded, truths, promised) => {
    expect(found(recorded, truths, promised)).toContainEqual(expect.stringContaining(said));
  });

  it.each<[string, AskedReplace[]]>([
    ['confirmed', [ask()]],
    ['that had no answer, and has happened', [ask({ status: null })]],
    ['that had no answer, and has not happened', [ask(), ask({ status: null, asked: { quantity: 70, limit: null } })]],
    ['refused', [ask(), ask({ status: 422, asked: { quantity: 70, limit: null } })]],
  ])('agree on a replacement %s', (_, replaces) => {
    expect(found([replaced()], [truth()], { replaces })).toEqual([]);
  });

  it('agree on what other callers have replaced', () => {
    expect(found([replaced()], [truth()], { sent: new Set() })).toEqual([]);
  });

  it('agree on an order that had executed more than its new quantity when the change came to its venue', () => {
    const whole = child({ filled: 100, executions: [{ ...FILL, quantity: 100 }], state: 'FILLED' });
    const truths = [
      truth({
        filled_quantity: 100,
        state: 'FILLED',
        canceled_us: null,
        executions: [{ ...EXECUTION, quantity: 100 }],
      }),
    ];
    const ended = replaced({ state: 'FILLED', filled: 100, children: [whole] });
    expect(found([ended], truths, { replaces: [ask()] })).toEqual([]);
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
