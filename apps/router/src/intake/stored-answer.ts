import { heldOrderResponse } from '@fairlead/contracts/smart-routing';
import { readDecision } from '@fairlead/contracts/stored-decision';
import { REJECT_MESSAGES, type RejectCode } from '@fairlead/core/order/reject-code';
import { err, ok } from '@fairlead/core/result';
import type { DecisionRepository } from '@fairlead/db/repositories/decision-repository';
import type { OrderRepository, OrderWalk } from '@fairlead/db/repositories/order-repository';
import { z } from 'zod';
import { type Answer, type Durable, heldAnswerOf, responseOf } from '../entry/answer.ts';
import { CANCEL_CAME_FIRST } from '../entry/early-cancels.ts';
import type { Rejected, StoredAnswer } from '../entry/submission.ts';

const heldFacts = heldOrderResponse.pick({ waits_for: true });
/** Events of before this version say nothing beyond the code. */
const refusedFacts = z.object({ code: z.string(), path: z.string(), detail: z.string().nullable().default(null) });

/** Makes the first answer to an order of an earlier time again: that it was held, its stored first decision, or why it was refused. */
export function storedAnswers(
  orders: Pick<OrderRepository, 'findByClientId' | 'findWalk'>,
  decisions: Pick<DecisionRepository, 'findById'>,
): (clientId: string, orderId: string) => Promise<StoredAnswer | null> {
  return async (clientId, orderId) => {
    const order = await orders.findByClientId(clientId, orderId);
    if (order === null) return null;
    const walk = await orders.findWalk(order.id, clientId);
    const answer = walk === null ? null : (heldAnswer(walk) ?? (await decidedAnswer(walk, decisions)));
    const outcome = answer === null ? err(refusalOf(order, walk?.events ?? [])) : ok(answer);
    return { requestHash: order.request_hash, outcome };
  };
}

function durableOf({ id, first_position }: OrderWalk['order']): Durable {
  return { orderPk: id, position: first_position };
}

function heldAnswer({ order, events }: OrderWalk): Answer | null {
  const held = events.find((event) => event.event_type === 'ORDER_HELD');
  if (held === undefined) return null;
  const { waits_for: waitsFor } = heldFacts.parse(JSON.parse(held.payload));
  return heldAnswerOf(durableOf(order), order.order_id, waitsFor);
}

async function decidedAnswer(
  { order, decisions: [first] }: OrderWalk,
  decisions: Pick<DecisionRepository, 'findById'>,
): Promise<Answer | null> {
  const found = first === undefined ? null : await decisions.findById(first.id, order.client_id);
  if (found === null) return null;
  const { decision } = found;
  const facts = {
    decisionId: decision.id,
    decisionHash: decision.decision_hash,
    routingTimeUs: decision.routing_time_us,
  };
  return { ...durableOf(order), response: responseOf(readDecision(found.stored), facts) };
}

/** How the order was refused, as its event tells it; where that is gone, its row still knows the code. */
function refusalOf(order: OrderWalk['order'], events: OrderWalk['events']): Rejected {
  const { reject_code: rowCode, first_position: position } = order;
  if (rowCode === CANCEL_CAME_FIRST.code) return { kind: 'REJECTED', rejection: CANCEL_CAME_FIRST, position };
  const refused = events.find((event) => event.event_type === 'ORDER_REJECTED');
  if (refused === undefined) return { kind: 'REJECTED', rejection: { code: knownCode(rowCode), path: '' }, position };
  const { code, path, detail } = refusedFacts.parse(JSON.parse(refused.payload));
  const rejection = { code: knownCode(code), path };
  return { kind: 'REJECTED', rejection, position, ...(detail === null ? {} : { detail }) };
}

function knownCode(code: string | null): RejectCode {
  const isKnown = (text: string): text is RejectCode => text in REJECT_MESSAGES;
  return code !== null && isKnown(code) ? code : 'MARKET_UNAVAILABLE';
}
