import type { Random } from '../random.ts';
import type { FaultBoard } from './fault-board.ts';

/** What becomes of an execution afterwards: it never was, or was another. */
export type TradeBreak =
  | { readonly kind: 'BUST' }
  | { readonly kind: 'CORRECT'; readonly quantity: number; readonly price: number };

/** What the fault makes of an execution that is booked on an order with this limit, and after how many microseconds; null where it strikes none. */
export function tradeBreakOf(
  { quantity, price, limit }: { readonly quantity: number; readonly price: number; readonly limit: number },
  { faults, random }: { readonly faults: FaultBoard; readonly random: Random },
): { readonly afterUs: number; readonly becomes: TradeBreak } | null {
  const fault = faults.find('bust_and_correct');
  if (fault === undefined || !random.chance(fault.probability)) return null;
  const breaks: { name: 'BUST' | 'PRICE' | 'QUANTITY'; becomes: TradeBreak }[] = [
    { name: 'BUST', becomes: { kind: 'BUST' } },
  ];
  if (price !== limit) breaks.push({ name: 'PRICE', becomes: { kind: 'CORRECT', quantity, price: limit } });
  if (quantity > 1)
    breaks.push({ name: 'QUANTITY', becomes: { kind: 'CORRECT', quantity: Math.ceil(quantity / 2), price } });
  const possible = breaks.filter(({ name }) => fault.only === undefined || fault.only.includes(name));
  const drawn = possible[Math.floor(random.unit() * possible.length)];
  return drawn === undefined ? null : { afterUs: fault.delay_us, becomes: drawn.becomes };
}
