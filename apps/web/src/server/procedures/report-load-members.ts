import 'server-only';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

/** The router takes no more than 256 KiB at once. */
const TEXT_MAX = 250_000;
const TIMEOUT_MS = 30_000;

/** Loads lists of members of the S&P 500, in the place of those of their days. */
export const reportLoadMembers = actFor('reports:write')
  .input(z.object({ text: z.string().min(1).max(TEXT_MAX) }))
  .output(actOutcome)
  .mutation(({ ctx, input }) =>
    act(ctx.headers, { method: 'POST', path: '/reports/member-lists', body: input, timeoutMs: TIMEOUT_MS }),
  );
