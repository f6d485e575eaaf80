import 'server-only';
import { actOutcome } from '@/rows/act-outcome';
import { versionInput } from '@/rules/version-input';
import { act, actFor } from '../act';

/** Brings a version back into force that was in force before. The router refuses it to its author. */
export const rulesRollBack = actFor('rules:approve')
  .input(versionInput)
  .output(actOutcome)
  .mutation(({ ctx, input: { version, ...body } }) =>
    act(ctx.headers, { method: 'POST', path: `/rules/${version}/rollback`, body }),
  );
