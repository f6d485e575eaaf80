import { systemView } from '@fairlead/contracts/system';
import { z } from 'zod';
import { partState } from './system-health';

/** What stays as it was told while the router is away. */
const LASTING = {
  environment: true,
  versions: true,
  started_at: true,
  services: true,
  calendar: true,
  halts: true,
  alerts: true,
} as const;

export const lastingFacts = systemView.pick(LASTING);
export const presentFacts = systemView.omit(LASTING);

/** What the console knows of the installation: what lasts, as the router told it last, and what is so now, where the router tells it. */
export const systemState = z.object({
  parts: z.array(partState),
  lasting: lastingFacts.nullable(),
  /** When the router told what lasts, in milliseconds since 1970 by the console's clock; null where it has told nothing yet. */
  told_at_ms: z.number().nullable(),
  /** Null while the router does not answer: nobody knows. */
  present: presentFacts.nullable(),
});
export type SystemState = z.infer<typeof systemState>;
