import type { OrderReport } from '@fairlead/contracts/venue-protocol';
import { price, quantity } from '@fairlead/core/money/units';
import type { LiquidityFlag } from '@fairlead/core/venue/fees';
import type { ReportedExecution, ReportedTerms, VenueReport } from '@fairlead/core/venue/venue-report';

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
        terms: message.terms === undefined ? null : termsOf(message.terms),
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
      return { type: 'REPLACED', terms: termsOf(message), cumulative: quantity(message.filled_quantity) };
    case 'replace_rejected':
      return {
        type: 'REPLACE_REFUSED',
        revision: message.revision,
        code: message.code,
        cumulative: quantity(message.filled_quantity),
      };
  }
}

/** A venue's id is kept where it can be one: plain characters, and no more than its column holds. */
function keptId(said: string | undefined): string | null {
  return said !== undefined && /^[\x21-\x7e]{1,100}$/.test(said) ? said : null;
}

function termsOf(said: {
  readonly revision: number;
  readonly quantity: number;
  readonly limit_price: number;
}): ReportedTerms {
  return { revision: said.revision, quantity: quantity(said.quantity), limitPrice: price(said.limit_price) };
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
