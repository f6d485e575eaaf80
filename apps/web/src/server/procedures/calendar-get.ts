import 'server-only';
import { calendarView } from '@fairlead/contracts/calendar';
import { callRouter } from '../router-api/call-router';
import { procedureFor } from '../trpc';

/** What the markets do now by the exchanges' hours, and whether the router takes orders, by its own calendar and clock. */
export const calendarGet = procedureFor('orders:read')
  .output(calendarView)
  .query(({ ctx }) => callRouter(ctx.headers, { method: 'GET', path: '/calendar', answer: calendarView }));
