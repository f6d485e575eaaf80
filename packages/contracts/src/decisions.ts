import { z } from 'zod';
import { decimalText } from './decimal.ts';
import { orderKind, routingMode, routingObjective } from './enums.ts';
import { candidateEvidence, decisionEvidence, sliceEvidence } from './evidence.ts';
import { nbboView, smartRoutingResponse } from './smart-routing.ts';

export const routingDecision = smartRoutingResponse
  .extend({ order_pk: z.string(), wave: z.number(), created_at: z.string(), evidence: decisionEvidence })
  .meta({ id: 'RoutingDecision', description: 'A stored decision with everything that it was made from.' });

export const decisionReplay = z
  .object({
    decision_id: z.string(),
    same: z.boolean(),
    stored_hash: z.string(),
    recomputed_hash: z
      .string()
      .nullable()
      .describe('Null where no engine of its version is kept, or the record is none that it can read.'),
    record_intact: z.boolean().describe('The record still has the hash that was stored with it.'),
    engine_matches: z.boolean().describe('The engine that made the decision is kept, and made it again.'),
    engine_version: z.string().describe('The engine that made the decision.'),
  })
  .meta({
    id: 'DecisionReplay',
    description:
      'What came of making a decision again from its stored record, by the engine that made it. `same`: the record is intact, and the decision made again has its hash.',
  });
export type DecisionReplay = z.infer<typeof decisionReplay>;

/** Of what would be sent to take; null where that is nothing. Costs are basis points of the arrival mid. */
const expected = decisionEvidence.shape.expected;
const weights = decisionEvidence.shape.weights;

export const strategyAlternative = z
  .object({
    objective: routingObjective,
    mode: routingMode,
    is_asked: z.boolean().describe('The strategy that the order asked for.'),
    expected,
    slices: z.array(z.object({ venue_id: z.string(), quantity: decimalText, order_kind: orderKind })),
    unallocated_quantity: decimalText,
    unallocated_code: z.string().nullable(),
    weights,
    left_out: z.record(z.string(), z.number()).describe('How many venues were left out, by why.'),
  })
  .meta({
    id: 'StrategyAlternative',
    description: 'What one objective and mode would have done on a market. Quantities are exact texts.',
  });
export type StrategyAlternative = z.infer<typeof strategyAlternative>;

const alternatives = { quantity: decimalText, alternatives: z.array(strategyAlternative) };

export const decisionCounterfactual = z
  .object({ decision_id: z.string(), order_id: z.string(), ...alternatives })
  .meta({
    id: 'DecisionCounterfactual',
    description: 'Every objective in every mode on the market of a stored decision.',
  });

export const routingAnalysis = z
  .object({ order_id: z.string(), nbbo: nbboView, ...alternatives })
  .meta({ id: 'RoutingAnalysis', description: 'Every objective in every mode on the market as it is now.' });
export type RoutingAnalysis = z.infer<typeof routingAnalysis>;

export const routingSplit = z
  .object({
    order_id: z.string(),
    nbbo: nbboView,
    objective: routingObjective,
    mode: routingMode,
    weights,
    slices: z.array(sliceEvidence),
    unallocated_quantity: decimalText,
    unallocated_code: z.string().nullable(),
    expected,
    rationale: z.string(),
    candidates: z.array(candidateEvidence.pick({ venue_id: true, status: true, code: true, quantity: true })),
  })
  .meta({ id: 'RoutingSplit', description: 'How an order would be split now, and why the other venues get nothing.' });
export type RoutingSplit = z.infer<typeof routingSplit>;
