import type { RoutingExecutionStatus } from '@fairlead/contracts/smart-routing';
import { isOrderEnded } from '@fairlead/core/order/order-state';
import type { Pipeline } from '../entry/pipeline.ts';
import { DURABLE_WAIT_MS } from '../execution/steps.ts';
import type { LiveOrder } from '../order/live-order.ts';
import type { Timers } from '../ports.ts';
import type { ProblemCode } from './problem.ts';

/** What an order that is being decided is waited for with. */
export interface UnderWayPorts {
  readonly pipeline: Pick<Pipeline, 'underWay'>;
  readonly timers: Timers;
}

/** Waits for an order that is being decided or made durable; false where that takes longer than a caller waits. */
export async function isDecided(
  { clientId, orderId }: { readonly clientId: string; readonly orderId: string },
  { pipeline, timers }: UnderWayPorts,
): Promise<boolean> {
  const underWay = pipeline.underWay(clientId, orderId);
  if (underWay === null) return true;
  return new Promise((resolve) => {
    const limit = timers.after(DURABLE_WAIT_MS, () => resolve(false));
    void underWay.then(() => {
      limit.cancel();
      resolve(true);
    });
  });
}

/**
 * Why nothing can be done with an order that the journal knows: it was only routed, it has ended, or it is alive and not taken up here after a start. `live` is what is in memory of it.
 */
export function whyNotOpen(
  known: Pick<RoutingExecutionStatus, 'state' | 'route_only'>,
  live: LiveOrder | undefined,
): ProblemCode {
  if (known.route_only && !isOrderEnded(known.state)) return 'ORDER_ROUTED_ONLY';
  return isOrderEnded(known.state) || live !== undefined ? 'ORDER_ENDED' : 'NOT_READY';
}
