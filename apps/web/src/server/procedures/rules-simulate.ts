import 'server-only';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { versionInput } from '@/rules/version-input';
import { act, actFor } from '../act';

/** The router plans some hundreds of decisions a second. */
const LONGEST_MS = 300_000;

/** Runs a draft over the decisions of the last days, and waits for what that shows. */
export const rulesSimulate = actFor('rules:write')
  .input(versionInput.extend({ days: z.int().min(1).max(90), max_decisions: z.int().min(1).max(5_000) }))
  .output(actOutcome)
  .mutation(({ ctx, input: { version, ...body } }) =>
    act(ctx.headers, { method: 'POST', path: `/rules/${version}/simulate`, body, timeoutMs: LONGEST_MS }),
  );
