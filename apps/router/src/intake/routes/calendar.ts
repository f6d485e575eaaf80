import { type CalendarView, calendarView } from '@fairlead/contracts/calendar';
import { isoTime } from '@fairlead/contracts/wire-value';
import { ASSET_CLASSES } from '@fairlead/core/instrument/instrument';
import { newYorkDay } from '@fairlead/core/market/new-york-time';
import type { TradingHours } from '../../market-data/trading-hours.ts';
import type { Clock } from '../../ports.ts';
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
    reply.send(viewOf(hours, clock.nowUs())),
  );
};

function viewOf(hours: TradingHours, nowUs: number): CalendarView {
  const today = newYorkDay(nowUs);
  const row = hours.days.rowOf(today);
  return {
    timestamp: isoTime(nowUs),
    session_hours: hours.kept,
    holidays_known: hours.days.knows(today),
    holidays_known_until: hours.days.knownUntil,
    market_day:
      row === null
        ? null
        : { date: row.date, opens_at: row.opensAt, closes_at: row.closesAt, name: row.name, source: row.source },
    sessions: ASSET_CLASSES.map((assetClass) => {
      const { opensAtUs, closesAtUs } = hours.exchangeSession(assetClass, nowUs);
      return {
        asset_class: assetClass,
        phase: hours.exchangePhase(assetClass, nowUs),
        opens_at: isoTime(opensAtUs),
        closes_at: isoTime(closesAtUs),
        takes_orders: hours.isOpen({ assetClass }, nowUs),
      };
    }),
  };
}
