import type { FromVenue } from '@fairlead/contracts/venue-protocol';
import { price, quantity } from '@fairlead/core/money/units';
import type { LiquidityFlag } from '@fairlead/core/venue/fees';
import type { ReportedExecution, VenueReport } from '@fairlead/core/venue/venue-report';

/** What the venue protocol says of a child order. */
export type ReportMessage = Exclude<FromVenue, { type: 'quote' | 'heartbeat' | 'logged_on' }>;

/** A message of the venue protocol in the language of the desk. */
export function venueReportOf(message: ReportMessage): VenueReport {
  switch (message.type) {
    case 'ack':
      return { type: 'ACK' };
    case 'fill':
      return { type: 'FILL', execution: executionOf(message), cumulative: quantity(message.filled_quantity) };
    case 'canceled':
      return { type: 'CANCELED', reason: message.reason, cumulative: quantity(message.filled_quantity) };
    case 'reject':
      return { type: 'REJECTED', code: message.code, message: message.message };
    case 'cancel_reject':
      return { type: 'CANCEL_REFUSED', code: message.code, cumulative: quantity(message.filled_quantity) };
    case 'status':
      return {
        type: 'STATUS',
        state: message.state,
        cumulative: quantity(message.filled_quantity),
        executions: message.executions.map(executionOf),
      };
  }
}

function executionOf(said: {
  readonly execution_id: string;
  readonly quantity: number;
  readonly price: number;
  readonly liquidity_flag: LiquidityFlag;
}): ReportedExecution {
  return {
    executionId: said.execution_id,
    quantity: quantity(said.quantity),
    price: price(said.price),
    liquidityFlag: said.liquidity_flag,
  };
}
