import type { SmartOrderRequest } from '@fairlead/contracts/broker';
import { toOrderRequest } from '@fairlead/contracts/order-request';
import type { SmartRoutingRequest } from '@fairlead/contracts/smart-routing-request';
import type { OrderRequest } from '@fairlead/core/order/request';
import { err, ok, type Result } from '@fairlead/core/result';
import { toSmartRouting } from './broker-order.ts';
import type { Fault } from './problem.ts';

/** Names that stand where the id of an order stands in a path, so that no order may have one. */
type Names = ReadonlySet<string>;

/** A body as an order in the words of the domain; or the fault of an id that no order may have. */
export function readOrder(body: SmartRoutingRequest, names: Names): Result<OrderRequest, readonly Fault[]> {
  return reserved(body.order_id, { path: 'order_id', names }) ?? ok(toOrderRequest(body));
}

/** The same for the body of the broker document; an order without an id is known by `id` from here on. */
export function readBrokerOrder(
  body: SmartOrderRequest,
  id: string,
  names: Names,
): Result<OrderRequest, readonly Fault[]> {
  const order = toOrderRequest(toSmartRouting(body, id));
  return reserved(order.orderId, { path: 'orderId', names }) ?? ok(order);
}

function reserved(orderId: string, { path, names }: { path: string; names: Names }) {
  if (!names.has(orderId)) return null;
  return err([{ path, code: 'RESERVED', message: 'is the name of another address below /api/v1/smart-routing' }]);
}
