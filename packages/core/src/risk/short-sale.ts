import type { Instrument } from '../instrument/instrument.ts';
import { movedByTicks } from '../instrument/tick.ts';
import type { Nbbo } from '../market/nbbo.ts';
import { type Price, price } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';

/** An order as one wave may route it, with the worst price at which any part of it may trade. */
export interface WaveTerms<Order extends ValidOrder = ValidOrder> {
  readonly order: Order;
  readonly worstPrice: Price | null;
}

/**
 * The terms of an order under the price test for short sales (Regulation SHO Rule 201(b)(1), 17 CFR 242.201): while it is on, a short sale may
 * neither execute nor be displayed at the national best bid or below, so it becomes a limit order at least one tick above that bid. Other
 * orders, and short sales while there is no national bid, keep their terms.
 */
export function termsUnderPriceTest<Order extends ValidOrder>(
  terms: WaveTerms<Order>,
  { instrument, nbbo }: { readonly instrument: Instrument; readonly nbbo: Nbbo },
): WaveTerms<Order> {
  const { order } = terms;
  if (order.side !== 'SELL_SHORT' || !instrument.shortSaleRestricted || nbbo.bid === null) return terms;
  const lowest = movedByTicks(instrument, nbbo.bid.price, 1);
  const worstPrice = price(Math.max(lowest, order.limitPrice ?? 0));
  const orderType = order.orderType === 'MARKET' ? 'LIMIT' : order.orderType;
  return { order: { ...order, orderType, limitPrice: worstPrice }, worstPrice };
}
