import { isWaveOpen } from '@fairlead/core/order-life/order-life';
import type { LiveOrder } from '../order/live-order.ts';
import type { Timers } from '../ports.ts';

const DRAIN_LIMIT_MS = 3_000;
const LOOK_AGAIN_MS = 20;

/** Resolves when no taking child is out any more, or when the limit has passed. Resting orders stay at their venues: that is the policy. */
export async function drain(alive: () => Iterable<LiveOrder>, timers: Timers): Promise<void> {
  const isOut = () => [...alive()].some((live) => isWaveOpen(live.life));
  for (let waitedMs = 0; waitedMs < DRAIN_LIMIT_MS && isOut(); waitedMs += LOOK_AGAIN_MS) {
    await new Promise<void>((resolve) => timers.after(LOOK_AGAIN_MS, resolve));
  }
}

/** Resolves when the work is done, or after the limit: a database that hangs must not hold up the end. */
export async function within(limitMs: number, work: Promise<void>, timers: Timers): Promise<void> {
  await Promise.race([work, new Promise<void>((resolve) => timers.after(limitMs, resolve))]);
}
