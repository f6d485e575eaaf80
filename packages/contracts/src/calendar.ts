import { MARKET_PHASES } from '@fairlead/core/market/session';
import { z } from 'zod';
import { assetClass } from './enums.ts';

/** A day on which US equities do not trade their regular hours; times are New York's, and null where the market does not open. */
const marketDay = z.object({
  date: z.string(),
  opens_at: z.string().nullable(),
  closes_at: z.string().nullable(),
  name: z.string(),
  source: z.string(),
});

export const calendarView = z
  .object({
    timestamp: z.string(),
    session_hours: z
      .enum(['exchange', 'always'])
      .describe(
        `Whose hours the router keeps: the exchanges', or none because its venues are simulated and trade always.`,
      ),
    holidays_known: z
      .boolean()
      .describe(
        `False where today's year is not in the table of market days: every weekday then counts as a whole day.`,
      ),
    holidays_known_until: z.string().nullable(),
    market_day: marketDay
      .nullable()
      .describe(
        `Today's row in the table of market days; null where US equities trade their regular hours, and on a weekend.`,
      ),
    coming_days: z.array(marketDay).describe('The next such days, as far as they are known.'),
    sessions: z.array(
      z.object({
        asset_class: assetClass,
        phase: z.enum(MARKET_PHASES),
        opens_at: z.string().describe('The session that is on, or the next one.'),
        closes_at: z.string(),
        takes_orders: z.boolean(),
      }),
    ),
  })
  .meta({
    id: 'Calendar',
    description: `What each market does now by its exchanges' hours, and whether this router takes orders in it; times of a market day are New York's.`,
  });
export type CalendarView = z.infer<typeof calendarView>;
