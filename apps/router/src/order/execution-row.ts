import { type ExecutionQuality, executionQuality } from '@fairlead/core/execution/quality';
import { believedPrice } from '@fairlead/core/market/nbbo';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { ChildLife } from '@fairlead/core/order-life/child-life';
import type { BookedExecution, FillMark, FillMarket, StartTerms } from '@fairlead/core/order-life/order-event';
import type { ExecutionRow, ExecutionUpdateRow } from '@fairlead/db/journal-rows';
import type { OrderIdentity } from './live-order.ts';
import { ratioText } from './ratio-text.ts';

/** An execution and where it comes from. */
export interface ExecutionSource {
  /** Null where the caller executed it. */
  readonly child: ChildLife | null;
  readonly venueId: string;
  readonly execution: BookedExecution;
  readonly marks: readonly FillMark[];
  readonly market: FillMarket;
  /** Microseconds since 1970. */
  readonly atUs: number;
  readonly bookedAtUs: number;
}

/** The stored form of an execution, with the NBBO at that instant and its quality against the market that its order began in. */
export function executionRow(at: {
  readonly identity: OrderIdentity;
  readonly start: StartTerms;
  readonly source: ExecutionSource;
}): ExecutionRow {
  const { identity, source } = at;
  const { instrument } = identity;
  const { child, market } = source;
  const money = (value: number | null) => (value === null ? null : formatScaled(value, instrument.priceDecimals));
  return {
    ...executionUpdateRow(identity, at.start, source.execution),
    order_pk: identity.pk,
    child_id: child?.id ?? null,
    venue_id: source.venueId,
    venue_execution_id: source.execution.executionId,
    liquidity_flag: source.execution.liquidityFlag,
    latency_us: child === null || child.sentAtUs === null ? null : source.atUs - child.sentAtUs,
    nbbo_bid: money(market.bid),
    nbbo_ask: money(market.ask),
    mid: market.doubleMid === null ? null : formatScaled(market.doubleMid * 5, instrument.priceDecimals + 1),
    marks: source.marks,
    executed_at_us: source.atUs,
    created_at_us: source.bookedAtUs,
  };
}

/** What of a stored execution follows from its quantity and price. */
export function executionUpdateRow(
  identity: OrderIdentity,
  start: StartTerms,
  execution: BookedExecution,
): ExecutionUpdateRow {
  const { instrument } = identity;
  const measured = measure(identity, start, execution);
  return {
    id: execution.id,
    quantity: formatScaled(execution.quantity, instrument.quantityDecimals),
    price: formatScaled(execution.price, instrument.priceDecimals),
    fee: formatScaled(execution.feeE8, 8),
    price_improvement_bps: measured === null ? null : ratioText(measured.priceImprovementBps),
    quality: measured?.grade ?? null,
  };
}

/** Measures an execution against the market that its order began in; null where that had no two sides that could be believed. */
function measure(identity: OrderIdentity, start: StartTerms, execution: BookedExecution): ExecutionQuality | null {
  const bid = believedPrice(start.nbbo, 'BID');
  const ask = believedPrice(start.nbbo, 'ASK');
  if (bid === null || ask === null) return null;
  const { price, quantity, feeE8 } = execution;
  return executionQuality({ side: identity.order.side, price, quantity, feeE8, bid, ask, scale: identity.instrument });
}
