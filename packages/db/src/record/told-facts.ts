import { formatScaled } from '@fairlead/core/money/scaled';
import type { BookedExecution, FillMarket, OrderEvent, PlannedChild } from '@fairlead/core/order-life/order-event';
import type { ChargedFee } from '@fairlead/core/venue/venue-report';
import { type Decimals, toldArrival } from './told-market.ts';
import { toldReceipt } from './told-receipt.ts';

type Of<T extends OrderEvent['type']> = Extract<OrderEvent, { readonly type: T }>;
type Large =
  | 'RECEIVED'
  | 'ORDER_REPLACED'
  | 'ORDER_RELEASED'
  | 'WAVE_PLANNED'
  | 'FILL'
  | 'EXECUTED_ELSEWHERE'
  | 'TRADE_CORRECTED'
  | 'PLAN_TOO_OLD'
  | 'CHILD_REPLACE_ASKED'
  | 'CHILD_REPLACED'
  | 'REPLANNED';

/** What an event says, for people and programs: names of the wire, decimals as exact texts. The record of a wave stands with its decision. */
export function toldFacts(event: OrderEvent, as: Decimals): object {
  switch (event.type) {
    case 'RECEIVED':
      return toldReceipt(event.receipt, as);
    case 'ORDER_REPLACED':
      return toldTerms(event, as);
    case 'ORDER_RELEASED':
      return { worst_price: as.price(event.start.worstPrice), nbbo: toldArrival(event.start.nbbo, as) };
    case 'WAVE_PLANNED':
      return toldWave(event, as);
    case 'FILL':
      return { child_id: event.childId, ...toldFill(event, as) };
    case 'EXECUTED_ELSEWHERE':
      return { venue_id: event.venueId, executed_at_us: event.executedAtUs, ...toldFill(event, as) };
    case 'TRADE_CORRECTED':
      return {
        child_id: event.childId,
        venue_execution_id: event.executionId,
        quantity: as.count(event.quantity),
        price: as.price(event.price),
        fee: formatScaled(event.feeE8, 8),
        ...toldFee(event.charged, event.charged?.isFeeCharged ?? false),
      };
    case 'PLAN_TOO_OLD':
      return { child_ids: event.childIds };
    case 'REPLANNED':
      return { code: event.code, market: toldFillMarket(event.market, as) };
    case 'CHILD_REPLACE_ASKED':
      return { ...toldChildTerms(event, as), wave: event.wave };
    case 'CHILD_REPLACED':
      return { ...toldChildTerms(event, as), filled_before: as.count(event.filledBefore) };
    default:
      return smallFacts(event);
  }
}

function smallFacts(event: Exclude<OrderEvent, { readonly type: Large }>): object {
  switch (event.type) {
    case 'CANCEL_ASKED':
    case 'DAY_ENDED':
    case 'MARKET_REOPENED':
      return {};
    case 'ORDER_REJECTED':
      return { code: event.code, path: event.path, detail: event.detail };
    case 'ORDER_HELD':
      return { waits_for: event.waitsFor };
    case 'RECORD_BROKEN':
    case 'ORDER_CLOSED':
      return { code: event.code };
    case 'CHILD_SENT':
      return { child_id: event.childId, epoch: event.epoch };
    case 'CHILD_CANCELED':
      return { child_id: event.childId, code: event.code, reason: event.reason };
    case 'CHILD_REJECTED':
      return { child_id: event.childId, code: event.code, message: event.message };
    case 'CHILD_REPLACE_REFUSED':
      return { child_id: event.childId, revision: event.revision, code: event.code };
    case 'CHILD_IN_DOUBT':
      return { child_id: event.childId, why: event.why };
    case 'TRADE_BUSTED':
      return {
        child_id: event.childId,
        venue_execution_id: event.executionId,
        bears:
          event.bears === null
            ? null
            : { venue_execution_id: event.bears.executionId, fee: formatScaled(event.bears.feeE8, 8) },
      };
    default:
      return { child_id: event.childId };
  }
}

function toldTerms(
  { quantity, limitPrice, worstPrice, market }: Omit<Of<'ORDER_REPLACED'>, 'type'>,
  as: Decimals,
): object {
  return {
    ...{ quantity: as.count(quantity), limit_price: as.price(limitPrice), worst_price: as.price(worstPrice) },
    nbbo: market === null ? null : toldArrival(market, as),
  };
}

function toldChildTerms(
  {
    childId,
    revision,
    quantity,
    limitPrice,
  }: Pick<Of<'CHILD_REPLACED'>, 'childId' | 'revision' | 'quantity' | 'limitPrice'>,
  as: Decimals,
): object {
  return { child_id: childId, revision, quantity: as.count(quantity), limit_price: as.price(limitPrice) };
}

function toldWave(event: Of<'WAVE_PLANNED'>, as: Decimals): object {
  return {
    decision_id: event.decisionId,
    decision_hash: event.decisionHash,
    wave: event.wave,
    mode: event.mode,
    goes_on: event.goesOn,
    expected_cost_bps: event.expectedCostBps,
    children: event.children.map((child) => toldChild(child, as)),
    routing_time_us: event.routingTimeUs,
  };
}

function toldChild(child: PlannedChild, as: Decimals): object {
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

function toldFill(
  { execution, marks, market }: Pick<Of<'FILL'>, 'execution' | 'marks' | 'market'>,
  as: Decimals,
): object {
  return { ...toldExecution(execution, as), marks, market: toldFillMarket(market, as) };
}

function toldExecution(execution: BookedExecution, as: Decimals): object {
  return {
    execution_id: execution.id,
    venue_execution_id: execution.executionId,
    quantity: as.count(execution.quantity),
    price: as.price(execution.price),
    fee: formatScaled(execution.feeE8, 8),
    liquidity_flag: execution.liquidityFlag,
    flag_assumed: execution.told?.isFlagAssumed ?? false,
    ...toldFee(execution.told?.fee ?? null, execution.told?.isFeeCharged ?? false),
    last_market: execution.told?.lastMarket ?? null,
    venue_time_us: execution.told?.venueTimeUs ?? null,
  };
}

/** What its venue has charged, and whether the fee is that or ours. */
function toldFee(fee: ChargedFee | null, isCharged: boolean): object {
  return {
    fee_source: isCharged ? 'VENUE' : 'SCHEDULE',
    venue_fee: fee === null ? null : { amount: formatScaled(fee.amountE8, 8), currency: fee.currency },
  };
}

function toldFillMarket({ bid, ask, doubleMid }: FillMarket, as: Decimals): object {
  return { bid: as.price(bid), ask: as.price(ask), double_mid: as.price(doubleMid) };
}
