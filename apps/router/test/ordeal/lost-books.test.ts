import { expect, it } from 'vitest';
import { takenAgainUs } from './database-ordeal.ts';
import { differences } from './differences.ts';
import { booksOverALoss } from './lost-books.ts';
import type { Answered } from './order-load.ts';
import type { RecordedChild, RecordedOrder } from './record.ts';
import type { TrueExecution, TrueOrder } from './venue-orders.ts';

const LOOKED_US = 10_000_000;

function execution(id: string, atUs: number): TrueExecution {
  return { execution_id: id, quantity: 10, price: 100, time_us: atUs };
}

/** A child that rested when its venue died, as the venue had it. */
function atVenue(executions: TrueExecution[]): TrueOrder {
  const order = { child_id: 'c1', venue_id: 'XNYS', quantity: 100, state: 'PARTIALLY_FILLED', times_received: 1 };
  const filled = { filled_quantity: 10 * executions.length, canceled_us: null, received_us: 1, executions };
  return { ...order, ...filled } as unknown as TrueOrder;
}

/** The same in the record, ended with its venue. */
function recorded(ids: string[], child: Partial<RecordedChild> = {}): ReadonlyMap<string, RecordedOrder> {
  const executions = ids.map((id) => ({ venue_execution_id: id, quantity: 10, price: 100 }));
  const ended = { state: 'CANCELED', reject_code: 'VENUE_LOST', isEnded: true, filled: 10 * ids.length, executions };
  const children = [{ id: 'c1', venue_id: 'XNYS', quantity: 100, ...ended, ...child }];
  const order = { order_id: 'o', state: 'CANCELED', quantity: 100, filled: 10 * ids.length, isEnded: true, children };
  const terms = [{ quantity: 100, limit: null }];
  return new Map([['o', { ...order, terms, isChainWhole: true } as unknown as RecordedOrder]]);
}

function said(told: TrueExecution[], record: ReadonlyMap<string, RecordedOrder>): string[] {
  const last = { books: new Map([['c1', atVenue(told)]]), toldUntilUs: LOOKED_US };
  const atVenues = booksOverALoss(last, new Map(), record);
  return differences({
    recorded: record,
    atVenues,
    promised: { sent: new Set(), taken: new Set(), canceled: new Map(), ended: new Set(), replaces: [] },
  });
}

it('a child that ended with its venue agrees with what that had told, and with more that only the router has heard', () => {
  expect(said([execution('x1', 5)], recorded(['x1']))).toEqual([]);
  expect(said([execution('x1', 5)], recorded(['x1', 'x2']))).toEqual([]);
});

it('what died with its venue before it could be told is nobody’s loss', () => {
  expect(said([execution('x1', 5), execution('x2', LOOKED_US + 1)], recorded(['x1']))).toEqual([]);
});

it('what was told and is not in the record is found, and so is a child that has not ended', () => {
  expect(said([execution('x1', 5)], recorded([]))).toContainEqual(expect.stringContaining('lacks the execution x1'));
  const open = recorded(['x1'], { isEnded: false, state: 'PARTIALLY_FILLED' });
  expect(said([execution('x1', 5)], open)).toContainEqual(expect.stringContaining('is CANCELED at its venue'));
});

it('orders are taken again with the first that is asked after the last refusal; where none was refused they always were', () => {
  const answer = (status: number, askedUs: number) =>
    ({ kind: 'ORDER', status, askedUs, answeredUs: askedUs + 1 }) as Answered;
  const answers = [answer(503, 5), answer(202, 15), answer(503, 20), answer(202, 25), answer(202, 30)];
  expect(takenAgainUs({ answers, goneUs: 10 })).toBe(26);
  expect(takenAgainUs({ answers, goneUs: 22 })).toBe(22);
});
