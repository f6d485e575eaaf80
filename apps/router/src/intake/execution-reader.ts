import type { RoutingExecutionStatus } from '@fairlead/contracts/smart-routing';
import type { Principal } from './access.ts';

/** Reads where an order stands, as far as the asker may see it. */
export interface ExecutionReader {
  read(principal: Principal, orderId: string): Promise<RoutingExecutionStatus | null>;
}
