import 'server-only';
import { rulesVersion } from '@fairlead/contracts/rules';
import { versionInput } from '@/rules/version-input';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

/** One version of the rules whole, with what its simulation has shown. */
export const rulesVersionGet = procedureFor('audit:read')
  .input(versionInput)
  .output(rulesVersion)
  .query(({ ctx, input }) =>
    callRouter(ctx.headers, { method: 'GET', path: `/rules/${input.version}`, answer: rulesVersion }),
  );
