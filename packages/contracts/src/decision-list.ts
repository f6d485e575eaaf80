import { z } from 'zod';
import { orderState, side } from './enums.ts';
import { identifier } from './identifier.ts';
import { objectiveName } from './names.ts';
import { list, page, pageQuery } from './query.ts';
import { smartRoutingResponse, waveCost } from './smart-routing.ts';

/** A decision as a row of a list, with what its wave has come to; its evidence is read by its id. */
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
    /** What was to be routed. */
    quantity: z.number(),
    /** The venues that were given a slice, in sending order. */
    venue_ids: z.array(z.string()),
    order_state: orderState,
    simulated: z.boolean(),
    /** Of its entry in the journal. */
    position: z.int(),
    created_at: z.string(),
  })
  .meta({ id: 'DecisionSummary' });
export type DecisionSummary = z.infer<typeof decisionSummary>;

/** Decisions, the newest first. */
export const decisionPage = page.extend({ decisions: z.array(decisionSummary) }).meta({ id: 'DecisionPage' });

/** Which decisions: those that are all that is said, by the time at which they were made. */
export const decisionListQuery = pageQuery.extend({
  /** One that was given a slice. */
  venue_id: identifier(100).optional(),
  objective: objectiveName.optional(),
  /** Of the order, one or several. */
  state: list.pipe(z.array(orderState)).optional(),
});
