import type { Side } from '@fairlead/core/order/request';
import { isResting } from '@fairlead/core/routing/order-kind';
import type { ChildOrder } from './child-order.ts';
import type { DisplayedQuotes } from './displayed-quotes.ts';

/**
 * How many of a decision's taking children trade through a protected quote as it stood when they were sent (Rule 611(a)): priced worse than
 * what another exchange displays in round lots, without an intermarket sweep order for those beside it, or without being marked one itself. A child that trades at the midpoint or not at all cannot trade through. Written from the rule, not from the planner.
 */
export function tradeThroughs(
  children: readonly ChildOrder[],
  side: Side,
  at: { quotes: DisplayedQuotes; roundLot: number; nowUs: number },
): number {
  const taking = children.filter((child) => !isResting(child.kind) && child.kind !== 'MID_IOC');
  if (taking.length === 0 || at.quotes.isCrossed(at.nowUs)) return 0;
  const isWorse = (price: number, than: number) => (side === 'BUY' ? price > than : price < than);
  const swept = new Map<string, number>();
  for (const child of taking) {
    if (child.kind === 'ISO') swept.set(child.venueId, (swept.get(child.venueId) ?? 0) + child.quantity);
  }
  const standing = at.quotes
    .farSide(side, at.nowUs)
    .filter((quote) => quote.isProtected && !quote.isUnusable && quote.size >= at.roundLot);
  return taking.filter((child) => {
    const better = standing.filter(
      (quote) => quote.venueId !== child.venueId && isWorse(child.limitPrice, quote.price),
    );
    const isSwept = better.every((quote) => (swept.get(quote.venueId) ?? 0) >= quote.size - (quote.size % at.roundLot));
    return better.length > 0 && !(isSwept && child.kind === 'ISO');
  }).length;
}
