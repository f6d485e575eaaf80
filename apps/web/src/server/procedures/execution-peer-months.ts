import 'server-only';
import { z } from 'zod';
import { peerPeriod } from '@/rows/peers';
import { peers } from '../market-reads';
import { procedureFor } from '../trpc';

/** Of which quarters and months there are files of other firms. */
export const peersPeriods = procedureFor('orders:read')
  .output(z.array(peerPeriod))
  .query(() => peers().periods());
