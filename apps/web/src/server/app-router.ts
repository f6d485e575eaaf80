import 'server-only';
import { calendarGet } from './procedures/calendar-get';
import { decisionCounterfactual } from './procedures/decision-counterfactual';
import { decisionGet } from './procedures/decision-get';
import { decisionRecompute } from './procedures/decision-recompute';
import { decisionsList } from './procedures/decisions-list';
import { instrumentsList } from './procedures/instruments-list';
import { liveUpdates } from './procedures/live-updates';
import { orderCancel } from './procedures/order-cancel';
import { orderCancelEffect } from './procedures/order-cancel-effect';
import { orderGet } from './procedures/order-get';
import { orderMarketGet } from './procedures/order-market';
import { ordersList } from './procedures/orders-list';
import { venuesList } from './procedures/venues-list';
import { venuesNames } from './procedures/venues-names';
import { createRouter } from './trpc';

/** Everything that the console's pages may ask of its server. */
export const appRouter = createRouter({
  calendar: { get: calendarGet },
  decisions: {
    list: decisionsList,
    get: decisionGet,
    recompute: decisionRecompute,
    counterfactual: decisionCounterfactual,
  },
  instruments: { list: instrumentsList },
  live: { updates: liveUpdates },
  orders: {
    list: ordersList,
    get: orderGet,
    market: orderMarketGet,
    cancel: orderCancel,
    cancelEffect: orderCancelEffect,
  },
  venues: { list: venuesList, names: venuesNames },
});
export type AppRouter = typeof appRouter;
