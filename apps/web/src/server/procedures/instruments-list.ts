import 'server-only';
import { z } from 'zod';
import { instrumentForm } from '@/rows/instrument-form';
import { listInstrumentForms } from '../reading/instruments';
import { procedureFor } from '../trpc';

/** The instruments, with how their prices are written. */
export const instrumentsList = procedureFor('orders:read')
  .output(z.array(instrumentForm))
  .query(() => listInstrumentForms());
