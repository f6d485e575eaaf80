import { moneyE8 } from '@fairlead/core/money/units';
import type { NewOrder } from '../src/venue/admission.ts';
import type { VenueExecution } from '../src/venue/venue-order.ts';

let children = 0;
let executions = 0;

/** An order that rests far below the market, so that nothing happens to it unless a test wants it to. */
export function orderOf(change: Partial<NewOrder> = {}): NewOrder {
  return {
    type: 'new',
    child_id: `c${++children}`,
    instrument_id: 'KO',
    side: 'BUY',
    quantity: 300,
    limit_price: 100_000,
    time_in_force: 'DAY',
    iso: false,
    post_only: false,
    peg_midpoint: false,
    min_quantity: 0,
    ...change,
  };
}

/** An order that takes one unit at once, whatever it costs. */
export function takingOne(change: Partial<NewOrder> = {}): NewOrder {
  return orderOf({ quantity: 1, limit_price: 9_000_000, time_in_force: 'IOC', iso: true, ...change });
}

/** An execution of so much at a price, as a venue keeps it that charges nothing and says no more. */
export function executedOf(count: number, at: number): VenueExecution {
  executions += 1;
  return {
    executionId: `x${executions}`,
    quantity: count,
    price: at,
    flag: 'TAKE',
    timeUs: 1_200,
    venueTimeUs: 1_200,
    feeE8: moneyE8(0n),
    words: {},
  };
}
