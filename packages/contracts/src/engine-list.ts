import { z } from 'zod';

/** What `engines/engines.json` says of the engine of each version: the SHA-256 of its file, and what it was built from. */
export const engineList = z.record(z.string(), z.object({ sha256: z.string(), built_from: z.string() }));
export type EngineList = z.infer<typeof engineList>;
