import 'server-only';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { reportAsked } from '@/rows/report-asked';
import { act, actFor } from '../act';

/** Asks for a report; the worker makes it when its turn comes. */
export const reportsRequest = actFor('reports:write')
  .input(z.object({ asked: reportAsked }))
  .output(actOutcome)
  .mutation(({ ctx, input: { asked, ...why } }) =>
    act(ctx.headers, { method: 'POST', path: '/reports', body: { ...asked, ...why } }),
  );
