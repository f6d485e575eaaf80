import { type DecisionSummary, decisionListQuery, decisionPage } from '@fairlead/contracts/decision-list';
import { isoTime } from '@fairlead/contracts/wire-value';
import type { DecisionWithOrder } from '@fairlead/db/repositories/decision-repository';
import { waveCostOf } from '../execution-reader.ts';
import { principalOf } from '../guard.ts';
import { filledPage, type ListRoutes, pageWish } from '../page-wish.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';

/** GET decisions: those of the caller's orders, the newest first, a page at a time; as new as its position says, and as `min_position` asks. */
export const decisionListRoute: Routes<ListRoutes> = async (app, { viewed, tables }) => {
  const schema = { querystring: decisionListQuery, response: { 200: decisionPage } };
  app.get('/decisions', { onRequest: app.guard('orders:read'), schema }, async (request, reply) => {
    const { venue_id: venueId, objective, state: states } = request.query;
    const wish = await pageWish(request.query, principalOf(request), tables);
    if (!wish.ok) return sendProblem(reply, ...wish.error);
    const { whose, filter, place } = wish.value;
    const list = viewed(whose).decisionList;
    const { rows, ...page } = await filledPage(list, { ...filter, venueId, objective, states }, place);
    return reply.send({ ...page, decisions: rows.map(summaryOf) });
  });
};

function summaryOf({ decision, order }: DecisionWithOrder): DecisionSummary {
  return {
    ...waveCostOf(decision, order),
    order_id: order.order_id,
    client_id: decision.client_id,
    instrument_id: decision.instrument_id,
    side: order.side,
    routing_objective: decision.objective,
    routing_mode: decision.mode,
    quantity: Number(decision.routed_quantity),
    unallocated_quantity: Number(decision.unallocated_quantity),
    venue_ids: [...decision.venue_ids],
    order_state: order.state,
    simulated: order.simulated,
    routing_time_ms: decision.routing_time_us / 1_000,
    decision_hash: decision.decision_hash,
    position: decision.position,
    created_at: isoTime(decision.created_at_us),
  };
}
