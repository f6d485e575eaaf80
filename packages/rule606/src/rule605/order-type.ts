import type { Nbbo, OrderFacts } from './order-facts.ts';

/**
 * The ten types of field 7. Letters: market or limit; marketable; midpoint or better; immediate or cancel; stop. X is "does not apply"
 * (Exhibit A of the plan, as seen in the exchanges' files of August 2026).
 */
export const ORDER_TYPES = [
  'MXXNN',
  'LYNNN',
  'LYNYN',
  'LNYNN',
  'LNYYN',
  'LNNNN',
  'LNNYN',
  'MXXNY',
  'LYNNY',
  'LNNNY',
] as const;
export type OrderType = (typeof ORDER_TYPES)[number];

/** What of an order decides its type. */
type TypeFacts = Pick<OrderFacts, 'side' | 'limitE8' | 'isStop' | 'isImmediateOrCancel'>;

/**
 * The type of an order by the NBBO of the moment that types it. A limit at the far side or better is marketable, also where the market is
 * crossed; one at the midpoint or better and short of the far side is midpoint-or-better. A stop order has one non-marketable type, and a market
 * order has no type of its own for immediate or cancel.
 */
export function orderTypeOf(order: TypeFacts, nbbo: Nbbo): OrderType {
  if (order.limitE8 === null) return order.isStop ? 'MXXNY' : 'MXXNN';
  const reach = reachOf(order.limitE8, order, nbbo);
  if (order.isStop) return reach === 'MARKETABLE' ? 'LYNNY' : 'LNNNY';
  switch (reach) {
    case 'MARKETABLE':
      return order.isImmediateOrCancel ? 'LYNYN' : 'LYNNN';
    case 'MIDPOINT_OR_BETTER':
      return order.isImmediateOrCancel ? 'LNYYN' : 'LNYNN';
    case 'SHORT_OF_MIDPOINT':
      return order.isImmediateOrCancel ? 'LNNYN' : 'LNNNN';
  }
}

/** Whether the order could be executed at this NBBO: a market order always, a buy limit at or above the best bid, a sell at or below the best offer. */
export function isExecutable({ side, limitE8 }: Pick<TypeFacts, 'side' | 'limitE8'>, nbbo: Nbbo): boolean {
  if (limitE8 === null) return true;
  return side === 'BUY' ? limitE8 >= nbbo.bidE8 : limitE8 <= nbbo.offerE8;
}

function reachOf(limitE8: bigint, { side }: TypeFacts, { bidE8, offerE8 }: Nbbo) {
  const isMarketable = side === 'BUY' ? limitE8 >= offerE8 : limitE8 <= bidE8;
  if (isMarketable) return 'MARKETABLE';
  const twiceLimit = limitE8 * 2n;
  const twiceMidpoint = bidE8 + offerE8;
  const reachesMidpoint = side === 'BUY' ? twiceLimit >= twiceMidpoint : twiceLimit <= twiceMidpoint;
  return reachesMidpoint ? 'MIDPOINT_OR_BETTER' : 'SHORT_OF_MIDPOINT';
}
