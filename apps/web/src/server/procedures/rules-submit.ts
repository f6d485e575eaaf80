import 'server-only';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { versionInput } from '@/rules/version-input';
import { act, actFor } from '../act';

/** Asks another person to approve a version, of exactly the content that its author has seen. */
export const rulesSubmit = actFor('rules:write')
  .input(versionInput.extend({ content_hash: z.string() }))
  .output(actOutcome)
  .mutation(({ ctx, input: { version, ...body } }) =>
    act(ctx.headers, { method: 'POST', path: `/rules/${version}/submit`, body }),
  );
