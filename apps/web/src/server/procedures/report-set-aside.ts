import 'server-only';
import { BREAK_CODES } from '@fairlead/core/report/break-code';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

/** Sets breaks of one code aside: those of these numbers, or all that are open. The router refuses it to whoever asked for the report. */
export const reportSetAside = actFor('reports:approve')
  .input(z.object({ id: z.uuid(), code: z.enum(BREAK_CODES), numbers: z.array(z.int().min(1)).min(1).nullable() }))
  .output(actOutcome)
  .mutation(({ ctx, input: { id, ...body } }) =>
    act(ctx.headers, { method: 'POST', path: `/reports/${id}/breaks/aside`, body }),
  );
