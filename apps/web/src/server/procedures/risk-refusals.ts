import 'server-only';
import { refusalsOfDay } from '@/rows/refusal-row';
import { todaysRefusals } from '../reading/refusals';
import { procedureFor } from '../trpc';

/** What was refused today, by code and hour, of whom the viewer may see. */
export const riskRefusals = procedureFor('orders:read')
  .output(refusalsOfDay)
  .query(({ ctx }) => todaysRefusals(ctx.read.orderList));
