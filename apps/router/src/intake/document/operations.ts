import type { OperationGroup } from './operation.ts';
import { RISK, RULES } from './operations/control.ts';
import { DECISIONS } from './operations/decisions.ts';
import { BROKERS, INSTALLATION } from './operations/installation.ts';
import { MARKET, QUALITY } from './operations/market.ts';
import { ORDERS } from './operations/orders.ts';
import { IMPORTS, REPORTS } from './operations/reports.ts';

/** Every operation of the API, in the order in which the documentation shows them. */
export const OPERATION_GROUPS: readonly OperationGroup[] = [
  ORDERS,
  DECISIONS,
  MARKET,
  QUALITY,
  RULES,
  RISK,
  REPORTS,
  IMPORTS,
  BROKERS,
  INSTALLATION,
];
