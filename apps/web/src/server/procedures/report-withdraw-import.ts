import 'server-only';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

/** It is looked for rows of later imports that name rows of this one, which may be millions. */
const TIMEOUT_MS = 30_000;

/** Withdraws an import: it counts no more. */
export const reportWithdrawImport = actFor('reports:write')
  .input(z.object({ id: z.uuid() }))
  .output(actOutcome)
  .mutation(({ ctx, input: { id, ...why } }) =>
    act(ctx.headers, { method: 'POST', path: `/imports/${id}/withdraw`, body: why, timeoutMs: TIMEOUT_MS }),
  );
