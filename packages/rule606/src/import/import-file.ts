import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import { DROP_COPY_LAYOUT } from './drop-copy-layout.ts';
import { EXECUTION_LAYOUT } from './execution-layout.ts';
import { ORDER_LAYOUT, orderFaults } from './order-layout.ts';
import { ROUTE_LAYOUT, routeFaults } from './route-layout.ts';
import type { FileKind } from './row-reader.ts';
import { VENUE_TERMS_LAYOUT } from './venue-terms-layout.ts';

/* The three files of an import, each naming rows of the one before it. */

export const ORDERS: FileKind<typeof ORDER_LAYOUT> = { layout: ORDER_LAYOUT, faultsOf: orderFaults };
export const ROUTES: FileKind<typeof ROUTE_LAYOUT> = { layout: ROUTE_LAYOUT, faultsOf: routeFaults };
export const EXECUTIONS: FileKind<typeof EXECUTION_LAYOUT> = { layout: EXECUTION_LAYOUT, faultsOf: () => [] };

/** The drop copy of one trading day, an ISO date of New York. */
export function dropCopiesOf(tradingDay: string): FileKind<typeof DROP_COPY_LAYOUT> {
  return {
    layout: DROP_COPY_LAYOUT,
    faultsOf({ executed_at }) {
      const day = dateOfDay(newYorkDay(executed_at));
      const message = `it was executed on ${day}, and the file is of ${tradingDay}`;
      return day === tradingDay ? [] : [{ code: 'OTHER_DAY', field: 'executed_at', message }];
    },
  };
}

/** What a firm has agreed with its venues. */
export const VENUE_TERMS: FileKind<typeof VENUE_TERMS_LAYOUT> = { layout: VENUE_TERMS_LAYOUT, faultsOf: () => [] };
