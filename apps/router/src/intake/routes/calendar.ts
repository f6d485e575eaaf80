import { calendarView } from '@fairlead/contracts/calendar';
import type { TradingHours } from '../../market-data/trading-hours.ts';
import type { Clock } from '../../ports.ts';
import { calendarViewOf } from '../calendar-view.ts';
import type { Routes } from '../route-schema.ts';

/** What the calendar's route works with. */
export interface CalendarRoute {
  readonly hours: TradingHours;
  readonly clock: Clock;
}

/** GET calendar: what each market does now, and what today is. */
export const calendarRoute: Routes<CalendarRoute> = async (app, { hours, clock }) => {
  const schema = { response: { 200: calendarView } };
  app.get('/calendar', { onRequest: app.guard('orders:read'), schema }, async (_request, reply) =>
    reply.send(calendarViewOf(hours, clock.nowUs())),
  );
};
