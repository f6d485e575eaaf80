import type { Scale } from '@fairlead/core/money/amount';
import { formatScaled } from '@fairlead/core/money/scaled';
import {
  type BookedExecution,
  type FillMarket,
  ORDER_EVENT_VERSION,
  type OrderEvent,
  type PlannedChild,
  type StartTerms,
} from '@fairlead/core/order-life/order-event';

/** The facts of an event as plain data for its record: decimals are exact texts, names are the record's. `readEvent` reads it again. */
export function writeEvent(event: OrderEvent, scale: Scale): string {
  const facts = JSON.stringify({ v: ORDER_EVENT_VERSION, cause: event.cause, ...factsOf(event, new Decimals(scale)) });
  // The request stands as it came, byte for byte.
  return event.type === 'RECEIVED' ? `${facts.slice(0, -1)},"request":${event.asked}}` : facts;
}

class Decimals {
  readonly #scale: Scale;

  constructor(scale: Scale) {
    this.#scale = scale;
  }

  price(value: number | null): string | null {
    return value === null ? null : formatScaled(value, this.#scale.priceDecimals);
  }

  count(value: number): string {
    return formatScaled(value, this.#scale.quantityDecimals);
  }

  /** Twice the mid is a whole number at the price's scale. */
  doubleMid(value: number | null): string | null {
    return value === null ? null : formatScaled(value, this.#scale.priceDecimals);
  }
}

function factsOf(event: OrderEvent, as: Decimals): object {
  switch (event.type) {
    case 'RECEIVED':
      return { client_id: event.clientId, ...termsOf(event, as) };
    case 'ORDER_REPLACED':
      return termsOf(event, as);
    case 'ORDER_REJECTED':
      return { code: event.code, path: event.path };
    case 'ORDER_HELD':
      return { waits_for: event.waitsFor };
    case 'ORDER_RELEASED':
      return startOf(event.start, as);
    case 'WAVE_PLANNED':
      return waveOf(event, as);
    case 'FILL':
      return {
        child_id: event.childId,
        ...executionOf(event.execution, as),
        marks: event.marks,
        market: marketOf(event.market, as),
      };
    case 'EXECUTED_ELSEWHERE':
      return {
        venue_id: event.venueId,
        executed_at_us: event.executedAtUs,
        ...executionOf(event.execution, as),
        marks: event.marks,
        market: marketOf(event.market, as),
      };
    case 'TRADE_CORRECTED':
      return {
        child_id: event.childId,
        venue_execution_id: event.executionId,
        quantity: as.count(event.quantity),
        price: as.price(event.price),
        fee: formatScaled(event.feeE8, 8),
      };
    case 'PLAN_TOO_OLD':
      return { child_ids: event.childIds };
    default:
      return smallFactsOf(event);
  }
}

type Large =
  | 'RECEIVED'
  | 'ORDER_REPLACED'
  | 'ORDER_REJECTED'
  | 'ORDER_HELD'
  | 'ORDER_RELEASED'
  | 'WAVE_PLANNED'
  | 'FILL'
  | 'EXECUTED_ELSEWHERE'
  | 'TRADE_CORRECTED'
  | 'PLAN_TOO_OLD';

function smallFactsOf(event: Exclude<OrderEvent, { type: Large }>): object {
  switch (event.type) {
    case 'CANCEL_ASKED':
    case 'DAY_ENDED':
    case 'MARKET_REOPENED':
      return {};
    case 'RECORD_BROKEN':
    case 'ORDER_CLOSED':
      return { code: event.code };
    case 'CHILD_SENT':
      return { child_id: event.childId, epoch: event.epoch };
    case 'CHILD_CANCELED':
      return { child_id: event.childId, code: event.code, reason: event.reason };
    case 'CHILD_REJECTED':
      return { child_id: event.childId, code: event.code, message: event.message };
    case 'CHILD_IN_DOUBT':
      return { child_id: event.childId, why: event.why };
    case 'TRADE_BUSTED':
      return { child_id: event.childId, venue_execution_id: event.executionId };
    default:
      return { child_id: event.childId };
  }
}

function termsOf(
  event: { quantity: number; limitPrice: number | null; worstPrice: number | null },
  as: Decimals,
): object {
  return {
    quantity: as.count(event.quantity),
    limit_price: as.price(event.limitPrice),
    worst_price: as.price(event.worstPrice),
  };
}

function startOf({ nbbo, worstPrice }: StartTerms, as: Decimals): object {
  const odd = (quote: StartTerms['nbbo']['oddBid']) =>
    quote === null ? null : { price: as.price(quote.price), size: as.count(quote.size) };
  return {
    worst_price: as.price(worstPrice),
    nbbo: {
      state: nbbo.state,
      bid: as.price(nbbo.bid?.price ?? null),
      ask: as.price(nbbo.ask?.price ?? null),
      odd_bid: odd(nbbo.oddBid),
      odd_ask: odd(nbbo.oddAsk),
      reference_bid: as.price(nbbo.referenceBid),
      reference_ask: as.price(nbbo.referenceAsk),
    },
  };
}

function waveOf(event: Extract<OrderEvent, { type: 'WAVE_PLANNED' }>, as: Decimals): object {
  return {
    decision_id: event.decisionId,
    decision_hash: event.decisionHash,
    wave: event.wave,
    mode: event.mode,
    goes_on: event.goesOn,
    expected_cost_bps: event.expectedCostBps,
    children: event.children.map((child) => childOf(child, as)),
  };
}

function childOf(child: PlannedChild, as: Decimals): object {
  return {
    id: child.id,
    venue_id: child.venueId,
    quantity: as.count(child.quantity),
    limit_price: as.price(child.limitPrice),
    min_quantity: as.count(child.minQuantity),
    kind: child.kind,
    rest_ms: child.restMs,
  };
}

function executionOf(execution: BookedExecution, as: Decimals): object {
  return {
    execution_id: execution.id,
    venue_execution_id: execution.executionId,
    quantity: as.count(execution.quantity),
    price: as.price(execution.price),
    fee: formatScaled(execution.feeE8, 8),
    liquidity_flag: execution.liquidityFlag,
  };
}

function marketOf({ bid, ask, doubleMid }: FillMarket, as: Decimals): object {
  return { bid: as.price(bid), ask: as.price(ask), double_mid: as.doubleMid(doubleMid) };
}
