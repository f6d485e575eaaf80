import 'server-only';
import { rulesHistory } from '@fairlead/contracts/rules';
import { versionInput } from '@/rules/version-input';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

/** Who did what with a version, when and why, by the audit. */
export const rulesHistoryGet = procedureFor('audit:read')
  .input(versionInput)
  .output(rulesHistory)
  .query(({ ctx, input }) =>
    callRouter(ctx.headers, { method: 'GET', path: `/rules/${input.version}/history`, answer: rulesHistory }),
  );
