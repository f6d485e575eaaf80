import type { OrderReport } from '@fairlead/contracts/venue-protocol';
import { moneyE8, price, quantity } from '@fairlead/core/money/units';
import type { ChargedFee, ReportedExecution, ReportedTerms, VenueReport } from '@fairlead/core/venue/venue-report';

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
        fee: feeOf(message.fee),
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

/** An execution as the protocol tells it. */
type SaidExecution = Extract<OrderReport, { type: 'status' }>['executions'][number];

function executionOf(said: SaidExecution): ReportedExecution {
  const told = { fee: feeOf(said.fee), lastMarket: micOf(said.last_market), venueTimeUs: said.venue_time_us ?? null };
  const isSilent = told.fee === null && told.lastMarket === null && told.venueTimeUs === null;
  return {
    executionId: said.execution_id,
    quantity: quantity(said.quantity),
    price: price(said.price),
    liquidityFlag: said.liquidity_flag,
    told: isSilent ? null : told,
  };
}

/** The most that a fee can be, in 10^-8: twelve digits before the point. */
const FEE_MOST = 10n ** 20n;

/** What a venue has charged, exactly; what cannot be held exactly, or is no amount, was not said. */
function feeOf(said: SaidExecution['fee']): ChargedFee | null {
  const [, sign, whole = '', part = ''] = /^(-?)(\d{1,12})(?:\.(\d+?)0*)?$/.exec(said?.amount ?? '') ?? [];
  if (said === undefined || sign === undefined || part.length > 8 || !/^[A-Z0-9]{1,10}$/.test(said.currency))
    return null;
  const amount = BigInt(whole + (part === '0' ? '' : part).padEnd(8, '0'));
  return amount < FEE_MOST ? { amountE8: moneyE8(sign === '-' ? -amount : amount), currency: said.currency } : null;
}

function micOf(said: string | undefined): string | null {
  return said !== undefined && /^[A-Z0-9]{4}$/.test(said) ? said : null;
}
