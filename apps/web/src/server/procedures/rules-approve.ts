import 'server-only';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { versionInput } from '@/rules/version-input';
import { act, actFor } from '../act';

/** Approves exactly the content that the person has seen, from a time on or at once. The router refuses it to the author. */
export const rulesApprove = actFor('rules:approve')
  .input(versionInput.extend({ content_hash: z.string(), effective_at: z.iso.datetime().nullable() }))
  .output(actOutcome)
  .mutation(({ ctx, input: { version, effective_at, ...said } }) =>
    act(ctx.headers, {
      method: 'POST',
      path: `/rules/${version}/approve`,
      body: effective_at === null ? said : { effective_at, ...said },
    }),
  );
