import type { Scale } from '@fairlead/core/money/amount';
import { moneyE8, price, quantity } from '@fairlead/core/money/units';
import type { OrderFact, PlannedChild, Receipt } from '@fairlead/core/order-life/order-event';
import { wholeE8 } from '../row-reading.ts';
import type { MigratedChildRow, MigratedExecutionRow, MigratedRows } from './entry-content.ts';
import { storedDecimal } from './stored-facts.ts';

/**
 * What happened to an order that a router of before the fold has stored, made from its rows: as much of its life as those hold. What they do not hold is
 * taken so that nothing is sent on a guess: what rests comes back at once, and a cancel that was asked for stands.
 */
export function factsOfRows(rows: MigratedRows, receipt: Receipt, scale: Scale): OrderFact[] {
  const { order: row } = rows;
  const facts: OrderFact[] = [{ type: 'RECEIVED', receipt }];
  for (const decision of rows.decisions) {
    const children = rows.children.filter((child) => child.decision_id === decision.id);
    facts.push({
      type: 'WAVE_PLANNED',
      decisionId: decision.id,
      decisionHash: decision.decision_hash,
      wave: decision.wave,
      mode: decision.mode,
      goesOn: false,
      expectedCostBps: decision.expected_cost_bps === null ? null : Number(decision.expected_cost_bps),
      children: children.map((child) => plannedChild(child, rows, scale)),
      record: decision.evidence,
      routingTimeUs: decision.routing_time_us,
    });
    for (const child of children) facts.push(...childFacts(child, rows.executions, scale));
  }
  for (const execution of rows.executions) if (execution.child_id === null) facts.push(elsewhereFact(execution, scale));
  if (row.state === 'REJECTED')
    facts.push({ type: 'ORDER_REJECTED', code: row.reject_code ?? 'REJECTED', path: '', detail: null });
  if (row.state === 'PENDING_CANCEL') facts.push({ type: 'CANCEL_ASKED' });
  if (row.state === 'CANCELED' || row.state === 'EXPIRED') facts.push({ type: 'ORDER_CLOSED', code: row.reject_code });
  return facts;
}

function plannedChild(child: MigratedChildRow, { order }: MigratedRows, scale: Scale): PlannedChild {
  const toComeBack = !order.held && child.order_kind === 'POST' && child.limit_price !== order.limit_price;
  return {
    id: child.id,
    venueId: child.venue_id,
    quantity: quantity(storedDecimal(child.quantity, scale.quantityDecimals)),
    limitPrice: price(storedDecimal(child.limit_price ?? '0', scale.priceDecimals)),
    minQuantity: quantity(0),
    kind: child.order_kind,
    restMs: toComeBack ? 0 : null,
  };
}

function childFacts(child: MigratedChildRow, executions: readonly MigratedExecutionRow[], scale: Scale): OrderFact[] {
  const childId = child.id;
  if (child.state === 'INTENDED') return [];
  if (child.reject_code === 'NOT_SENT') return [{ type: 'CHILD_NOT_SENT', childId }];
  const facts: OrderFact[] = [{ type: 'CHILD_SENT', childId, epoch: child.venue_epoch }];
  if (child.acked_at_us !== null) facts.push({ type: 'CHILD_ACKED', childId, venueOrderId: null });
  for (const row of executions) if (row.child_id === childId) facts.push(fillFact(childId, row, scale));
  const end = endFact(child);
  return end === null ? facts : [...facts, end];
}

function fillFact(childId: string, row: MigratedExecutionRow, scale: Scale): OrderFact {
  return { type: 'FILL', childId, ...executionOf(row, scale) };
}

function elsewhereFact(row: MigratedExecutionRow, scale: Scale): OrderFact {
  const { venue_id: venueId, executed_at_us: executedAtUs } = row;
  return { type: 'EXECUTED_ELSEWHERE', venueId, executedAtUs, ...executionOf(row, scale) };
}

function executionOf(row: MigratedExecutionRow, scale: Scale) {
  return {
    execution: {
      id: row.id,
      executionId: row.venue_execution_id,
      quantity: quantity(storedDecimal(row.quantity, scale.quantityDecimals)),
      price: price(storedDecimal(row.price, scale.priceDecimals)),
      feeE8: moneyE8(wholeE8(row.fee)),
      liquidityFlag: row.liquidity_flag,
      told: null,
    },
    marks: row.marks,
    market: { bid: null, ask: null, doubleMid: null },
  };
}

function endFact({ id: childId, state, reject_code: code }: MigratedChildRow): OrderFact | null {
  switch (state) {
    case 'CANCELED':
      return { type: 'CHILD_CANCELED', childId, code, reason: 'stored' };
    case 'REJECTED':
      return { type: 'CHILD_REJECTED', childId, code: code ?? 'REJECTED', message: 'stored' };
    case 'EXPIRED':
      return { type: 'CHILD_EXPIRED', childId };
    default:
      return null;
  }
}
