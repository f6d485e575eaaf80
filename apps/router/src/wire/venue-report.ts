import type { OrderReport } from '@fairlead/contracts/venue-protocol';
import { price, quantity } from '@fairlead/core/money/units';
import type { LiquidityFlag } from '@fairlead/core/venue/fees';
import type { ReportedExecution, VenueReport } from '@fairlead/core/venue/venue-report';

/** A message of the venue protocol in the language of the desk. */
export function venueReportOf(message: OrderReport): VenueReport {
  switch (message.type) {
    case 'ack':
      return { type: 'ACK', venueOrderId: keptId(message.venue_order_id) };
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
    case 'trade_busted':
      return { type: 'TRADE_BUSTED', executionId: message.execution_id };
    case 'trade_corrected': {
      const { execution_id: executionId } = message;
      return {
        type: 'TRADE_CORRECTED',
        executionId,
        quantity: quantity(message.quantity),
        price: price(message.price),
      };
    }
    case 'outcome_unknown':
      return { type: 'OUTCOME_UNKNOWN', why: message.why };
    case 'replaced':
      // Nobody here has asked for it: what works there is not what was sent.
      return { type: 'OUTCOME_UNKNOWN', why: 'the venue has replaced the order by itself' };
    case 'replace_rejected':
      return { type: 'OUTCOME_UNKNOWN', why: `the venue refuses a replace that was not asked for: ${message.code}` };
  }
}

/** A venue's id is kept where it can be one: plain characters, and no more than its column holds. */
function keptId(said: string | undefined): string | null {
  return said !== undefined && /^[\x21-\x7e]{1,100}$/.test(said) ? said : null;
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
