import type { OrderReport } from '@fairlead/contracts/venue-protocol';
import type { VenueExecution, VenueOrder } from './venue-order.ts';

/** The order reports of the protocol, from what the venue knows. Times in microseconds since 1970. */

/** The order is in the venue's hands. */
export function ackReport(order: VenueOrder, timeUs: number): OrderReport {
  const { childId, filledQuantity, venueOrderId } = order;
  return {
    type: 'ack',
    child_id: childId,
    filled_quantity: filledQuantity,
    venue_order_id: venueOrderId,
    time_us: timeUs,
  };
}

/** The venue does not take the order. */
export function rejectReport(
  order: VenueOrder,
  why: { code: string; message: string; orderFault: boolean },
  timeUs: number,
): OrderReport {
  return {
    type: 'reject',
    child_id: order.childId,
    code: why.code,
    message: why.message,
    order_fault: why.orderFault,
    time_us: timeUs,
  };
}

/** One execution, already booked on the order. */
export function fillReport(order: VenueOrder, execution: VenueExecution, timeUs: number): OrderReport {
  return {
    type: 'fill',
    child_id: order.childId,
    execution_id: execution.executionId,
    quantity: execution.quantity,
    price: execution.price,
    liquidity_flag: execution.flag,
    ...execution.words,
    filled_quantity: order.filledQuantity,
    leaves_quantity: order.leaves,
    time_us: timeUs,
  };
}

/** What was left of the order is canceled. */
export function canceledReport(order: VenueOrder, reason: string, timeUs: number): OrderReport {
  return {
    type: 'canceled',
    child_id: order.childId,
    filled_quantity: order.filledQuantity,
    leaves_quantity: order.leaves,
    reason,
    time_us: timeUs,
  };
}

/** A cancel that came too late, or for no order of the venue. */
export function cancelRejectReport(childId: string, order: VenueOrder | undefined, timeUs: number): OrderReport {
  return {
    type: 'cancel_reject',
    child_id: childId,
    code: order === undefined ? 'UNKNOWN_ORDER' : 'TOO_LATE',
    filled_quantity: order?.filledQuantity ?? 0,
    time_us: timeUs,
  };
}

/** The order works on by other terms. */
export function replacedReport(order: VenueOrder, timeUs: number): OrderReport {
  return {
    type: 'replaced',
    child_id: order.childId,
    ...order.terms,
    filled_quantity: order.filledQuantity,
    leaves_quantity: order.leaves,
    time_us: timeUs,
  };
}

/** A replace that was not done. */
export function replaceRejectReport(
  { child_id, revision }: { readonly child_id: string; readonly revision: number },
  { order, code }: { readonly order: VenueOrder | undefined; readonly code: string },
  timeUs: number,
): OrderReport {
  return {
    type: 'replace_rejected',
    child_id,
    revision,
    code,
    filled_quantity: order?.filledQuantity ?? 0,
    time_us: timeUs,
  };
}

/** An execution was taken back (null), or is another than it was said to be; already booked on the order. */
export function breakReport(
  order: VenueOrder,
  { executionId, becomes }: { readonly executionId: string; readonly becomes: VenueExecution | null },
  timeUs: number,
): OrderReport {
  const told = {
    child_id: order.childId,
    execution_id: executionId,
    filled_quantity: order.filledQuantity,
    time_us: timeUs,
  };
  if (becomes === null) return { type: 'trade_busted', ...told };
  const { quantity, price, words } = becomes;
  return { type: 'trade_corrected', ...told, quantity, price, ...(words.fee && { fee: words.fee }) };
}

/** All that the venue knows of a child id; state null where it has never seen one. */
export function statusReport(childId: string, order: VenueOrder | undefined, timeUs: number): OrderReport {
  return {
    type: 'status',
    child_id: childId,
    state: order?.state ?? null,
    filled_quantity: order?.filledQuantity ?? 0,
    executions: (order?.executions ?? []).map((execution) => ({
      execution_id: execution.executionId,
      quantity: execution.quantity,
      price: execution.price,
      liquidity_flag: execution.flag,
      ...execution.words,
    })),
    ...(order === undefined ? {} : { terms: order.terms }),
    time_us: timeUs,
  };
}
