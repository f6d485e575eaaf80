import { z } from 'zod';

/** What came of making a decision again from its record. */
export const recomputation = z.object({
  same: z.boolean(),
  stored_hash: z.string(),
  recomputed_hash: z.string(),
  /** The record still has the hash that was stored with it. */
  record_intact: z.boolean(),
  /** The decision was made by the engine that made it again. */
  engine_matches: z.boolean(),
  /** The engine that made it again. */
  engine_version: z.string(),
});
export type Recomputation = z.infer<typeof recomputation>;
