import 'server-only';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

/** Says who the firm is from a day on, as its reports name it. */
export const reportSetFirm = actFor('reports:write')
  .input(
    z.object({
      effective_from: z.iso.date(),
      bd: z.string().trim().min(1).max(80),
      crd: z.string().regex(/^\d{1,10}$/),
      participant: z.string().nullable(),
      entity: z.string().nullable(),
    }),
  )
  .output(actOutcome)
  .mutation(({ ctx, input }) => act(ctx.headers, { method: 'POST', path: '/reports/firm', body: input }));
