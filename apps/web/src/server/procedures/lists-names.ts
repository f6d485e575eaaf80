import 'server-only';
import { z } from 'zod';
import { procedureFor } from '../trpc';

/** The clients and venues that lists can be narrowed to; a person of one client sees that one alone. */
export const listsNames = procedureFor('orders:read')
  .output(z.object({ clients: z.array(z.string()), venues: z.array(z.string()) }))
  .query(({ ctx }) => ctx.read.search.names());
