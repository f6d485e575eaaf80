import type { RoutingExecutionStatus } from '@fairlead/contracts/smart-routing';
import { isOrderEnded } from '@fairlead/core/order/order-state';
import { isEnded } from '@fairlead/core/order-life/order-life';
import type { FastifyReply } from 'fastify';
import type { Pipeline } from '../entry/pipeline.ts';
import type { Desk } from '../execution/desk.ts';
import { DURABLE_WAIT_MS } from '../execution/steps.ts';
import type { Timers } from '../ports.ts';
import { sendProblem } from './problem.ts';

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

/** What answers that nothing can be done with an order. */
export interface NotOpenPorts {
  readonly desk: Pick<Desk, 'live' | 'confirm'>;
}

/**
 * Says why nothing can be done with an order that the journal knows: it was only routed, it has ended, or it is alive and not taken up here after a start. One that has
 * ended here is waited for until that is durable, as for anything that a caller is told: a router that dies before would go on with it.
 */
export async function sendNotOpen(
  reply: FastifyReply,
  known: Pick<RoutingExecutionStatus, 'state' | 'route_only' | 'order_id'>,
  { desk, clientId }: NotOpenPorts & { readonly clientId: string },
): Promise<FastifyReply> {
  if (isOrderEnded(known.state)) return sendProblem(reply, 'ORDER_ENDED');
  if (known.route_only) return sendProblem(reply, 'ORDER_ROUTED_ONLY');
  const live = desk.live.findByName(clientId, known.order_id);
  // It was not here when it was looked for: a start takes it up.
  if (live === undefined || !isEnded(live.life)) return sendProblem(reply, 'NOT_READY');
  return (await desk.confirm(live))
    ? sendProblem(reply, 'ORDER_ENDED')
    : sendProblem(reply, 'NOT_DURABLE', { sent: false });
}
