import type { CoveredOrder } from '@fairlead/rule606/rule605/covered-order';
import type { OrderFacts } from '@fairlead/rule606/rule605/order-facts';
import type { StockMarket } from './own-order.ts';

/** Fields 53 and 54 of one order. */
export type PrintedShares = Pick<OrderFacts, 'couldHaveFilledE8' | 'couldHaveFilledOnExchangeE8'>;

const NOT_KNOWN: PrintedShares = { couldHaveFilledE8: null, couldHaveFilledOnExchangeE8: null };

/**
 * The shares that were printed from when an order could be executed until its end, in regular trades of regular hours at its limit or better, and the part of them
 * that exchanges printed, in 10^-8; null where some of that time was not recorded, and the part also where it was not kept who printed. What venues print
 * that we are connected to, so not what is traded elsewhere.
 */
export async function printedShares(
  { facts: { side, limitE8 }, startUs }: CoveredOrder,
  endsAtUs: number,
  { market, sessions }: StockMarket,
): Promise<PrintedShares> {
  let sharesE8 = 0n;
  let onExchangesE8: bigint | null = 0n;
  for (const { opensAtUs, closesAtUs } of sessions.between(startUs, endsAtUs)) {
    const prints = await market.printsBetween(opensAtUs, closesAtUs);
    if (prints === null) return NOT_KNOWN;
    for (const { priceE8, quantityE8, isOnExchange } of prints) {
      if (limitE8 !== null && (side === 'BUY' ? priceE8 > limitE8 : priceE8 < limitE8)) continue;
      sharesE8 += quantityE8;
      if (isOnExchange === null) onExchangesE8 = null;
      else if (isOnExchange && onExchangesE8 !== null) onExchangesE8 += quantityE8;
    }
  }
  return { couldHaveFilledE8: sharesE8, couldHaveFilledOnExchangeE8: onExchangesE8 };
}
