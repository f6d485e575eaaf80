import 'server-only';
import { haltedWhom } from '@fairlead/contracts/halt';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

/** Halts trading. What it names is given on as it is, null or not, so that nothing is halted that was not named. */
export const haltPlace = actFor('risk:halt')
  .input(z.object({ ...haltedWhom.required().shape, cancel_all: z.boolean() }))
  .output(actOutcome)
  .mutation(({ ctx, input }) => act(ctx.headers, { method: 'POST', path: '/halt', body: input }));
