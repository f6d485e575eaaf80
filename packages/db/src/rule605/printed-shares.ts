import type { CoveredOrder } from '@fairlead/rule606/rule605/covered-order';
import type { StockMarket } from './own-order.ts';

/**
 * The shares that were printed from when an order could be executed until its end, in regular trades of regular hours at its limit or better, in 10^-8; null where
 * some of that time was not recorded. What venues print that we are connected to, so not what is traded elsewhere.
 */
export async function couldHaveFilledE8(
  { facts: { side, limitE8 }, startUs }: CoveredOrder,
  endsAtUs: number,
  { market, sessions }: StockMarket,
): Promise<bigint | null> {
  let sharesE8 = 0n;
  for (const { opensAtUs, closesAtUs } of sessions.between(startUs, endsAtUs)) {
    const prints = await market.printsBetween(opensAtUs, closesAtUs);
    if (prints === null) return null;
    for (const { priceE8, quantityE8 } of prints) {
      if (limitE8 === null || (side === 'BUY' ? priceE8 <= limitE8 : priceE8 >= limitE8)) sharesE8 += quantityE8;
    }
  }
  return sharesE8;
}
