import 'server-only';
import { z } from 'zod';
import { actOutcome } from '@/rows/act-outcome';
import { act, actFor } from '../act';

const name = z.string().min(1).max(50);

/** Adds an account to the list of its client, or closes one of it. */
export const riskAccounts = actFor('risk:write')
  .input(z.object({ client_id: name, change: z.enum(['add', 'close']), account: name }))
  .output(actOutcome)
  .mutation(({ ctx, input: { change, account, ...rest } }) =>
    act(ctx.headers, { method: 'POST', path: '/risk/accounts', body: { ...rest, [change]: [account] } }),
  );
