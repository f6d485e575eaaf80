import type { PayloadOf } from '@fairlead/contracts/event-messages';
import { isoTime } from '@fairlead/contracts/wire-value';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { LiquidityFlag } from '@fairlead/core/venue/fees';
import type { FoldedEntry } from './folded-entry.ts';
import { type MessageNames, partyOf } from './message-names.ts';
import type { ToldExecution } from './told-execution.ts';

type Execution = PayloadOf<'order_execution'>['order_execution'];
type Trade = PayloadOf<'trades.executed'>;

/** An execution with the id under which it is told: its own where it is booked, the message's where it is changed or taken back. */
export interface NamedExecution {
  readonly id: string;
  readonly atUs: number;
  readonly told: ToldExecution;
}

const EVENT_TYPES = {
  TRADE: 'TradeExecutedEvent',
  CORRECT: 'TradeCorrectedEvent',
  CANCEL: 'TradeCancelledEvent',
} as const;

/** What `order_execution` says of an execution. */
export function toldOrderExecution(named: NamedExecution, entry: FoldedEntry, names: MessageNames): Execution {
  const { head, after } = entry;
  const { type, execution, venueId, childId, decisionId } = named.told;
  return {
    execution_id: named.id,
    exec_type: type,
    ref_execution_id: refOf(named),
    order_id: head.orderId,
    client_id: head.clientId,
    account: partyOf(after.order, names).account,
    instrument_id: head.instrumentId,
    side: head.side,
    venue_id: venueId,
    child_id: childId,
    decision_id: decisionId,
    ...executed(named, entry, names),
    liquidity_flag: execution.liquidityFlag,
    booked_at: isoTime(named.atUs),
  };
}

/** The same as a trade, in the names of the surveillance intake; without its head. */
export function toldTrade(
  named: NamedExecution,
  entry: FoldedEntry,
  names: MessageNames,
): Omit<Trade, 'event_id' | 'timestamp'> {
  const { head, after } = entry;
  const { type, execution, venueId } = named.told;
  const isBuy = head.side === 'BUY';
  return {
    event_type: EVENT_TYPES[type],
    trade_id: named.id,
    ref_trade_id: refOf(named),
    order_id: head.orderId,
    user_id: head.clientId,
    ...partyOf(after.order, names),
    symbol: head.instrumentId,
    venue: venueId,
    side: head.side,
    buy_user_id: isBuy ? head.clientId : null,
    sell_user_id: isBuy ? null : head.clientId,
    aggressor_side: aggressorOf(execution.liquidityFlag, isBuy),
    ...executed(named, entry, names),
  };
}

function refOf({ told }: NamedExecution): string | null {
  return told.type === 'TRADE' ? null : told.execution.id;
}

function executed({ atUs, told: { execution } }: NamedExecution, entry: FoldedEntry, names: MessageNames) {
  const { head, executedAtUs } = entry;
  const venueTimeUs = execution.told?.venueTimeUs ?? null;
  return {
    quantity: formatScaled(execution.quantity, head.scale.quantityDecimals),
    price: formatScaled(execution.price, head.scale.priceDecimals),
    currency: names.currencies.get(head.instrumentId) ?? null,
    fee: formatScaled(execution.feeE8, 8),
    fee_source: execution.told?.isFeeCharged === true ? ('VENUE' as const) : ('SCHEDULE' as const),
    executed_at: isoTime(executedAtUs.get(execution.id) ?? atUs),
    venue_time: venueTimeUs === null ? null : isoTime(venueTimeUs),
    simulated: head.simulated,
    route_only: head.routeOnly,
  };
}

/** The side that took. */
function aggressorOf(flag: LiquidityFlag, isBuy: boolean): 'BUY' | 'SELL' | null {
  if (flag === 'MIDPOINT') return null;
  return (flag === 'TAKE') === isBuy ? 'BUY' : 'SELL';
}
