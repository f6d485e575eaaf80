import type { Instrument } from '@fairlead/core/instrument/instrument';
import type { Nbbo } from '@fairlead/core/market/nbbo';
import { parseScaled } from '@fairlead/core/money/scaled';
import { moneyE8, price, quantity } from '@fairlead/core/money/units';
import type { ValidOrder } from '@fairlead/core/order/request';
import { withoutStop } from '@fairlead/core/order/stop';
import { approveOrder, type RiskLimits } from '@fairlead/core/risk/risk-gate';
import type { ChildRow, ExecutionRow, OrderRow } from '@fairlead/db/journal-rows';
import type { WaveRow } from '@fairlead/db/repositories/order-parts';
import { askedRouting } from '../execution/asked-routing.ts';
import { type LiveChild, LiveOrder, type LiveWave } from '../execution/live-order.ts';
import { OrderChain } from '../execution/order-chain.ts';
import { readRequestExtras } from '../execution/request-extras.ts';
import type { Hash } from '../ports.ts';

/** Everything that the journal holds of an order that was alive when the router stopped. */
export interface StoredOrder {
  readonly order: OrderRow;
  readonly decisions: readonly WaveRow[];
  readonly children: readonly ChildRow[];
  readonly executions: readonly ExecutionRow[];
  readonly lastEvent: { readonly seq: number; readonly hash: string };
}

/**
 * The live order again, exactly as it was stored. An order that the limits of today would refuse comes back with its end asked for, so that
 * nothing more of it is sent. Throws where a stored number does not fit its instrument, which the journal cannot have written.
 */
export function reviveOrder(
  stored: StoredOrder,
  instrument: Instrument,
  at: { limits: RiskLimits; hash: Hash },
): LiveOrder {
  const { order: row } = stored;
  const order = validOrderOf(row, instrument);
  const nbbo = nbboOf(row, instrument);
  // A halt stops new waves, not what rests already.
  const tradable: Instrument = instrument.status === 'HALTED' ? { ...instrument, status: 'ACTIVE' } : instrument;
  const approval = approveOrder(withoutStop(order), { instrument: tradable, nbbo, limits: at.limits });
  const identity = {
    pk: row.id,
    clientId: row.client_id,
    order,
    instrument,
    simulated: row.simulated,
    createdAtUs: row.created_at_us,
    row,
  };
  const worstPrice = approval.ok ? approval.value.worstPrice : order.limitPrice;
  const live = new LiveOrder(identity, { nbbo, worstPrice }, new OrderChain(row.id, at.hash, stored.lastEvent));
  live.filled = read(row.filled_quantity, instrument.quantityDecimals);
  live.notionalE8 = moneyE8(readE8(row.notional));
  live.feesE8 = moneyE8(readE8(row.total_fees));
  live.waves = row.waves;
  live.wavesBefore = row.waves;
  // One that waits has its gate still before it.
  live.cancelAsked ||= !approval.ok && !live.isWaiting;
  const last = stored.decisions.at(-1);
  if (last !== undefined) live.routedMode = last.mode;
  for (const child of stored.children) live.children.set(child.id, reviveChild(child, stored, instrument));
  for (const row of stored.decisions) live.waveOf.set(row.id, reviveWave(row, live));
  return live;
}

function reviveWave(row: WaveRow, live: LiveOrder): LiveWave {
  const children = [...live.children.values()].filter((child) => child.decisionId === row.id);
  return {
    wave: row.wave,
    expectedCostBps: row.expected_cost_bps === null ? null : Number(row.expected_cost_bps),
    placed: children.reduce((sum, child) => sum + child.quantity, 0),
    filled: read(row.filled_quantity, live.identity.instrument.quantityDecimals),
    notionalE8: moneyE8(readE8(row.notional)),
    feesE8: moneyE8(readE8(row.total_fees)),
  };
}

function reviveChild(row: ChildRow, stored: StoredOrder, instrument: Instrument): LiveChild {
  const ids = stored.executions
    .filter((execution) => execution.child_id === row.id)
    .map((execution) => execution.venue_execution_id);
  return {
    id: row.id,
    decisionId: row.decision_id,
    wave: row.wave,
    venueId: row.venue_id,
    quantity: quantity(read(row.quantity, instrument.quantityDecimals)),
    limitPrice: price(read(row.limit_price ?? '0', instrument.priceDecimals)),
    minQuantity: quantity(0),
    restMs: wasToComeBack(row, stored.order) ? 0 : null,
    kind: row.order_kind,
    executionIds: new Set(ids),
    state: row.state,
    rejectCode: row.reject_code,
    filled: read(row.filled_quantity, instrument.quantityDecimals),
    sentAtUs: row.sent_at_us,
    ackedAtUs: row.acked_at_us,
    venueEpoch: row.venue_epoch,
    cancelAskedAtUs: null,
    doneAtUs: row.done_at_us,
    version: row.version,
  };
}

/**
 * How long a part was to rest in the hope of the spread is not stored: after a stop it is asked back at once and planned again. What rests at the
 * order's own limit, or pegged, keeps its place in the queue.
 */
function wasToComeBack(child: ChildRow, order: OrderRow): boolean {
  return !order.held && child.order_kind === 'POST' && child.limit_price !== order.limit_price;
}

function validOrderOf(row: OrderRow, instrument: Instrument): ValidOrder {
  return {
    orderId: row.order_id,
    instrumentId: row.instrument_id,
    side: row.side,
    quantity: quantity(read(row.quantity, instrument.quantityDecimals)),
    orderType: row.order_type,
    limitPrice: row.limit_price === null ? null : price(read(row.limit_price, instrument.priceDecimals)),
    stopPrice: row.stop_price === null ? null : price(read(row.stop_price, instrument.priceDecimals)),
    timeInForce: row.time_in_force,
    ...askedRouting(row),
    account: row.account,
    customerId: row.customer_id,
    held: row.held,
    directedVenue: row.directed_venue,
    capacity: row.capacity,
    locateId: row.locate_id,
    tag: row.tag,
    ...readRequestExtras(row.request_extras, instrument),
    venueCaps: [],
  };
}

/** The arrival market as it was stored: prices, state and odd lots, no venues and no sizes of the best quotes. */
function nbboOf(row: OrderRow, instrument: Instrument): Nbbo {
  const money = (text: string | null) => (text === null ? null : price(read(text, instrument.priceDecimals)));
  const best = (text: string | null, size: string | null) => {
    const at = money(text);
    return at === null
      ? null
      : { price: at, size: quantity(read(size ?? '0', instrument.quantityDecimals)), venueId: '' };
  };
  return {
    state: row.nbbo_state ?? 'STALE',
    bid: best(row.nbbo_bid, null),
    ask: best(row.nbbo_ask, null),
    oddBid: best(row.odd_lot_bid, row.odd_lot_bid_size),
    oddAsk: best(row.odd_lot_ask, row.odd_lot_ask_size),
    referenceBid: money(row.reference_bid),
    referenceAsk: money(row.reference_ask),
  };
}

function read(text: string, decimals: number): number {
  const parsed = parseScaled(text, decimals);
  if (!parsed.ok) throw new Error(`the journal holds ${JSON.stringify(text)}: ${parsed.error}`);
  return parsed.value;
}

/** Sums can have more digits than a safe integer; they are read as whole 10^-8. */
function readE8(text: string): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const units = BigInt(`${whole}${fraction.padEnd(8, '0').slice(0, 8)}`);
  return text.startsWith('-') ? -units : units;
}
