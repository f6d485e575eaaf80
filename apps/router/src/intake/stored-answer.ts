import { heldOrderResponse } from '@fairlead/contracts/smart-routing';
import { readDecision } from '@fairlead/contracts/stored-decision';
import { REJECT_MESSAGES, type RejectCode } from '@fairlead/core/order/reject-code';
import type { DecisionRepository } from '@fairlead/db/repositories/decision-repository';
import type { OrderRepository } from '@fairlead/db/repositories/order-repository';
import { heldAnswerOf, responseOf, type StoredAnswer } from '../entry/answer.ts';

const heldFacts = heldOrderResponse.pick({ waits_for: true });

/** Makes the first answer to an order of an earlier time again: that it was held, or its stored first decision. */
export function storedAnswers(
  orders: Pick<OrderRepository, 'findByClientId' | 'findWalk'>,
  decisions: Pick<DecisionRepository, 'findById'>,
): (clientId: string, orderId: string) => Promise<StoredAnswer | null> {
  return async (clientId, orderId) => {
    const order = await orders.findByClientId(clientId, orderId);
    if (order === null) return null;
    const walk = await orders.findWalk(order.id, clientId);
    const held = walk?.events.find((event) => event.event_type === 'ORDER_HELD');
    if (held !== undefined) {
      const { waits_for: waitsFor } = heldFacts.parse(JSON.parse(held.payload));
      const answer = heldAnswerOf(order.id, order.order_id, waitsFor);
      return { requestHash: order.request_hash, answer, rejectCode: null };
    }
    const [first] = walk?.decisions ?? [];
    const found = first === undefined ? null : await decisions.findById(first.id, clientId);
    if (found === null)
      return { requestHash: order.request_hash, answer: null, rejectCode: rejectCodeOf(order.reject_code) };
    const { decision } = found;
    const facts = {
      decisionId: decision.id,
      decisionHash: decision.decision_hash,
      routingTimeUs: decision.routing_time_us,
    };
    const response = responseOf(readDecision(found.stored), facts);
    return { requestHash: order.request_hash, answer: { orderPk: order.id, response }, rejectCode: null };
  };
}

function rejectCodeOf(code: string | null): RejectCode | null {
  const isKnown = (text: string): text is RejectCode => text in REJECT_MESSAGES;
  return code !== null && isKnown(code) ? code : null;
}
