import 'server-only';
import { rulesSimulationRun } from '@fairlead/contracts/rules';
import { versionInput } from '@/rules/version-input';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

/** How far the simulation of a version is, while one is under way. */
export const rulesSimulationRunGet = procedureFor('audit:read')
  .input(versionInput)
  .output(rulesSimulationRun)
  .query(({ ctx, input }) =>
    callRouter(ctx.headers, { method: 'GET', path: `/rules/${input.version}/simulate`, answer: rulesSimulationRun }),
  );
