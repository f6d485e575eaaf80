import { powerOfTen } from '@fairlead/core/money/scaled';
import { moneyE8, type Price, type Quantity } from '@fairlead/core/money/units';
import { type ChildLife, executionOf } from '@fairlead/core/order-life/child-life';
import { apply } from '@fairlead/core/order-life/fold';
import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { childOf, type OrderLife } from '@fairlead/core/order-life/order-life';
import { sumsOf } from '@fairlead/core/order-life/sums';
import type { Market } from '../market-data/market.ts';
import type { TradedVolume } from '../market-data/monthly-fees.ts';
import type { LiveOrder } from '../order/live-order.ts';

const NO_FEE = moneyE8(0n);

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
  market.countVolume(of.venueId, volumeOf(live, of.execution, 1n), of.atUs);
}

/** What venues have taken back counts no more, and what they have corrected as it is now, in the month in which it was executed. */
export function recountVolume(
  market: Market,
  live: LiveOrder,
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
      if (was !== undefined) market.recountVolume({ ...moved, volume: volumeOf(live, was, -1n) });
      if (was !== undefined && !isBust) market.recountVolume({ ...moved, volume: volumeOf(live, event, 1n) });
    }
    life = apply(life, event);
  }
}

/** When a child was executed, as near as it matters for a month: when it had come to its end, or lately. */
function executedAtUs({ doneAtUs }: ChildLife, nowUs: number): number {
  return doneAtUs ?? nowUs;
}

function volumeOf({ identity: { instrument } }: LiveOrder, traded: Traded, sign: bigint): TradedVolume {
  const { quantityDecimals, currency } = instrument;
  const unitsE8 = BigInt(traded.quantity) * BigInt(powerOfTen(8 - quantityDecimals));
  const { notionalE8 } = sumsOf({ ...traded, feeE8: NO_FEE }, { scale: instrument });
  return { unitsE8: sign * unitsE8, notionalE8: sign * notionalE8, currency };
}
