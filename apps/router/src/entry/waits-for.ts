import type { Nbbo } from '@fairlead/core/market/nbbo';
import { isStopReached } from '@fairlead/core/market/stop-reached';
import type { Rejection } from '@fairlead/core/order/reject-code';
import type { ValidOrder } from '@fairlead/core/order/request';
import type { WAITS_FOR } from '@fairlead/core/order/waits-for';
import { err, ok, type Result } from '@fairlead/core/result';

/** What an order waits for before it is decided. */
export type WaitsFor = (typeof WAITS_FOR)[number];

/** What becomes of an order that comes while its market is closed. */
export type ClosedMarket = 'reject' | 'park';

/** The moment at which an order comes in. */
export interface EntryMoment {
  readonly isOpen: boolean;
  readonly nbbo: Nbbo;
  readonly closedMarket: ClosedMarket;
  /** False for an order that is only to be decided: its sender executes it, and we hold nothing. */
  readonly canWait: boolean;
}

/** What an order has to wait for before it can be decided, null where it is for nothing; refuses one that cannot wait, with the code of why. */
export function waitOf(order: ValidOrder, moment: EntryMoment): Result<WaitsFor | null, Rejection> {
  const isImmediate = order.timeInForce === 'IOC' || order.timeInForce === 'FOK';
  if (!moment.isOpen) {
    const parks = moment.closedMarket === 'park' && moment.canWait && !isImmediate;
    return parks ? ok('MARKET_OPEN') : err({ code: 'MARKET_CLOSED', path: '' });
  }
  if (isStopReached(order, moment.nbbo)) return ok(null);
  return moment.canWait ? ok('STOP_PRICE') : err({ code: 'STOP_NOT_REACHED', path: 'stop_price' });
}
