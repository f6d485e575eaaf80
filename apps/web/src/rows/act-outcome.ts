import { actReason, idempotencyKey } from '@fairlead/contracts/act';
import { z } from 'zod';

/** What every act says beside what it acts on. */
export const actInput = z.object({ reason: actReason, idempotency_key: idempotencyKey });
export type ActInput = z.infer<typeof actInput>;

/**
 * What is known of an act. DONE: durable, with the entry of the audit that tells of it. NOT_DURABLE: taken, and where `sent` gone to the venues, but not
 * written down yet. UNKNOWN: asked for, and nobody knows what became of it. NOT_SENT: it never left. REFUSED: nothing was done, and that is certain.
 * `version` is what was made or changed, where that has versions, `id` its own; `faults` are the fields for which it was refused.
 */
export const actOutcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('DONE'),
    audit_id: z.string(),
    version: z.number().exactOptional(),
    id: z.string().exactOptional(),
  }),
  z.object({ kind: z.literal('NOT_DURABLE'), sent: z.boolean(), audit_id: z.string().nullable() }),
  z.object({ kind: z.literal('UNKNOWN'), says: z.string() }),
  z.object({ kind: z.literal('NOT_SENT'), says: z.string() }),
  z.object({
    kind: z.literal('REFUSED'),
    code: z.string(),
    says: z.string(),
    faults: z.array(z.object({ path: z.string(), code: z.string(), says: z.string() })).exactOptional(),
  }),
]);
export type ActOutcome = z.infer<typeof actOutcome>;
