import { type ExecutionQuality, executionQuality } from '@fairlead/core/execution/quality';
import { believedPrice } from '@fairlead/core/market/nbbo';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { ChildLife } from '@fairlead/core/order-life/child-life';
import type { BookedExecution, OrderEvent } from '@fairlead/core/order-life/order-event';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import type { ExecutionRow, ExecutionUpdateRow } from '../order-rows.ts';
import { ratioText } from './ratio-text.ts';

/** The executions of an order after some more of its events: new ones added, taken back ones gone, corrected ones changed. */
export function executionRows(
  known: readonly ExecutionRow[],
  events: readonly OrderEvent[],
  { orderPk, before, after }: { readonly orderPk: string; readonly before: OrderLife; readonly after: OrderLife },
): readonly ExecutionRow[] {
  const kept = changedRows(known, before, after);
  const made = events.flatMap((event) => {
    const row = newRow(event, orderPk, after);
    return row === null ? [] : [row];
  });
  return made.length === 0 ? kept : [...kept, ...made];
}

/** The row of the execution that an event books, as it stands at the end; null for another event, and where it was taken back since. */
function newRow(event: OrderEvent, orderPk: string, after: OrderLife): ExecutionRow | null {
  if (event.type === 'EXECUTED_ELSEWHERE') {
    const { venueId, execution, executedAtUs } = event;
    return executionRow(event, { orderPk, after, child: null, venueId, execution, executedAtUs });
  }
  if (event.type !== 'FILL') return null;
  const child = after.children.find((each) => each.id === event.childId);
  const execution = child?.executions.find((each) => each.id === event.execution.id);
  if (child === undefined || execution === undefined) return null;
  return executionRow(event, { orderPk, after, child, venueId: child.venueId, execution, executedAtUs: event.atUs });
}

interface Source {
  readonly orderPk: string;
  readonly after: OrderLife;
  /** Null where the caller executed it. */
  readonly child: ChildLife | null;
  readonly venueId: string;
  readonly execution: BookedExecution;
  /** Microseconds since 1970. */
  readonly executedAtUs: number;
}

/** An execution with the NBBO at that instant and its quality against the market that its order began in. */
function executionRow(
  { marks, market, atUs }: Extract<OrderEvent, { type: 'FILL' | 'EXECUTED_ELSEWHERE' }>,
  { orderPk, after, child, venueId, execution, executedAtUs }: Source,
): ExecutionRow {
  const { priceDecimals } = after.scale;
  const money = (value: number | null) => (value === null ? null : formatScaled(value, priceDecimals));
  return {
    ...measuredColumns(execution, after),
    order_pk: orderPk,
    child_id: child?.id ?? null,
    venue_id: venueId,
    venue_execution_id: execution.executionId,
    liquidity_flag: execution.liquidityFlag,
    flag_assumed: execution.told?.isFlagAssumed ?? false,
    last_market: execution.told?.lastMarket ?? null,
    venue_time_us: execution.told?.venueTimeUs ?? null,
    latency_us: child === null || child.sentAtUs === null ? null : executedAtUs - child.sentAtUs,
    nbbo_bid: money(market.bid),
    nbbo_ask: money(market.ask),
    mid: market.doubleMid === null ? null : formatScaled(market.doubleMid * 5, priceDecimals + 1),
    marks,
    executed_at_us: executedAtUs,
    created_at_us: atUs,
  };
}

function changedRows(known: readonly ExecutionRow[], before: OrderLife, after: OrderLife): readonly ExecutionRow[] {
  const changed = new Map<string, BookedExecution | null>();
  for (const child of after.children) {
    const old = before.children.find((each) => each.id === child.id);
    if (old === undefined || old.executions === child.executions) continue;
    for (const execution of old.executions) {
      const now = child.executions.find((each) => each.id === execution.id);
      if (now !== execution) changed.set(execution.id, now ?? null);
    }
  }
  if (changed.size === 0) return known;
  return known.flatMap((row) => {
    const now = changed.get(row.id);
    if (now === undefined) return [row];
    return now === null ? [] : [{ ...row, ...measuredColumns(now, after) }];
  });
}

/** What of a row follows from quantity and price of its execution. */
function measuredColumns(execution: BookedExecution, life: OrderLife): ExecutionUpdateRow {
  const { scale } = life;
  const measured = measure(execution, life);
  const said = execution.told?.fee ?? null;
  return {
    id: execution.id,
    quantity: formatScaled(execution.quantity, scale.quantityDecimals),
    price: formatScaled(execution.price, scale.priceDecimals),
    fee: formatScaled(execution.feeE8, 8),
    fee_source: execution.told?.isFeeCharged === true ? 'VENUE' : 'SCHEDULE',
    venue_fee: said === null ? null : formatScaled(said.amountE8, 8),
    venue_fee_currency: said?.currency ?? null,
    price_improvement_bps: measured === null ? null : ratioText(measured.priceImprovementBps),
    quality: measured?.grade ?? null,
  };
}

/** Measures an execution against the market that its order began in; null where that had no two sides that could be believed. */
function measure(execution: BookedExecution, { start, order, scale }: OrderLife): ExecutionQuality | null {
  const bid = believedPrice(start.nbbo, 'BID');
  const ask = believedPrice(start.nbbo, 'ASK');
  if (bid === null || ask === null) return null;
  const { price, quantity, feeE8 } = execution;
  return executionQuality({ side: order.side, price, quantity, feeE8, bid, ask, scale });
}
