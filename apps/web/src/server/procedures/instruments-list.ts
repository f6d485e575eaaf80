import 'server-only';
import { z } from 'zod';
import { instrumentForm } from '@/rows/instrument-form';
import { listInstrumentForms } from '../reading/instruments';
import { procedure } from '../trpc';

/** The instruments, with how their prices are written. */
export const instrumentsList = procedure.output(z.array(instrumentForm)).query(() => listInstrumentForms());
