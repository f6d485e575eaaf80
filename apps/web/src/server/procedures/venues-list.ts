import 'server-only';
import { venueView } from '@fairlead/contracts/smart-routing';
import { z } from 'zod';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

const output = z.array(venueView);

/** The venues as the router sees them now. */
export const venuesList = procedureFor('orders:read')
  .output(output)
  .query(({ ctx }) => callRouter(ctx.headers, { method: 'GET', path: '/venues', answer: output }));
