import { z } from 'zod';

const part = z.enum(['ROUTER', 'DATABASE', 'WORKER']);
export type Part = z.infer<typeof part>;

const awayPart = z.object({
  part,
  /** When it was first found so, in milliseconds since 1970. */
  since_ms: z.number(),
  /** True where it answers, but does not work yet. */
  answers: z.boolean(),
  /** What it waits for, where it says so. */
  waits_for: z.array(z.string()),
});
export type AwayPart = z.infer<typeof awayPart>;

/** How the console finds a part: it works, or it is away since when. */
export const partState = awayPart.extend({ works: z.boolean() });
export type PartState = z.infer<typeof partState>;

/** What the console's server says of the parts that it stands on, to everybody: no part's data, only whether it is there. */
export const systemHealth = z.object({
  status: z.enum(['ok', 'unavailable']),
  away: z.array(awayPart),
});
export type SystemHealth = z.infer<typeof systemHealth>;
