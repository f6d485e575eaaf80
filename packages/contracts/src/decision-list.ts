import { z } from 'zod';
import { orderState, side } from './enums.ts';
import { identifier } from './identifier.ts';
import { objectiveName } from './names.ts';
import { listOf, page, pageQuery } from './query.ts';
import { smartRoutingResponse, waveCost } from './smart-routing.ts';

const decisionSummary = smartRoutingResponse
  .pick({
    order_id: true,
    routing_objective: true,
    routing_mode: true,
    unallocated_quantity: true,
    routing_time_ms: true,
    decision_hash: true,
  })
  .extend({
    ...waveCost.shape,
    client_id: z.string(),
    instrument_id: z.string(),
    side,
    quantity: z.number().describe('What was to be routed.'),
    venue_ids: z.array(z.string()).describe('The venues that were given a slice, in sending order.'),
    order_state: orderState,
    simulated: z.boolean(),
    position: z.int().describe('Of its entry in the journal.'),
    created_at: z.string(),
  })
  .meta({
    id: 'DecisionSummary',
    description: 'A decision as a row of a list, with what its wave has come to; its evidence is read by its id.',
  });
export type DecisionSummary = z.infer<typeof decisionSummary>;

export const decisionPage = page
  .extend({ decisions: z.array(decisionSummary) })
  .meta({ id: 'DecisionPage', description: 'Decisions, the newest first.' });

/** Which decisions: those that are all that is said, by the time at which they were made. */
export const decisionListQuery = pageQuery.extend({
  venue_id: identifier(100).optional().describe('One that was given a slice.'),
  objective: objectiveName.optional(),
  state: listOf(orderState).optional().describe('Of the order, one or several.'),
});
