import { isOrderEnded, type OrderState } from '@fairlead/core/order/order-state';
import { z } from 'zod';

/** What the market showed from a time on; a side is null where nobody quoted it. */
const marketPoint = z.object({ at_ms: z.number(), bid: z.number().nullable(), ask: z.number().nullable() });

/** The best bid and offer around an order's life, as far as they were recorded. Times in ms since 1970. */
export const orderMarket = z.object({
  from_ms: z.number(),
  to_ms: z.number(),
  asked_at_ms: z.number(),
  /** A long life is looked at so often only; null where it is told as it changed. */
  every_ms: z.number().nullable(),
  /** The times that are known without a gap: the first point of each is what stood at its beginning. */
  spans: z.array(z.object({ from_ms: z.number(), until_ms: z.number(), points: z.array(marketPoint) })),
});
export type OrderMarket = z.infer<typeof orderMarket>;

export interface Life {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Lived {
  readonly at_ms: number;
  readonly updated_at_ms: number;
  readonly state: OrderState;
}

/** An order's life: from its receipt to its last news or fill, of an open one until now. */
export function lifeOf({ at_ms, updated_at_ms, state }: Lived, lastFillMs: number | null, nowMs: number): Life {
  const end = Math.max(at_ms, updated_at_ms, lastFillMs ?? at_ms);
  return { fromMs: at_ms, toMs: isOrderEnded(state) ? end : Math.max(end, nowMs) };
}

const ROOM_SHARE = 0.06;
const ROOM_MS_MIN = 0.5;

/** A life with some room around it, so that what happened at its ends can be seen; also one of no length. */
export function framed({ fromMs, toMs }: Life): Life {
  const room = Math.max((toMs - fromMs) * ROOM_SHARE, ROOM_MS_MIN);
  return { fromMs: fromMs - room, toMs: toMs + room };
}
