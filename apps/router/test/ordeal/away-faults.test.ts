import { expect, it } from 'vitest';
import { awayFaults } from './away-faults.ts';
import type { DatabaseOutcome } from './database-ordeal.ts';
import type { Answered } from './order-load.ts';
import type { RecordedChild, RecordedOrder } from './record.ts';
import type { TrueOrder } from './venue-orders.ts';

const SECOND = 1_000_000;
const GONE = 10 * SECOND;
const BACK = 22 * SECOND;

/** An answer with the database six seconds away. */
function answer(changes: Partial<Answered>): Answered {
  return {
    kind: 'ORDER',
    orderId: 'new',
    status: 503,
    code: 'NOT_DURABLE',
    isSent: false,
    askedUs: 16 * SECOND,
    answeredUs: 17 * SECOND,
    ...changes,
  };
}

/** An order to buy that has rested at XNYS from before, and was canceled while the database was away. */
function outcome(
  changes: Partial<DatabaseOutcome> = {},
  child: Partial<RecordedChild> = {},
  at: Partial<TrueOrder> = {},
): DatabaseOutcome {
  const resting = {
    id: 'c1',
    venue_id: 'XNYS',
    order_kind: 'POST',
    limit: 100,
    planned_us: 9 * SECOND,
    sent_us: null,
    ...child,
  } as RecordedChild;
  const truth = {
    venue_id: 'XNYS',
    child_id: 'c1',
    received_us: 9 * SECOND,
    canceled_us: 17 * SECOND,
    cancel_received_us: 16 * SECOND + 1_000,
    state: 'CANCELED',
    executions: [],
    shown: { bid: 99, ask: 101, since_us: 8 * SECOND },
    ...at,
  } as unknown as TrueOrder;
  return {
    goneUs: GONE,
    backUs: BACK,
    looks: [
      { atUs: GONE + SECOND, isReady: true },
      { atUs: 15 * SECOND, isReady: false },
      { atUs: BACK + SECOND, isReady: true },
    ],
    answers: [answer({}), answer({ kind: 'CANCEL', orderId: 'old', isSent: true })],
    orders: [{ order_id: 'old', side: 'BUY', children: [resting] } as unknown as RecordedOrder],
    atVenues: new Map([['c1', truth]]),
    differences: [],
    ...changes,
  };
}

it('finds nothing where new orders are refused, cancels are sent, and it is not ready', () => {
  expect(awayFaults(outcome())).toEqual([]);
});

it.each<[string, DatabaseOutcome]>([
  [
    'ORDER new was answered 500 INTERNAL',
    outcome({ answers: [answer({ status: 500, code: 'INTERNAL', askedUs: 0 })] }),
  ],
  ['ORDER new was answered null', outcome({ answers: [answer({ status: null, code: null, askedUs: 0 })] })],
  [
    'ORDER new was answered 202 null instead of 503, 6.00 s after',
    outcome({ answers: [answer({ status: 202, code: null })] }),
  ],
  [
    'ORDER new was answered 503 NOT_DURABLE instead of 202',
    outcome({ answers: [answer({ status: 202, askedUs: 8 * SECOND, answeredUs: 9 * SECOND }), answer({})] }),
  ],
  ['ready 5.00 s after', outcome({ looks: [{ atUs: 15 * SECOND, isReady: true }] })],
  [
    'CANCEL old was answered 202 null',
    outcome({ answers: [answer({ kind: 'CANCEL', orderId: 'old', status: 202, code: null })] }),
  ],
  ['the cancel of old came to XNYS for child c1 never', outcome({}, {}, { cancel_received_us: null })],
  ['the cancel of old came to XNYS for child c1 6.00 s', outcome({}, {}, { cancel_received_us: BACK })],
  [
    'which showed 99 x 101 for 13.00 s, 12.00 s after its plan',
    outcome({}, { order_kind: 'IOC' }, { received_us: 21 * SECOND }),
  ],
  [
    'which showed 99 x 100 for 21.00 s, 12.00 s after its plan',
    outcome({}, {}, { received_us: 21 * SECOND, shown: { bid: 99, ask: 100, since_us: 0 } }),
  ],
])('finds: %s', (said, from) => {
  expect(awayFaults(from)).toContainEqual(expect.stringContaining(said));
});

it('takes an old plan for looked at again where its venue shows what it was sent for, or has just changed its quote', () => {
  const late = { received_us: 21 * SECOND };
  const reached = { bid: 99, ask: 100, since_us: 0 };
  expect(awayFaults(outcome({}, { order_kind: 'IOC' }, { ...late, shown: reached }))).toEqual([]);
  expect(
    awayFaults(
      outcome({}, { order_kind: 'IOC' }, { ...late, shown: { bid: 99, ask: 101, since_us: 21 * SECOND - 1 } }),
    ),
  ).toEqual([]);
});
