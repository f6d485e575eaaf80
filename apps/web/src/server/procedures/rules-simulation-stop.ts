import 'server-only';
import { rulesSimulationStopped } from '@fairlead/contracts/rules';
import { versionInput } from '@/rules/version-input';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

/** Ends a simulation that is under way. It has changed nothing yet, so that this changes nothing either and is no act. */
export const rulesSimulationStop = procedureFor('rules:write')
  .input(versionInput)
  .output(rulesSimulationStopped)
  .mutation(({ ctx, input }) =>
    callRouter(ctx.headers, {
      method: 'DELETE',
      path: `/rules/${input.version}/simulate`,
      answer: rulesSimulationStopped,
    }),
  );
