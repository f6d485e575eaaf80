import type { Instrument } from '@fairlead/core/instrument/instrument';
import { moneyE8, price, quantity } from '@fairlead/core/money/units';
import type { ValidOrder } from '@fairlead/core/order/request';
import type { OrderEvent, OrderFact } from '@fairlead/core/order-life/order-event';
import type { ChildRow, ExecutionRow } from '@fairlead/db/journal-rows';
import type { OpenOrder } from '@fairlead/db/repositories/recovery-repository';
import { storedDecimal } from '../order/stored-decimal.ts';

/**
 * The events of an order that a router of before the fold has stored, made from its rows: as much of its life as those hold. What they do not hold
 * is taken so that nothing is sent on a guess: what rests comes back at once, and a cancel that was asked for stands.
 */
export function olderEvents(stored: OpenOrder, order: ValidOrder, instrument: Instrument): OrderEvent[] {
  const { order: row, decisions } = stored;
  const facts: OrderFact[] = [
    {
      type: 'RECEIVED',
      clientId: row.client_id,
      asked: 'null',
      quantity: order.quantity,
      limitPrice: order.limitPrice,
      worstPrice: order.limitPrice,
    },
  ];
  for (const decision of decisions) {
    const children = stored.children.filter((child) => child.decision_id === decision.id);
    facts.push({
      type: 'WAVE_PLANNED',
      decisionId: decision.id,
      decisionHash: decision.decision_hash,
      wave: decision.wave,
      mode: decision.mode,
      goesOn: false,
      expectedCostBps: decision.expected_cost_bps === null ? null : Number(decision.expected_cost_bps),
      children: children.map((child) => plannedChild(child, stored, instrument)),
    });
    for (const child of children) facts.push(...childFacts(child, stored.executions, instrument));
  }
  if (row.state === 'PENDING_CANCEL') facts.push({ type: 'CANCEL_ASKED' });
  if (row.state === 'CANCELED' || row.state === 'EXPIRED') facts.push({ type: 'ORDER_CLOSED', code: row.reject_code });
  return facts.map((fact) => ({ ...fact, atUs: row.updated_at_us, cause: 'RESTART' }));
}

function plannedChild(child: ChildRow, { order }: OpenOrder, instrument: Instrument) {
  const toComeBack = !order.held && child.order_kind === 'POST' && child.limit_price !== order.limit_price;
  return {
    id: child.id,
    venueId: child.venue_id,
    quantity: quantity(storedDecimal(child.quantity, instrument.quantityDecimals)),
    limitPrice: price(storedDecimal(child.limit_price ?? '0', instrument.priceDecimals)),
    minQuantity: quantity(0),
    kind: child.order_kind,
    restMs: toComeBack ? 0 : null,
  };
}

function childFacts(child: ChildRow, executions: readonly ExecutionRow[], instrument: Instrument): OrderFact[] {
  const childId = child.id;
  if (child.state === 'INTENDED') return [];
  if (child.reject_code === 'NOT_SENT') return [{ type: 'CHILD_NOT_SENT', childId }];
  const facts: OrderFact[] = [{ type: 'CHILD_SENT', childId, epoch: child.venue_epoch }];
  if (child.acked_at_us !== null) facts.push({ type: 'CHILD_ACKED', childId });
  for (const row of executions) if (row.child_id === childId) facts.push(fillFact(childId, row, instrument));
  const end = endFact(child);
  return end === null ? facts : [...facts, end];
}

function fillFact(childId: string, row: ExecutionRow, instrument: Instrument): OrderFact {
  return {
    type: 'FILL',
    childId,
    execution: {
      id: row.id,
      executionId: row.venue_execution_id,
      quantity: quantity(storedDecimal(row.quantity, instrument.quantityDecimals)),
      price: price(storedDecimal(row.price, instrument.priceDecimals)),
      feeE8: moneyE8(BigInt(storedDecimal(row.fee, 8))),
      liquidityFlag: row.liquidity_flag,
    },
    marks: [],
    market: { bid: null, ask: null, doubleMid: null },
  };
}

function endFact({ id: childId, state, reject_code: code }: ChildRow): OrderFact | null {
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
