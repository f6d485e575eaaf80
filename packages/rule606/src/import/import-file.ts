import { EXECUTION_LAYOUT } from './execution-layout.ts';
import { ORDER_LAYOUT, orderFaults } from './order-layout.ts';
import { ROUTE_LAYOUT, routeFaults } from './route-layout.ts';
import type { FileKind } from './row-reader.ts';

/* The three files of an import, each naming rows of the one before it. */

export const ORDERS: FileKind<typeof ORDER_LAYOUT> = { layout: ORDER_LAYOUT, faultsOf: orderFaults };
export const ROUTES: FileKind<typeof ROUTE_LAYOUT> = { layout: ROUTE_LAYOUT, faultsOf: routeFaults };
export const EXECUTIONS: FileKind<typeof EXECUTION_LAYOUT> = { layout: EXECUTION_LAYOUT, faultsOf: () => [] };
