import type { Price, Quantity } from '@fairlead/core/money/units';
import { tradedVolume } from '@fairlead/core/monthly-fees/traded-volume';
import { type ChildLife, executionOf } from '@fairlead/core/order-life/child-life';
import { apply } from '@fairlead/core/order-life/fold';
import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { childOf, type OrderLife } from '@fairlead/core/order-life/order-life';
import type { Market } from '../market-data/market.ts';
import type { LiveOrder } from '../order/live-order.ts';

interface Traded {
  readonly quantity: Quantity;
  readonly price: Price;
}

/** A fill counts towards the month's volume at its venue, which its fee tiers go by. */
export function countVolume(
  market: Market,
  live: LiveOrder,
  of: { readonly venueId: string; readonly execution: Traded; readonly atUs: number },
): void {
  market.countVolume(of.venueId, tradedVolume(of.execution, live.identity.instrument, 1n), of.atUs);
}

/** What venues have taken back counts no more, and what they have corrected as it is now, in the month in which it was executed. */
export function recountVolume(
  market: Market,
  { identity: { instrument } }: LiveOrder,
  { before, events }: { readonly before: OrderLife; readonly events: readonly OrderEvent[] },
): void {
  if (!events.some(({ type }) => type === 'TRADE_BUSTED' || type === 'TRADE_CORRECTED')) return;
  let life = before;
  for (const event of events) {
    const isBust = event.type === 'TRADE_BUSTED';
    const child = isBust || event.type === 'TRADE_CORRECTED' ? childOf(life, event.childId) : undefined;
    if (child !== undefined && (isBust || event.type === 'TRADE_CORRECTED')) {
      const was = executionOf(child, event.executionId);
      const moved = { venueId: child.venueId, executedAtUs: executedAtUs(child, event.atUs), nowUs: event.atUs };
      if (was !== undefined) market.recountVolume({ ...moved, volume: tradedVolume(was, instrument, -1n) });
      if (was !== undefined && !isBust) market.recountVolume({ ...moved, volume: tradedVolume(event, instrument, 1n) });
    }
    life = apply(life, event);
  }
}

/** When a child was executed, as near as it matters for a month: when it had come to its end, or lately. */
function executedAtUs({ doneAtUs }: ChildLife, nowUs: number): number {
  return doneAtUs ?? nowUs;
}
