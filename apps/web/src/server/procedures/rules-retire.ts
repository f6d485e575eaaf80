import 'server-only';
import { actOutcome } from '@/rows/act-outcome';
import { versionInput } from '@/rules/version-input';
import { act, actFor } from '../act';

/** Ends a version: a draft is discarded, one that waits is withdrawn, the one in force leaves no rules. */
export const rulesRetire = actFor('rules:approve')
  .input(versionInput)
  .output(actOutcome)
  .mutation(({ ctx, input: { version, ...body } }) =>
    act(ctx.headers, { method: 'POST', path: `/rules/${version}/retire`, body }),
  );
