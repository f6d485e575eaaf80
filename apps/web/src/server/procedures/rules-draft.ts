import 'server-only';
import { routingRule } from '@fairlead/contracts/rules';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { versionInput } from '@/rules/version-input';
import { act, actFor } from '../act';

/** Keeps a new draft, or another content for one of the person's own. */
export const rulesDraftKeep = actFor('rules:write')
  .input(z.object({ version: versionInput.shape.version.nullable(), rules: z.array(routingRule).min(1).max(200) }))
  .output(actOutcome)
  .mutation(({ ctx, input: { version, ...said } }) =>
    act(ctx.headers, { method: 'POST', path: '/rules', body: version === null ? said : { version, ...said } }),
  );
