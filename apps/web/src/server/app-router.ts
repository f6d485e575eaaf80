import 'server-only';
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
import { systemGet } from './procedures/system-get';
import { venuesList } from './procedures/venues-list';
import { venuesNames } from './procedures/venues-names';
import { createRouter } from './trpc';

/** Everything that the console's pages may ask of its server. */
export const appRouter = createRouter({
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
  system: { get: systemGet },
  venues: { list: venuesList, names: venuesNames },
});
export type AppRouter = typeof appRouter;
