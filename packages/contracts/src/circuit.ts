import { CIRCUIT_ACTIONS } from '@fairlead/core/venue/circuit-state';
import { z } from 'zod';
import { actReason, idempotencyKey } from './act.ts';
import { circuitCode, circuitState, venueType } from './enums.ts';

export const circuitView = z
  .object({
    venue_id: z.string(),
    venue_type: venueType,
    state: circuitState,
    code: circuitCode.nullable().describe('Why, as a code and in words; null before the first change.'),
    reason: z.string(),
    since: z.string().nullable(),
    until: z.string().nullable().describe('When the next probes are let through.'),
    openings: z.number().describe('How many times in a row it has been opened.'),
    failures: z.number().describe('Failures among the latest outcomes.'),
    last_failure: z.string().nullable(),
    probes_out: z.number().describe('Children that are out to try it, and those of them that were answered.'),
    probes_answered: z.number(),
    actor: z.string().nullable().describe('Who has forced it; null where nobody has.'),
  })
  .meta({
    id: 'Circuit',
    description:
      'Where the circuit of a venue stands. Times are null where there is none: it has never changed, or a person decides.',
  });
export type CircuitView = z.infer<typeof circuitView>;

/** Whether circuits are shared with other routers: this one alone, shared, or shared as of the last time that Redis was there. */
export const circuitSharing = z.enum(['LOCAL', 'SHARED', 'AWAY']);
export const circuitList = z
  .object({ sharing: circuitSharing, circuits: z.array(circuitView) })
  .meta({ id: 'CircuitList' });

/** What a person does with a circuit: open and close hold until it is reset. */
export const circuitAction = z.enum(CIRCUIT_ACTIONS);
export const circuitRequest = z
  .strictObject({ action: circuitAction, reason: actReason, idempotency_key: idempotencyKey.nullish() })
  .meta({ id: 'CircuitRequest' });
export type CircuitRequest = z.infer<typeof circuitRequest>;

export const circuitTaken = z.object({ circuit: circuitView, audit_id: z.uuid() }).meta({
  id: 'CircuitTaken',
  description: 'A circuit that a person has set: as it stands, and the entry of the audit.',
});
