import { type ExecutionQuality, executionQuality } from '@fairlead/core/execution/quality';
import { believedPrice, doubleMid, type Nbbo } from '@fairlead/core/market/nbbo';
import { formatScaled } from '@fairlead/core/money/scaled';
import type { ExecutionRow } from '@fairlead/db/journal-rows';
import type { Ids } from '../ports.ts';
import type { LiveChild, LiveOrder, VenueFill } from './live-order.ts';

/** The stored form of a fill, with the NBBO at that instant and its quality against the NBBO at the order's arrival. */
export function executionRow(at: {
  live: LiveOrder;
  child: LiveChild;
  fill: VenueFill;
  nowUs: number;
  ids: Ids;
  nbbo: Nbbo | undefined;
}): ExecutionRow {
  const { live, child, fill, nowUs } = at;
  const { instrument } = live.identity;
  const bid = at.nbbo?.bid?.price ?? null;
  const ask = at.nbbo?.ask?.price ?? null;
  const double = at.nbbo === undefined ? null : doubleMid(at.nbbo);
  const measured = measure(live, fill);
  const money = (value: number | null) => (value === null ? null : formatScaled(value, instrument.priceDecimals));
  return {
    id: at.ids.next(),
    order_pk: live.identity.pk,
    child_id: child.id,
    venue_id: child.venueId,
    venue_execution_id: fill.executionId,
    quantity: formatScaled(fill.quantity, instrument.quantityDecimals),
    price: formatScaled(fill.price, instrument.priceDecimals),
    fee: formatScaled(fill.feeE8, 8),
    liquidity_flag: fill.liquidityFlag,
    latency_us: child.sentAtUs === null ? null : nowUs - child.sentAtUs,
    nbbo_bid: money(bid),
    nbbo_ask: money(ask),
    mid: double === null ? null : formatScaled(double * 5, instrument.priceDecimals + 1),
    price_improvement_bps: measured === null ? null : ratioText(measured.priceImprovementBps),
    quality: measured?.grade ?? null,
    executed_at_us: nowUs,
    created_at_us: nowUs,
  };
}

/** Measures a fill against the market that its order arrived in; null where that had no two sides that could be believed. */
function measure(live: LiveOrder, fill: VenueFill): ExecutionQuality | null {
  const { instrument, order } = live.identity;
  const bid = believedPrice(live.start.nbbo, 'BID');
  const ask = believedPrice(live.start.nbbo, 'ASK');
  if (bid === null || ask === null) return null;
  return executionQuality({
    side: order.side,
    price: fill.price,
    quantity: fill.quantity,
    feeE8: fill.feeE8,
    bid,
    ask,
    scale: instrument,
  });
}

/** A ratio with eight decimals as text, for numeric(20,8) columns that hold no money. */
export function ratioText(value: number): string {
  return formatScaled(Math.round(value * 100_000_000), 8);
}
