import { z } from 'zod';

/** The file below an installation's data that tells of its last drill. */
export const DRILL_FILE = 'drill.json';
/** How soon a halt has to hold, and how soon it is meant to, in milliseconds. */
export const HALT_BAR_MS = 5_000;
export const HALT_AIM_MS = 50;

const round = z.object({
  kind: z.string().describe('What was broken, or that a person halted.'),
  round: z.number().int(),
  halt_ms: z.number().describe('From the first broken child, or from the request, until the halt held.'),
});
export type DrillRound = z.infer<typeof round>;

/** What the last drill of an installation came to. */
export const drillRecord = z.object({
  ended_at: z.string(),
  seconds: z.number(),
  machine: z.string(),
  commit: z.string(),
  passed: z.number().int(),
  failed: z.number().int(),
  rounds: z.array(round),
});
export type DrillRecord = z.infer<typeof drillRecord>;

export const riskDrill = z.object({ last: drillRecord.nullable(), bar_ms: z.number(), aim_ms: z.number() }).meta({
  id: 'RiskDrill',
  description: 'The last drill of this installation, null where there was none yet, beside what a halt has to come to.',
});
