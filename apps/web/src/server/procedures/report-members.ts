import 'server-only';
import { z } from 'zod';
import { procedureFor } from '../trpc';

/** The lists of members of the S&P 500, by the day from which each holds. */
export const reportMembers = procedureFor('reports:read')
  .output(z.array(z.object({ as_of: z.string(), members: z.number() })))
  .query(async ({ ctx }) =>
    (await ctx.read.reports.memberLists()).map(({ asOf, members }) => ({ as_of: asOf, members })),
  );
