import { type RuleCalendarView, ruleCalendarQuery, ruleCalendarView } from '@fairlead/contracts/rule-calendar';
import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import type { RuleCalendar } from '@fairlead/core/rule-calendar/rule-calendar';
import { ruleRowView } from '@fairlead/db/repositories/rule-calendar-rows';
import type { Market } from '../../market-data/market.ts';
import type { Clock } from '../../ports.ts';
import type { Routes } from '../route-schema.ts';

/** What the rule calendar's route works with. */
export interface RuleCalendarRoute {
  readonly calendar: { readonly rules: RuleCalendar };
  readonly market: Pick<Market, 'overAccessFeeCap'>;
  readonly clock: Clock;
}

/** GET rule-calendar: every dated rule of the markets with its source, and which of them hold on a date. */
export const ruleCalendarRoute: Routes<RuleCalendarRoute> = async (app, { calendar, market, clock }) => {
  const schema = { querystring: ruleCalendarQuery, response: { 200: ruleCalendarView } };
  app.get('/rule-calendar', { onRequest: app.guard('orders:read'), schema }, async (request, reply) => {
    const date = request.query.date ?? dateOfDay(newYorkDay(clock.nowUs()));
    return reply.send(viewOf(calendar.rules, date, market.overAccessFeeCap));
  });
};

function viewOf(rules: RuleCalendar, date: string, over: readonly string[]): RuleCalendarView {
  return {
    version: rules.version,
    date,
    rows: rules.rows.map((row) => {
      const { assetClass, instrumentId } = row;
      // A row about no instrument in particular holds where none of the same rule about all of them goes before it.
      const held = rules.rowOn(row.rule, date, { assetClass, instrumentId: instrumentId ?? '' });
      return { ...ruleRowView(row), in_force: held === row };
    }),
    venues_over_access_fee_cap: [...over],
  };
}
