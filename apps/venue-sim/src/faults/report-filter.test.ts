import type { OrderReport } from '@fairlead/contracts/venue-protocol';
import { expect, test } from 'vitest';
import { VirtualClock } from '../../test/virtual-clock.ts';
import { Random } from '../random.ts';
import type { Fault } from './fault.ts';
import { FaultBoard } from './fault-board.ts';
import { ReportFilter } from './report-filter.ts';

const ACK: OrderReport = { type: 'ack', child_id: 'c', filled_quantity: 0, time_us: 1 };
const FILL: OrderReport = {
  type: 'fill',
  child_id: 'c',
  execution_id: 'e',
  quantity: 100,
  price: 1,
  liquidity_flag: 'TAKE',
  filled_quantity: 100,
  leaves_quantity: 0,
  time_us: 1,
};

function filterWith(...faults: readonly Fault[]): {
  clock: VirtualClock;
  board: FaultBoard;
  pass(...messages: OrderReport[]): OrderReport[];
} {
  const clock = new VirtualClock();
  const board = new FaultBoard(clock);
  board.replace(faults);
  const filter = new ReportFilter(board, new Random(1), clock);
  const sent: OrderReport[] = [];
  return {
    clock,
    board,
    pass(...messages) {
      for (const message of messages) filter.pass('s', message, (said) => sent.push(said));
      return sent;
    },
  };
}

test('a healthy venue says what is so', () => {
  expect(filterWith().pass(ACK, FILL)).toEqual([ACK, FILL]);
});

test('silence drops everything', () => {
  expect(filterWith({ kind: 'silence' }).pass(ACK, FILL)).toEqual([]);
});

test('only fills are doubled or falsified, as often as the probability says', () => {
  expect(filterWith({ kind: 'duplicate_fill', probability: 1 }).pass(ACK, FILL)).toEqual([ACK, FILL, FILL]);
  expect(filterWith({ kind: 'duplicate_fill', probability: 0 }).pass(ACK, FILL)).toEqual([ACK, FILL]);
  expect(filterWith({ kind: 'wrong_quantity', probability: 1 }).pass(ACK, FILL)).toEqual([
    ACK,
    { ...FILL, quantity: 200 },
  ]);
});

test('canceled claims to have executed half of what was left', () => {
  const canceled: OrderReport = {
    type: 'canceled',
    child_id: 'c',
    filled_quantity: 100,
    leaves_quantity: 5,
    reason: 'REQUESTED',
    time_us: 1,
  };
  expect(filterWith({ kind: 'wrong_canceled_quantity', probability: 1 }).pass(FILL, canceled)).toEqual([
    FILL,
    { ...canceled, filled_quantity: 103, leaves_quantity: 2 },
  ]);
  expect(filterWith({ kind: 'wrong_canceled_quantity', probability: 0 }).pass(canceled)).toEqual([canceled]);
});

test('messages get lost, all or only those of the kinds named, as often as the probability says', () => {
  expect(filterWith({ kind: 'lost_message', probability: 1 }).pass(ACK, FILL)).toEqual([]);
  expect(filterWith({ kind: 'lost_message', probability: 1, only: ['fill'] }).pass(ACK, FILL, ACK)).toEqual([ACK, ACK]);
  expect(filterWith({ kind: 'lost_message', probability: 0 }).pass(ACK, FILL)).toEqual([ACK, FILL]);
});

test('what gets lost changes places with nobody', () => {
  const { pass } = filterWith({ kind: 'lost_message', probability: 1, only: ['fill'] }, { kind: 'out_of_order' });
  const last = { ...ACK, child_id: 'last' };
  expect(pass(ACK, FILL, last)).toEqual([last, ACK]);
});

test('out of order swaps neighbours; the last one comes after a while by itself', () => {
  const { clock, pass } = filterWith({ kind: 'out_of_order' });
  expect(pass(ACK, FILL, ACK)).toEqual([FILL, ACK]);
  clock.advance(50_000);
  expect(pass()).toEqual([FILL, ACK, ACK]);
});

test('what was held back when the fault ended is not lost', () => {
  const { board, pass } = filterWith({ kind: 'out_of_order' });
  pass(ACK);
  board.replace([]);
  expect(pass(FILL)).toEqual([FILL, ACK]);
});
