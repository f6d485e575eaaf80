import 'server-only';
import { REPORT_CHOICES } from '@fairlead/core/report/report-choice';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

/** Chooses from a day on what a report rests on where no public source was seen. */
export const reportSetChoice = actFor('reports:write')
  .input(
    z.object({
      name: z.enum(REPORT_CHOICES),
      effective_from: z.iso.date(),
      value: z.string().max(500),
      source: z.string().trim().min(1).max(500).nullable(),
    }),
  )
  .output(actOutcome)
  .mutation(({ ctx, input }) => act(ctx.headers, { method: 'POST', path: '/reports/choices', body: input }));
